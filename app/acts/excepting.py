"""例外の承諾: puts a request on file, and takes each step with it, in the caller's transaction.

Each step is a new revision. The decision, the end of the copy and every correction leave an entry
of the record, bound to all of the row; a request that nobody has decided on leaves none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.acts import operation_log, record
from app.acts.consent_on_file import ConsentError, branches_of
from app.acts.drafts import Draft
from app.acts.exception_checks import wrong_with
from app.acts.exception_on_file import ExceptionCase, refuse_when_closed
from app.acts.exception_paper import DECIDED, issue
from app.acts.exception_words import told
from app.records import entries, exceptions, revisions
from app.records.dossier import Dossier
from app.records.exceptions import ExceptionRow, decision_of, nothing_decided
from app.records.people import Person
from audits.consent import ConsentDecision
from audits.engagement import PRIME_BRANCH
from audits.entry import EntryKind
from audits.exception import ExceptionStep
from audits.wording import EXCEPTION_STEP

TABLE = ExceptionRow.__tablename__
COPY_ENDED = "copy_ended"
NO_LONGER = "この申請には、いまは「{step}」ことができません。画面を開き直してください。"
NOTHING_CHANGED = "変わったところがありません。"


@dataclass(frozen=True, slots=True)
class StepSaid:
    """What a form says: the step, and the columns that it fills in."""

    step: ExceptionStep
    values: Mapping[str, Any] = field(default_factory=dict)


def register(
    session: Session,
    found: Dossier,
    asked: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> int:
    """Its number on file. Raises ConsentError. The caller has locked the records."""
    refuse_when_closed(found)
    number = exceptions.next_number(session, found.key)
    values = {**nothing_decided(), **asked, "number": number}
    _refuse(wrong_with(values, branches_of(found), found.on))
    _add(session, found, values, None, by=by, at=at)
    _note(session, "register", found, number, by=by, at=at, address=address)
    return number


def take(
    session: Session,
    case: ExceptionCase,
    said: StepSaid,
    font_dir: Path,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """A decision goes with its notice. Raises ConsentError. The caller has locked the records."""
    if said.step not in case.steps:
        raise ConsentError(("", NO_LONGER.format(step=EXCEPTION_STEP[said.step])))
    values = {**case.values, **said.values}
    if said.step in (ExceptionStep.DECIDE, ExceptionStep.WITHDRAW):
        values["decided_by"] = by.name
    _refuse(wrong_with(values, branches_of(case.dossier), case.dossier.on))
    if values == dict(case.values):
        raise ConsentError(("", NOTHING_CHANGED))
    slot = _slot(said.step, values)
    papers: tuple[str, ...] = ()
    if slot == DECIDED:
        issued = issue(session, case, values, font_dir, by=by, at=at)
        values, papers = dict(issued.values), (issued.sha256,)
    row_id = _add(session, case.dossier, values, case, by=by, at=at)
    if slot:
        act = _entry(session, case, slot, row_id, values, said.step, papers, by=by)
        record.append(session, [act], by=by.actor, at=at)
    _note(session, said.step.value, case.dossier, case.number, by=by, at=at, address=address)


def _refuse(wrong: list[tuple[str, str]]) -> None:
    if wrong:
        raise ConsentError(*wrong)


def _slot(step: ExceptionStep, values: Mapping[str, Any]) -> str:
    """Which entry tells of the step; blank: none does."""
    if step is ExceptionStep.END_COPY:
        return COPY_ENDED
    is_told = step in (ExceptionStep.DECIDE, ExceptionStep.CORRECT)
    return DECIDED if is_told and decision_of(values) is not None else ""


def _entry(
    session: Session,
    case: ExceptionCase,
    slot: str,
    row_id: int,
    values: Mapping[str, Any],
    step: ExceptionStep,
    papers: tuple[str, ...],
    *,
    by: Person,
) -> record.Act:
    branch, first_id = values["branch"], case.on_file.first_id
    ends = slot == COPY_ENDED
    consents = ConsentDecision(values["decision"]).gives_consent
    draft = Draft(
        slot,
        EntryKind.EXCEPTION_CONSENTED if consents and not ends else EntryKind.OTHER,
        values["copy_ended_on"] if ends else values["decided_on"],
        told(step, values),
        ExceptionRow.FACTS,
        other_party="受託者" if branch == PRIME_BRANCH else f"再委託先{branch}",
        officer=by.name,
        method="" if ends else "書面",
        place="" if ends else values["document_number"],
    )
    return record.Act(
        case.contract,
        branch,
        draft,
        TABLE,
        row_id,
        first_id,
        values,
        corrects=_earlier(session, case, slot),
        evidence=papers,
    )


def _earlier(session: Session, case: ExceptionCase, slot: str) -> int | None:
    """The entry that this one puts right, where the same was said before."""
    first_id = case.on_file.first_id
    found = entries.numbers_of_acts(session, TABLE, [first_id])
    return found.get((case.dossier.key, first_id, slot))


def _add(
    session: Session,
    found: Dossier,
    values: Mapping[str, Any],
    before: ExceptionCase | None,
    *,
    by: Person,
    at: datetime,
) -> int:
    if before is not None:
        revisions.supersede(session, ExceptionRow, [before.on_file.id])
    row = {
        **values,
        "contract_id": found.key,
        "revision": before.on_file.revision + 1 if before else 1,
        "first_id": before.on_file.first_id if before else None,
        "is_current": True,
        "written_at": at,
        "written_by": by.name,
    }
    [row_id] = revisions.add_rows(session, ExceptionRow, [row])
    return row_id


def _note(
    session: Session,
    what: str,
    found: Dossier,
    number: int,
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    subject = f"{found.contract.number} 例外の申請{number}"
    operation_log.note(
        session, by=by.actor, act=f"{what}_exception", subject=subject, at=at, address=address
    )
