"""操作ログに書く: notes who did what, in the same transaction as the act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.records.operation_log import OperationRow

DONE = "done"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who does it, and from where, where the record names the person by the name alone."""

    actor: str
    address: str | None = None


def note(
    session: Session,
    *,
    by: str,
    act: str,
    subject: str,
    at: datetime,
    result: str = DONE,
    address: str | None = None,
) -> None:
    """Adds one line; `address` is where the act came from, none for the command line."""
    row = OperationRow(at=at, actor=by, act=act, subject=subject, result=result, address=address)
    session.add(row)
