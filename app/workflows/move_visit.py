"""予定日を変える: gives one visit of a year that has a day another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.acts import operation_log
from app.acts.filing.filing import Filing, file
from app.acts.filing.planned_day import planned_day
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class Move:
    """Which visit, as which revision it was seen, its new day, and why."""

    contract: str
    branch: int
    year: FiscalYear
    round: int
    seen: int
    on: date
    why: str


def move_visit(
    move: Move, *, key: str, by: Person, at: datetime, address: str | None = None
) -> Filing:
    """Once for each `key`. Raises ChangedMeanwhileError, and NotThereError."""
    entry = planned_day(
        move.contract, move.branch, move.year, move.round, move.on, seen=move.seen, why=move.why
    )
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, move)
        if forms_sent.was_sent(session, sent):
            return Filing(filed=True, contract=move.contract)
        filing = file(session, entry, by=by, at=at)
        if not filing.filed:
            session.rollback()
            return filing
        forms_sent.note(session, sent, at)
        subject = f"{move.contract} {move.branch} {move.year} {move.on.isoformat()}"
        operation_log.note(
            session, by=by.actor, act="move_visit", subject=subject, at=at, address=address
        )
    return filing
