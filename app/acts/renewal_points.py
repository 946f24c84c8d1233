"""更新の前に見ること: what each successor needs anew, and what its predecessor leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.renewing import DATED, Beside, beside, moved_dates
from app.records import renewal_facts
from app.records.filed import Values, filed_terms
from app.records.renewal_facts import Held, OpenEnds, Told
from app.records.renewals import Ending
from app.records.violations import violations
from audits.rule import Level
from audits.term import Term
from audits.wareki import short_wareki
from audits.words import folded

NAMED_AT_MOST = 5
NO_CONTRACTOR = "受託者が未定です。決まったら「契約の内容を改める」から入れてください。"


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence, and the view of the old contract's page where it can be looked at."""

    words: str
    view: str


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """Everything to know of one contract before it is renewed."""

    points: Sequence[Point]
    beside: Beside


@dataclass(frozen=True, slots=True)
class _Known:
    """What is on file of one contract."""

    ending: Ending
    terms: Values
    beside: Beside
    after: Term
    open_ends: OpenEnds
    held: Sequence[Held]
    told: Told | None
    broken: int


def to_look_at(
    session: Session, found: Sequence[Ending], after: Mapping[int, Term], on: date
) -> Mapping[int, ToLookAt]:
    """Contract's id → what is to be known of it. `after`: the days of each one's successor.

    However many contracts there are, the same number of statements.
    """
    numbers = {one.id: one.number for one in found}
    ids = list(numbers)
    terms = filed_terms(session, ids)
    besides = beside(session, ids, terms)
    ends = renewal_facts.open_ends(session, ids, on)
    held = renewal_facts.certifications(session, ids)
    told = renewal_facts.latest_matters(session, numbers)
    broken = [
        one.contract_id
        for one in violations(session, on, ids)
        if one.level is Level.VIOLATION and one.settled_on is None
    ]
    known = [
        _Known(
            one,
            terms[one.id],
            besides[one.id],
            after[one.id],
            ends.get(one.id, OpenEnds()),
            held.get(one.id, ()),
            told.get(one.id),
            broken.count(one.id),
        )
        for one in found
    ]
    return {one.ending.id: ToLookAt(list(_points(one)), one.beside) for one in known}


def _points(known: _Known) -> Iterator[Point]:
    if known.ending.contractor is None:
        yield Point(NO_CONTRACTOR, "overview")
    yield from _of_department(known)
    yield from _of_subcontracts(known)
    yield from _of_exceptions(known)
    yield from _of_certifications(known)
    yield from _of_dated_safeguards(known)
    yield from _of_open_ends(known)
    yield from _of_council(known)


def _of_department(known: _Known) -> Iterator[Point]:
    until = known.ending.department_until
    if until is not None and until < known.after.last:
        said = f"所管課「{known.ending.department}」は{short_wareki(until)}までです。"
        yield Point(f"{said}一件ずつ登録し、新しい所管課を選んでください。", "overview")


def _of_subcontracts(known: _Known) -> Iterator[Point]:
    parts = [str(one.values["contractor"]) for one in known.beside.subcontracts]
    if parts:
        said = f"再委託{len(parts)}件（{_named(parts)}）"
        yield Point(f"{said}の承諾は、開始日の前日までに改めて要ります。", "subcontracts")


def _of_certifications(known: _Known) -> Iterator[Point]:
    if known.ending.contractor is None:
        return
    for scheme in known.terms["demanded_schemes"]:
        held = [one for one in known.held if folded(one.scheme) == folded(scheme)]
        said = _lacking(held, known.after.last)
        if said:
            yield Point(f"求める認証「{scheme}」{said}", "overview")


def _lacking(held: Sequence[Held], last: date) -> str:
    """What is wrong with the certifications, of which some may count for other contracts only."""
    if not held:
        return "が台帳にありません。"
    lasting = [one.valid_until for one in held if not one.contracts]
    if not lasting:
        return "は、ほかの契約だけに付けて登録されています。次の契約にも付けてください。"
    if max(lasting) >= last:
        return ""
    return f"は{short_wareki(max(lasting))}に切れます（次の契約の終了日より前です）。"


def _of_dated_safeguards(known: _Known) -> Iterator[Point]:
    for one in known.beside.safeguards:
        if one.values["frequency"] not in DATED:
            continue
        days = [short_wareki(day) for day in moved_dates(one.values, known.after)]
        said = f"保護対策{one.values['number']}の日は"
        if days:
            yield Point(f"{said}{_named(days)}に移します。違うときは後で改めます。", "council")
        else:
            yield Point(f"{said}次の契約の期間にありません。登録の後に入れてください。", "council")


def _of_open_ends(known: _Known) -> Iterator[Point]:
    ends = known.open_ends
    if ends.findings:
        said = f"是正の済んでいない指摘{ends.findings}件。"
        yield Point(f"{said}次の契約の調査でも確かめます。", "inspections")
    if known.broken:
        yield Point(f"処理していない違反のおそれ{known.broken}件。", "due")
    if ends.data_out:
        said = f"受託者に残るデータ{ends.data_out}件。"
        yield Point(f"{said}次の契約に渡すものは、登録の後に「引継ぎ」を記録します。", "data")


def _of_exceptions(known: _Known) -> Iterator[Point]:
    count = known.open_ends.exceptions
    if count:
        said = f"例外の承諾{count}件（複写など）は、いまの契約かぎりです。"
        yield Point(f"{said}続けるときは、改めて申請を受けます。", "data")


def _of_council(known: _Known) -> Iterator[Point]:
    if known.open_ends.connections:
        named = _named(known.open_ends.connections)
        said = f"外部結合（{named}）を続けるときは、"
        yield Point(f"{said}その契約番号を次の契約に改めます。", "council")
    if known.told is not None:
        said = f"付議（{short_wareki(known.told.held_on)}）から変わるところがあるときは、"
        yield Point(f"{said}改めて付議します。", "council")


def _named(names: Sequence[str]) -> str:
    more = len(names) - NAMED_AT_MOST
    said = "、".join(names[:NAMED_AT_MOST])
    return f"{said}ほか{more}件" if more > 0 else said
