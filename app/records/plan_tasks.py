"""日程の承認を待つこと: plans of a year with planned days that are not approved as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Select, and_, bindparam, func, literal, or_, select

from app.records.contracts import EngagementRow
from app.records.due_items import DueItemRow
from app.records.inspections import InspectionRow
from app.records.plan_changes import PlanChangeRow
from app.records.scope import Scope
from app.records.year_plans import YearPlanRow
from audits.kind import Kind

WAITS = "plan"
YEAR, DAY = "plan_year", "plan_day"


@dataclass(frozen=True, slots=True)
class PlanTask:
    """`visits`: with a day and still to be made; `changes`: since the approval, 0 without one.

    `first_on`: the first of their days.
    """

    department: str
    fiscal_year: int
    visits: int
    changes: int
    first_on: date


def as_task(row: Any) -> PlanTask:
    """A row of the query below, without the word that it begins with."""
    department, _, _, _, _, year, visits, changes, first_on, _, _ = row
    return PlanTask(department, year, visits, changes, first_on)


def waiting_plans(scope: Scope) -> Select[Any]:
    """In the columns of reports that wait (app.records.report_tasks), to be asked along with them.

    Of this fiscal year (YEAR) and the next, as of the day (DAY); the scope's own departments alone,
    as nobody approves the plan of another that looks after a contract together with it.
    """
    row, visit, plan, change = DueItemRow, InspectionRow, YearPlanRow, PlanChangeRow
    year, day = bindparam(YEAR, type_=Integer), bindparam(DAY, type_=Date)
    same = and_(EngagementRow.contract_id == row.contract_id, EngagementRow.branch == row.branch)
    planned = and_(
        visit.engagement_id == EngagementRow.id,
        visit.fiscal_year == row.fiscal_year,
        visit.is_current,
        visit.planned_on.is_not(None),
        visit.carried_out_on.is_(None),
    )
    of_plan = and_(plan.department == row.department, plan.fiscal_year == row.fiscal_year)
    latest = select(func.max(plan.id)).where(of_plan).correlate(row).scalar_subquery()
    since = select(func.count(change.id)).where(change.plan_id == latest)
    changes = since.correlate(row).scalar_subquery()
    query = select(
        literal(WAITS),
        row.department,
        literal(0),
        literal(""),
        row.department,
        literal(""),
        row.fiscal_year,
        func.count(visit.id),
        changes,
        func.min(visit.planned_on),
        literal(""),
        literal(""),
    ).select_from(row)
    query = query.join(EngagementRow, same).join(visit, planned)
    query = query.where(
        row.kind == Kind.INSPECTION.value,
        row.department.in_(sorted(scope.departments)),
        row.fiscal_year.in_((year, year + 1)),
        row.closed_on.is_(None),
        row.missed_on.is_(None),
        or_(row.known_from.is_(None), row.known_from <= day),
        or_(row.known_until.is_(None), row.known_until >= day),
    )
    return query.group_by(row.department, row.fiscal_year).having(
        or_(latest.is_(None), changes > 0)
    )
