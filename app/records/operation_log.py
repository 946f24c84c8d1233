"""操作ログ: who did what, when, from where; rows are only ever added, and no feature reads them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified


class OperationRow(Identified, Base):
    """One act of somebody."""

    __tablename__ = "operation_log"

    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(Code)
    act: Mapped[str] = mapped_column(Code)
    subject: Mapped[str]
    result: Mapped[str]
    address: Mapped[str | None]


def last_operation(session: Session) -> int | None:
    """The number of the newest line: whoever writes an act adds one."""
    return session.scalar(select(func.max(OperationRow.id)))
