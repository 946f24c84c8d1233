"""完了・再開: a manager closes a contract, or opens it again."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import once
from app.acts.closing import decide_closing
from app.acts.operation_log import Caller
from app.records import revisions
from app.records.database import transaction
from app.records.decisions import ClosingKind


def close_contract(
    contract: str,
    *,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    key: str = "",
    caller: Caller | None = None,
) -> None:
    """Once for each `key` of a form.

    Raises DecisionError, saying in plain words what is missing (rules.md 5).
    """
    said = (on, reason, by, at, key, caller)
    _decide(contract, ClosingKind.CLOSED, *said)


def reopen_contract(
    contract: str,
    *,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    key: str = "",
    caller: Caller | None = None,
) -> None:
    """Once for each `key` of a form. Raises DecisionError where the contract is not closed."""
    said = (on, reason, by, at, key, caller)
    _decide(contract, ClosingKind.REOPENED, *said)


def _decide(
    contract: str,
    decision: ClosingKind,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    key: str,
    caller: Caller | None,
) -> None:
    with transaction() as session:
        revisions.lock_records(session)
        if not once.was_done(session, key, decision, contract, on, reason, at=at):
            decide_closing(
                session, contract, decision, on=on, reason=reason, by=by, at=at, caller=caller
            )
