"""予定を入れない: inspections of a year that get no day for now, each with the reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, ForeignKey, and_, exists, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Identified, one_current
from app.records.contracts import ContractRow, EngagementRow
from app.records.revisions import in_batches
from audits.fiscal_year import FiscalYear


class PlanLeftOpenRow(Identified, Base):
    """An inspection left open. It ends when somebody takes it back, or gives it a day."""

    __tablename__ = "plans_left_open"
    __table_args__ = (one_current("plans_left_open", "engagement_id", "fiscal_year"),)

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    reason: Mapped[str]
    is_current: Mapped[bool] = mapped_column(default=True)
    written_at: Mapped[datetime]
    written_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


class Listed(Protocol):
    """A line of a list: which engagement it is about."""

    @property
    def contract(self) -> str: ...

    @property
    def branch(self) -> int: ...


def of_engagement(year: FiscalYear) -> ColumnElement[bool]:
    """Whether a row is the one of an EngagementRow that counts."""
    row = PlanLeftOpenRow
    return and_(
        row.engagement_id == EngagementRow.id, row.fiscal_year == year.start, row.is_current
    )


def is_left_open(year: FiscalYear) -> ColumnElement[bool]:
    """Beside an EngagementRow."""
    return exists().where(of_engagement(year))


def reasons(
    session: Session, lines: Sequence[Listed], year: FiscalYear
) -> Mapping[tuple[str, int], str]:
    """(contract's number, branch) → why it has no day, of those on a page that are left open."""
    row, engagement = PlanLeftOpenRow, EngagementRow
    query = (
        select(ContractRow.number, engagement.branch, row.reason)
        .select_from(row)
        .join(engagement, of_engagement(year))
        .join(ContractRow, ContractRow.id == engagement.contract_id)
        .where(ContractRow.number.in_({line.contract for line in lines}))
    )
    return {(number, branch): why for number, branch, why in session.execute(query).tuples()}


def add(
    session: Session, engagement_id: int, year: FiscalYear, reason: str, *, by: str, at: datetime
) -> None:
    """The caller has seen to it that it is not left open already."""
    row = PlanLeftOpenRow(
        engagement_id=engagement_id,
        fiscal_year=year.start,
        reason=reason,
        is_current=True,
        written_at=at,
        written_by=by,
        ended_at=None,
        ended_by=None,
    )
    session.add(row)
    session.flush()


def current(session: Session, engagement_id: int, year: FiscalYear) -> int | None:
    """The number of the row that counts."""
    row = PlanLeftOpenRow
    same = and_(row.engagement_id == engagement_id, row.fiscal_year == year.start)
    return session.scalar(select(row.id).where(same, row.is_current))


def end(session: Session, engagement_id: int, year: FiscalYear, *, by: str, at: datetime) -> bool:
    """Takes back that it was left open; whether it was."""
    key = current(session, engagement_id, year)
    if key is None:
        return False
    row = PlanLeftOpenRow
    ended = update(row).where(row.id == key)
    session.execute(ended.values(is_current=False, ended_at=at, ended_by=by))
    return True


def open_among(session: Session, engagement_ids: Collection[int]) -> set[tuple[int, FiscalYear]]:
    """(engagement's id, year) of those that are left open."""
    row, found = PlanLeftOpenRow, set[tuple[int, FiscalYear]]()
    for some in in_batches(sorted(engagement_ids)):
        query = select(row.engagement_id, row.fiscal_year)
        query = query.where(row.is_current, row.engagement_id.in_(some))
        found |= {(key, FiscalYear(start)) for key, start in session.execute(query).tuples()}
    return found
