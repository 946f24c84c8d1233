"""操作ログに書く: notes who did what, in the same transaction as the act."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.records.operation_log import OperationRow


def note(
    session: Session, *, by: str, act: str, subject: str, at: datetime, result: str = "done"
) -> None:
    """Adds one line."""
    session.add(OperationRow(at=at, actor=by, act=act, subject=subject, result=result))
