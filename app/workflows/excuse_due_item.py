"""免除・未実施の記録: a manager waives a due item, or records it as missed."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import decisions, once
from app.acts.operation_log import Caller
from app.records import revisions
from app.records.database import transaction
from app.records.decisions import ExcuseKind
from app.records.due_items import DueOnDay


def excuse_due_item(
    item: DueOnDay,
    decision: ExcuseKind,
    *,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    key: str = "",
    caller: Caller | None = None,
) -> None:
    """Once for each `key` of a form.

    Raises DecisionError where the item cannot be waived or recorded as missed.
    """
    with transaction() as session:
        revisions.lock_records(session)
        named = (item.contract, item.branch, item.kind, item.basis, item.due_on)
        if not once.was_done(session, key, decision, named, on, reason, at=at):
            decisions.excuse(
                session, item, decision, on=on, reason=reason, by=by, at=at, caller=caller
            )
