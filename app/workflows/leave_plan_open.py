"""予定を入れない・その取消し: an inspection of a year gets no day, for a reason, or is to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.acts import leaving_open, operation_log
from app.acts.filing.hand_entry import NotThereError
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from app.records.reachable import reachable
from audits.fiscal_year import FiscalYear
from audits.roles import Act


@dataclass(frozen=True, slots=True)
class Named:
    """The inspection of one engagement in one fiscal year."""

    contract: str
    branch: int
    year: FiscalYear


def leave_plan_open(
    named: Named, reason: str, *, key: str, by: Person, at: datetime, address: str | None = None
) -> None:
    """Once for each `key`. Raises LeaveOpenError, and NotThereError."""
    _carry_out(named, reason, key=key, by=by, at=at, address=address)


def take_back_open(
    named: Named, *, key: str, by: Person, at: datetime, address: str | None = None
) -> None:
    """Once for each `key`. Raises LeaveOpenError, and NotThereError."""
    _carry_out(named, None, key=key, by=by, at=at, address=address)


def _carry_out(
    named: Named, reason: str | None, *, key: str, by: Person, at: datetime, address: str | None
) -> None:
    with transaction() as session:
        revisions.lock_records(session)
        contract_id = reachable(session, named.contract, by.scope_of(Act.ENTER))
        if contract_id is None:
            raise NotThereError(named.contract)
        sent = forms_sent.key_of(key, named, reason)
        if forms_sent.was_sent(session, sent):
            return
        place = (contract_id, named.branch, named.year)
        if reason is None:
            leaving_open.take_back(session, *place, by=by.actor, at=at)
        else:
            leaving_open.leave_open(session, *place, reason, by=by.actor, at=at)
        forms_sent.note(session, sent, at)
        act = "take_back_open" if reason is None else "leave_plan_open"
        subject = f"{named.contract} {named.branch} {named.year}"
        operation_log.note(session, by=by.actor, act=act, subject=subject, at=at, address=address)
