"""是正の運び: the contractor's answer, the officer's check, a later date, and opening again.

Every step is a row of its own; the finding's own facts follow the last round. Every function works
in the caller's transaction, which holds the lock on the records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts import operation_log, projection, record
from app.acts.drafts import GAP, Draft
from app.acts.finding_on_file import FindingOnFile, FindingsOfVisit
from app.acts.record import snapshot_of
from app.clock import day_of
from app.records import revisions
from app.records.finding_steps import FindingStepRow
from app.records.inspections import FindingRow
from app.records.people import Person
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind, Snapshot
from audits.lifecycles.finding import FINDING, FindingAct
from audits.lifecycles.lifecycle import NotAllowedError
from audits.stage import Stage, stage_on
from audits.wareki import short_wareki
from audits.wording import FINDING_ACT, FINDING_STATE

LONGEST_TEXT = 2_000
NAME = ("fiscal_year", "round", "number")


class FindingError(ValueError):
    """A step of a finding that cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a step. `due_on`: the new date, where the step sets one."""

    act: FindingAct
    on: date
    text: str = ""
    place: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """How the record tells a step: kind, slot of the finding's entries, words, columns."""

    kind: EntryKind
    slot: str
    words: str
    fields: tuple[str, ...]


TOLD: Mapping[FindingAct, _Told] = {
    FindingAct.ANSWER: _Told(
        EntryKind.CORRECTION_REPORTED, "answered", "是正の報告を受領", (*NAME, "answered_on")
    ),
    FindingAct.CONFIRM: _Told(
        EntryKind.CORRECTION_CONFIRMED, "put_right", "是正を確認", (*NAME, "put_right_on")
    ),
    FindingAct.REFUSE: _Told(
        EntryKind.IMPROVEMENT_ORDERED,
        "refused",
        "是正は不十分。再度の改善を求める",
        (*NAME, "answered_on", "put_right_on"),
    ),
    FindingAct.EXTEND: _Told(
        EntryKind.IMPROVEMENT_ORDERED, "extended", "是正期限を延長", (*NAME, "set_due_on")
    ),
    FindingAct.REOPEN: _Told(
        EntryKind.FOUND,
        "reopened",
        "是正の確認の後、再び指摘",
        (*NAME, "set_due_on", "answered_on", "put_right_on"),
    ),
}


