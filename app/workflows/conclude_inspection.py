"""立入調査の結論: puts the visit and its findings on file, as the answers of its sheet say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import operation_log, projection
from app.acts.answering import (
    AnswerError,
    Conclusion,
    check_conclusion,
    counted,
    plan_conclusion,
    training_met,
)
from app.acts.loading.sheets import INSPECTIONS
from app.acts.loading.write import write
from app.acts.photographing import hang_on_inspection
from app.acts.sheet_of_visit import NamedVisit, kept_sheet
from app.clock import day_of
from app.records import forms_sent, revisions, sheets
from app.records.concluded_visits import concluded_visits
from app.records.database import transaction
from app.records.inspection_standing import inspection_standing
from app.records.people import Person
from audits.lifecycles.inspection import INSPECTION, InspectionAct
from audits.lifecycles.lifecycle import NotAllowedError


def conclude_inspection(
    conclusion: Conclusion,
    visit: NamedVisit,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Once for each `key` and what it says.

    Raises AnswerError, saying what is missing; then nothing is written.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, conclusion, visit)
        if forms_sent.was_sent(session, sent):
            return
        sheet = kept_sheet(session, visit, by, day_of(at), at, address=address)
        visits = concluded_visits(session, visit.contract, visit.branch)
        check_conclusion(sheet, conclusion, visits)
        _check_standing(session, visit)
        plan = plan_conclusion(session, sheet, conclusion, on=day_of(at))
        if plan.errors:
            raise AnswerError("".join(f"{one.column}：{one.message}" for one in plan.errors))
        plan.changes = [
            replace(change, told=counted(sheet), papers=conclusion.papers)
            if change.sheet is INSPECTIONS
            else change
            for change in plan.changes
        ]
        sheets.conclude(session, sheet.id, at, training_met=training_met(sheet))
        projection.rebuild(session, write(session, plan, by=by.actor, at=at, by_hand=True))
        hang_on_inspection(session, visit, sheet, by=by, at=at)
        forms_sent.note(session, sent, at)
        subject = f"{visit.contract} {visit.branch} {visit.year} {visit.round}"
        operation_log.note(
            session, by=by.actor, act="conclude_inspection", subject=subject, at=at, address=address
        )


def _check_standing(session: Session, visit: NamedVisit) -> None:
    """A visit is concluded once; what was wrong about it is corrected."""
    place = (visit.contract, visit.branch, visit.year.start, visit.round)
    try:
        INSPECTION.after(inspection_standing(session, *place), InspectionAct.CONCLUDE)
    except NotAllowedError:
        raise AnswerError(
            "この調査の結論は、すでに台帳にあります。直すときは、契約の立入調査の見出しから、"
            "調査の結果を訂正してください。"
        ) from None
