"""年間計画の承認: what a manager has approved; rows are only ever added, the latest one counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint, and_, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified
from audits.fiscal_year import FiscalYear

DepartmentYear = tuple[str, int]


class YearPlanRow(Identified, Base):
    """One approval of a department's plan; `revision` counts those of the year.

    `visits`, `left_open`, `undecided`: how many inspections have a day, a reason for none, neither.
    """

    __tablename__ = "year_plans"
    __table_args__ = (UniqueConstraint("department", "fiscal_year", "revision"),)

    department: Mapped[str] = mapped_column(Code)
    fiscal_year: Mapped[int]
    revision: Mapped[int]
    visits: Mapped[int]
    left_open: Mapped[int]
    undecided: Mapped[int]
    approved_by: Mapped[str]
    approved_at: Mapped[datetime]


class ApprovedVisitRow(Base):
    """What an approved plan says of one engagement: its day, or the reason for none."""

    __tablename__ = "approved_visits"

    plan_id: Mapped[int] = mapped_column(ForeignKey("year_plans.id"), primary_key=True)
    engagement_id: Mapped[int] = mapped_column(
        ForeignKey("engagements.id"), primary_key=True, index=True
    )
    planned_on: Mapped[date | None]
    reason: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval as it is kept."""

    id: int
    department: str
    fiscal_year: int
    revision: int
    visits: int
    left_open: int
    undecided: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ApprovedVisit:
    """What is approved for one engagement."""

    engagement_id: int
    planned_on: date | None
    reason: str | None


def approvals(session: Session, department: str, year: FiscalYear) -> list[Approval]:
    """All approvals of the plan, the latest first."""
    row = YearPlanRow
    found = session.scalars(
        select(row)
        .where(row.department == department, row.fiscal_year == year.start)
        .order_by(row.revision.desc())
    )
    return [_approval(one) for one in found]


def latest_approvals(
    session: Session, year: FiscalYear | None = None
) -> Mapping[DepartmentYear, Approval]:
    """(department, year) → the approval that counts; of one year or of all."""
    row = YearPlanRow
    query = select(row).order_by(row.revision)
    if year is not None:
        query = query.where(row.fiscal_year == year.start)
    return {(one.department, one.fiscal_year): _approval(one) for one in session.scalars(query)}


def named_in(
    session: Session, plan_ids: Collection[int], engagement_ids: Collection[int]
) -> set[tuple[int, int]]:
    """(approval's id, engagement's id) of what these approvals say something of."""
    if not plan_ids or not engagement_ids:
        return set()
    row = ApprovedVisitRow
    query = select(row.plan_id, row.engagement_id).where(
        row.plan_id.in_(plan_ids), row.engagement_id.in_(engagement_ids)
    )
    return set(session.execute(query).tuples())


def engagements_named(session: Session, plan_ids: Collection[int]) -> set[int]:
    """The engagements of which these approvals say something."""
    row = ApprovedVisitRow
    return set(session.scalars(select(row.engagement_id).where(row.plan_id.in_(plan_ids))))


def approve(
    session: Session,
    department: str,
    year: FiscalYear,
    visits: Sequence[ApprovedVisit],
    undecided: int,
    *,
    by: str,
    at: datetime,
) -> Approval:
    """Keeps the approval. The caller locks the records."""
    row = YearPlanRow
    same = and_(row.department == department, row.fiscal_year == year.start)
    before = session.scalar(select(func.max(row.revision)).where(same)) or 0
    planned = sum(one.planned_on is not None for one in visits)
    made = YearPlanRow(
        department=department,
        fiscal_year=year.start,
        revision=before + 1,
        visits=planned,
        left_open=len(visits) - planned,
        undecided=undecided,
        approved_by=by,
        approved_at=at,
    )
    session.add(made)
    session.flush()
    rows = [
        {
            "plan_id": made.id,
            "engagement_id": one.engagement_id,
            "planned_on": one.planned_on,
            "reason": one.reason,
        }
        for one in visits
    ]
    session.execute(insert(ApprovedVisitRow), rows)
    return _approval(made)


def _approval(row: YearPlanRow) -> Approval:
    return Approval(
        row.id,
        row.department,
        row.fiscal_year,
        row.revision,
        row.visits,
        row.left_open,
        row.undecided,
        row.approved_by,
        row.approved_at,
    )
