"""完了・再開: a manager closes a contract, or opens it again."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import once
from app.acts.closing import decide_closing
from app.records import revisions
from app.records.database import transaction
from app.records.decisions import ClosingKind


def close_contract(
    contract: str, *, on: date, reason: str, by: str, at: datetime, key: str = ""
) -> None:
    """Once for each `key` of a form.

    Raises DecisionError, saying in plain words what is missing (rules.md 5).
    """
    _decide(contract, ClosingKind.CLOSED, on=on, reason=reason, by=by, at=at, key=key)


def reopen_contract(
    contract: str, *, on: date, reason: str, by: str, at: datetime, key: str = ""
) -> None:
    """Once for each `key` of a form. Raises DecisionError where the contract is not closed."""
    _decide(contract, ClosingKind.REOPENED, on=on, reason=reason, by=by, at=at, key=key)


def _decide(
    contract: str,
    decision: ClosingKind,
    *,
    on: date,
    reason: str,
    by: str,
    at: datetime,
    key: str,
) -> None:
    with transaction() as session:
        revisions.lock_records(session)
        if not once.was_done(session, key, decision, contract, on, reason, at=at):
            decide_closing(session, contract, decision, on=on, reason=reason, by=by, at=at)
