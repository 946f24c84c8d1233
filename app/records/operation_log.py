"""操作ログ: who did what, when, from where; rows are only ever added, and nothing goes by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified


class Result(Enum):
    """Whether it was done."""

    DONE = "done"
    REFUSED = "refused"


class OperationRow(Identified, Base):
    """One act of somebody."""

    __tablename__ = "operation_log"

    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(Code)
    act: Mapped[str] = mapped_column(Code)
    subject: Mapped[str]
    result: Mapped[str]
    address: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class WantedOperations:
    """Which lines: from a moment until before another, and what else has to hold.

    `subjects`: what the log writes for the things that people call by these `words`.
    """

    first: datetime
    end: datetime
    actor: str = ""
    acts: Sequence[str] = ()
    words: str = ""
    subjects: Sequence[str] = ()
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class OperationLine:
    """One line of the log."""

    at: datetime
    actor: str
    act: str
    subject: str
    result: Result
    address: str | None


def last_operation(session: Session) -> int | None:
    """The number of the newest line: whoever writes an act adds one."""
    return session.scalar(select(func.max(OperationRow.id)))


def count_operations(session: Session, wanted: WantedOperations) -> int:
    return session.scalar(select(func.count(OperationRow.id)).where(_holds(wanted))) or 0


def operations(
    session: Session, wanted: WantedOperations, *, offset: int, limit: int
) -> list[OperationLine]:
    """One page of the log, the newest first; of one moment the later one."""
    row = OperationRow
    query = select(row.at, row.actor, row.act, row.subject, row.result, row.address)
    query = query.where(_holds(wanted)).order_by(row.at.desc(), row.id.desc())
    found = session.execute(query.offset(offset).limit(limit)).tuples()
    return [
        OperationLine(at, actor, act, subject, Result(result), address)
        for at, actor, act, subject, result, address in found
    ]


def _holds(wanted: WantedOperations) -> ColumnElement[bool]:
    row = OperationRow
    found = [row.at >= wanted.first, row.at < wanted.end]
    if wanted.actor:
        found.append(row.actor.contains(wanted.actor, autoescape=True))
    if wanted.acts:
        found.append(row.act.in_(wanted.acts))
    if wanted.words:
        named = row.subject.in_(wanted.subjects)
        found.append(or_(row.subject.contains(wanted.words, autoescape=True), named))
    if wanted.result is not None:
        found.append(row.result == wanted.result.value)
    return and_(*found)
