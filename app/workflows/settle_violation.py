"""違反の処理: a manager settles a violation, with the reason."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import decisions, once
from app.acts.operation_log import Caller
from app.records import revisions
from app.records.database import transaction
from app.records.violations import ViolationOnDay


def settle_violation(
    violation: ViolationOnDay,
    *,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    key: str = "",
    caller: Caller | None = None,
) -> None:
    """Once for each `key` of a form. Raises DecisionError where it is settled already."""
    with transaction() as session:
        revisions.lock_records(session)
        if not once.was_done(session, key, "settle", violation, on, reason, at=at):
            decisions.settle(session, violation, on=on, reason=reason, by=by, at=at, caller=caller)
