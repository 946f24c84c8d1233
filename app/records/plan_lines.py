"""年度の日程: every inspection that a year owes, with its day or the reason for none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.due_items import DueItemRow, state_of
from app.records.inspection_list import WantedInspections, narrowed
from app.records.plans_left_open import PlanLeftOpenRow, of_engagement
from app.records.scope import Scope
from app.records.visits import shown_plan, was_visited
from audits.due import State
from audits.planning.approval import PlanStanding, standing


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What the plan says of one inspection; `reason`: why it was left open."""

    engagement_id: int
    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    due_on: date
    planned_on: date | None
    standing: PlanStanding
    reason: str | None


def plan_lines(session: Session, wanted: WantedInspections, scope: Scope) -> list[PlanLine]:
    """By the planned day, what has none last; of one department or of all within the scope."""
    row, terms, left = DueItemRow, ContractTermsRow, PlanLeftOpenRow
    year, on = wanted.fiscal_year, wanted.on
    made = and_(row.closed_on.is_not(None), row.closed_on <= on)
    day = shown_plan(year, on).label("planned_on")
    query = select(
        EngagementRow.id,
        row.contract,
        row.branch,
        terms.title,
        terms.department,
        party.contractor(),
        row.due_on,
        day,
        case((made, 1), (was_visited(year, on), 1), else_=0),
        state_of(on),
        left.reason,
    ).select_from(row)
    query = narrowed(query, wanted, scope).outerjoin(left, of_engagement(year))
    query = query.order_by(day.asc().nulls_last(), row.due_on, row.contract, row.branch)
    return [_line(found) for found in session.execute(query).tuples()]


def _line(found: tuple[Any, ...]) -> PlanLine:
    *of_visit, planned_on, is_made, state, reason = found
    told = standing(
        is_made=bool(is_made),
        is_missed=State(state) is State.MISSED,
        planned_on=planned_on,
        is_left_open=reason is not None,
    )
    engagement_id, contract, branch, title, department, contractor, due_on = of_visit
    return PlanLine(
        engagement_id=engagement_id,
        contract=contract,
        branch=branch,
        title=title,
        department=department,
        contractor=contractor,
        due_on=due_on,
        planned_on=planned_on,
        standing=told,
        reason=reason,
    )