def take(
    session: Session,
    found: FindingsOfVisit,
    finding: FindingOnFile,
    said: Said,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """Anything but an order. Raises FindingError."""
    check(found, finding, said.act)
    _check_words(said)
    _check_days(found, finding, said, day_of(at))
    values = _values_after(finding, said)
    row_id = _revise(session, found, finding, values, by=by, at=at)
    step = add_step(session, found, finding, said, None, by=by, at=at)
    told = TOLD[said.act]
    draft = Draft(
        told.slot,
        told.kind,
        said.on,
        GAP.join(part for part in (f"{finding.name} {told.words}", *_more(finding, said)) if part),
        told.fields,
        other_party=party_of(found),
        officer=by.name,
        place=said.place,
    )
    act = record.Act(
        found.visit.contract,
        found.visit.branch,
        draft,
        FindingRow.__tablename__,
        row_id,
        finding.filed.first_id,
        values,
        rests_on=(step,),
    )
    record.append(session, [act], by=by.actor, at=at)
    projection.rebuild(session, [found.dossier.key])
    subject = f"{found.visit.contract} {found.visit.branch} {finding.name}"
    operation_log.note(
        session,
        by=by.actor,
        act=f"{said.act.value}_finding",
        subject=subject,
        at=at,
        address=address,
    )


def check(found: FindingsOfVisit, finding: FindingOnFile, act: FindingAct) -> None:
    """Raises FindingError where the table of moves, or the contract, does not have it."""
    try:
        FINDING.after(finding.state, act)
    except NotAllowedError:
        raise FindingError(
            f"指摘{finding.name}は、いま「{FINDING_STATE[finding.state]}」です。"
            f"「{FINDING_ACT[act]}」ことはできません。画面を開き直してください。"
        ) from None
    if stage_on(found.dossier.contract, found.dossier.on) is Stage.CLOSED:
        raise FindingError("完了した契約です。指摘を動かすには、先に契約を再開してください。")


def party_of(found: FindingsOfVisit) -> str:
    branch = found.visit.branch
    return "受託者" if branch == PRIME_BRANCH else f"再委託先{branch}"


def add_step(
    session: Session,
    found: FindingsOfVisit,
    finding: FindingOnFile,
    said: Said,
    order_id: int | None,
    *,
    by: Person,
    at: datetime,
) -> Snapshot:
    """Keeps the step in the round that runs; what the record is bound to."""
    row = FindingStepRow(
        engagement_id=found.engagement_id,
        fiscal_year=finding.values["fiscal_year"],
        round=finding.values["round"],
        number=finding.number,
        turn=finding.turn,
        act=said.act.value,
        on=said.on,
        text=said.text,
        place=said.place,
        due_before=finding.due_on if said.due_on else None,
        due_on=said.due_on,
        order_id=order_id,
        written_at=at,
        written_by=by.actor,
    )
    session.add(row)
    session.flush()
    values = {name: getattr(row, name) for name in FindingStepRow.FACTS}
    return snapshot_of(FindingStepRow.__tablename__, row.id, values, FindingStepRow.FACTS)


def _check_words(said: Said) -> None:
    if not said.text.strip() and said.act in NEEDED:
        raise FindingError(NEEDED[said.act])


NEEDED: Mapping[FindingAct, str] = {
    FindingAct.ANSWER: "受託者が何をしたかを入れてください。",
    FindingAct.REFUSE: "何が足りないかを入れてください。",
    FindingAct.EXTEND: "延ばす理由を入れてください。",
    FindingAct.REOPEN: "指摘に戻す理由を入れてください。",
}


def _check_days(found: FindingsOfVisit, finding: FindingOnFile, said: Said, today: date) -> None:
    first, what = found.inspected_on, "調査の日"
    answered_on = finding.values["answered_on"]
    if said.act in (FindingAct.CONFIRM, FindingAct.REFUSE) and answered_on:
        first, what = answered_on, "改善報告を受けた日"
    if said.act is FindingAct.REOPEN:
        first, what = finding.values["put_right_on"], "是正を確認した日"
    if said.on > today:
        raise FindingError("まだ来ていない日です。")
    if said.on < first:
        raise FindingError(f"{what}（{short_wareki(first)}）より前の日です。")
    _check_due(finding, said)


def _check_due(finding: FindingOnFile, said: Said) -> None:
    if said.act is FindingAct.EXTEND:
        before = finding.due_on
        if said.due_on is None:
            raise FindingError("新しい是正期限を入れてください。")
        if before is not None and said.due_on <= before:
            raise FindingError(
                f"いまの是正期限（{short_wareki(before)}）より後の日にしてください。"
            )
    if said.act is FindingAct.REOPEN and (said.due_on is None or said.due_on < said.on):
        raise FindingError("新しい是正期限を、指摘に戻す日以後で入れてください。")


def _values_after(finding: FindingOnFile, said: Said) -> dict[str, Any]:
    """The facts of the finding as this step leaves them."""
    changed: dict[str, Any] = {}
    if said.act is FindingAct.ANSWER:
        changed = {"answered_on": said.on}
    elif said.act is FindingAct.CONFIRM:
        changed = {"put_right_on": said.on}
    elif said.act is FindingAct.REFUSE:
        changed = {"answered_on": None}
    elif said.act is FindingAct.EXTEND:
        changed = {"set_due_on": said.due_on}
    else:
        changed = {"answered_on": None, "put_right_on": None, "set_due_on": said.due_on}
    return {**finding.values, **changed}


def _revise(
    session: Session,
    found: FindingsOfVisit,
    finding: FindingOnFile,
    values: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
) -> int:
    """The facts as a new revision; its number."""
    revisions.supersede(session, FindingRow, [finding.filed.id])
    row = {
        **values,
        "engagement_id": found.engagement_id,
        "revision": finding.filed.revision + 1,
        "first_id": finding.filed.first_id,
        "is_current": True,
        "written_at": at,
        "written_by": by.actor,
    }
    [row_id] = revisions.add_rows(session, FindingRow, [row])
    return row_id


def _more(finding: FindingOnFile, said: Said) -> tuple[str, ...]:
    due = ""
    if said.due_on is not None:
        before = f"{short_wareki(finding.due_on)}→" if finding.due_on else ""
        due = f"是正期限{before}{short_wareki(said.due_on)}"
    return (due, said.text.strip())
