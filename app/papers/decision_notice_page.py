"""What stands on a notice of a decision (承諾通知書・不承諾通知書), as it is issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audits.wareki import wareki

COPY_GOES = (
    "承諾の期間が終わったときは、写しや持ち出した物を返却し、又は消去して、報告してください。"
)
NO_FURTHER = "承諾した範囲を超えて取り扱わないでください。"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a contractor asked for, in the words of its kind of notice.

    `consent`, `no_consent`: the notice's title. `subject`: the label of the term that matters most.
    `reminder`: what a consent asks of the contractor.
    """

    consent: str
    no_consent: str
    words: str  # 令和8年11月9日に受け付けた再委託の承諾の申請
    subject: str
    reminder: str


@dataclass(frozen=True, slots=True)
class NoticedPoint:
    """One point that was confirmed before the decision: how it stands, and since when."""

    words: str
    standing: str
    on: date | None


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """Everything on the notice; `terms`: what was asked for, in words, line by line.

    `conditions`: what the consent depends on; `reason`: why it was decided like this, blank where
    nobody says.
    """

    number: str
    issued_on: date
    addressee: str
    sender: str
    department: str
    asked: Asked
    consents: bool
    clause_set: str
    basis: str
    terms: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    reason: str
    points: tuple[NoticedPoint, ...] = ()


def subcontracting_asked(received_on: date) -> Asked:
    """再委託の承諾の申請: somebody else is to do part of the work."""
    return Asked(
        consent="再委託承諾通知書",
        no_consent="再委託不承諾通知書",
        words=f"{wareki(received_on)}に受け付けた再委託の承諾の申請",
        subject="再委託先",
        reminder="再委託先にも、受託者と同じく個人情報の取扱いを守らせてください。",
    )


def exception_asked(asked_on: date, kind: str, *, leaves_copy: bool) -> Asked:
    """例外の承諾の申請: what the clauses forbid, allowed for once.

    `leaves_copy`: something has to be brought back or erased afterwards.
    """
    return Asked(
        consent="例外承諾通知書",
        no_consent="例外不承諾通知書",
        words=f"{wareki(asked_on)}に申請のあった{kind}",
        subject="対象",
        reminder=COPY_GOES if leaves_copy else NO_FURTHER,
    )
