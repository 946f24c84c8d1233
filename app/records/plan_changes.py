"""予定日の変更: changes of plans after their approval, and days on which the city is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, and_, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records import party
from app.records.base import Base, Code, Identified, one_of
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.scope import Scope, visible
from app.records.year_plans import YearPlanRow
from audits.fiscal_year import FiscalYear
from audits.planning.approval import PlanChange


class PlanChangeRow(Identified, Base):
    """One change of a plan, with its reason. `department`: whose plan it was at that time.

    `plan_id`: the approval that it came after; None: it is kept for its closed day alone.
    """

    __tablename__ = "plan_changes"
    __table_args__ = (
        Index(None, "department", "fiscal_year"),
        one_of("kind", PlanChange),
    )

    department: Mapped[str] = mapped_column(Code)
    fiscal_year: Mapped[int]
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("year_plans.id"), index=True)
    kind: Mapped[str]
    changed_from: Mapped[date | None]
    changed_to: Mapped[date | None]
    is_closed_day: Mapped[bool]
    reason: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change as the page shows it; `revision`: of the approval that it came after, 0 for none."""

    contract: str
    branch: int
    title: str
    contractor: str | None
    kind: PlanChange
    changed_from: date | None
    changed_to: date | None
    is_closed_day: bool
    reason: str
    at: datetime
    by: str
    revision: int


def add(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.execute(insert(PlanChangeRow), list(rows))


def changes_of(
    session: Session, department: str, year: FiscalYear, scope: Scope, most: int
) -> list[KeptChange]:
    """What has changed after an approval, the newest first."""
    row = PlanChangeRow
    of_plan = and_(row.department == department, row.fiscal_year == year.start)
    return _kept(session, and_(of_plan, row.plan_id.is_not(None)), scope, most)


def closed_days_of(
    session: Session, department: str, year: FiscalYear, scope: Scope, most: int
) -> list[KeptChange]:
    """The days chosen although the city hall is closed, with the reasons, the newest first."""
    row = PlanChangeRow
    of_plan = and_(row.department == department, row.fiscal_year == year.start)
    return _kept(session, and_(of_plan, row.is_closed_day), scope, most)


def counts_since(session: Session, plan_ids: Sequence[int]) -> Mapping[int, int]:
    """Approval's id → how many changes came after it."""
    row = PlanChangeRow
    query = select(row.plan_id, func.count()).where(row.plan_id.in_(plan_ids))
    found = session.execute(query.group_by(row.plan_id)).tuples()
    return {key: count for key, count in found if key is not None}


def _kept(
    session: Session, condition: ColumnElement[bool], scope: Scope, most: int
) -> list[KeptChange]:
    row, terms, plan = PlanChangeRow, ContractTermsRow, YearPlanRow
    query = (
        party.beside_engagement(
            select(
                ContractRow.number,
                EngagementRow.branch,
                terms.title,
                party.contractor(),
                row,
                plan.revision,
            )
            .select_from(row)
            .join(EngagementRow, EngagementRow.id == row.engagement_id)
            .join(ContractRow, ContractRow.id == EngagementRow.contract_id)
        )
        .outerjoin(plan, plan.id == row.plan_id)
        .where(condition, visible(scope))
        .order_by(row.id.desc())
        .limit(most)
    )
    return [
        KeptChange(
            contract=number,
            branch=branch,
            title=title,
            contractor=contractor,
            kind=PlanChange(kept.kind),
            changed_from=kept.changed_from,
            changed_to=kept.changed_to,
            is_closed_day=kept.is_closed_day,
            reason=kept.reason,
            at=kept.written_at,
            by=kept.written_by,
            revision=revision or 0,
        )
        for number, branch, title, contractor, kept, revision in session.execute(query).tuples()
    ]
