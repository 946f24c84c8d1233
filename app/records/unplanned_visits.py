"""未計画の調査: the visits of a year that have no date, and the dates of those that have one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, case, not_, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.database import rows_of
from app.records.due_items import DueItemRow, state_of
from app.records.inspection_list import (
    InspectionFilter,
    WantedInspections,
    conditions,
    narrowed,
)
from app.records.inspections import InspectionRow
from app.records.plans_left_open import is_left_open
from app.records.scope import Scope, visible
from app.records.visits import shown_plan, was_visited
from audits.due import OPEN_STATES
from audits.fiscal_year import FiscalYear
from audits.planning.owed import PlannedVisit

KEPT_QUERIES = 50


@dataclass(frozen=True, slots=True)
class UnplannedVisit:
    """A visit that is owed and has no date, with the contract that it belongs to."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    contractor_id: int | None
    due_on: date
    starts_on: date
    engagement_id: int


def unplanned_visits(
    session: Session, wanted: WantedInspections, scope: Scope, most: int
) -> list[UnplannedVisit]:
    """The most urgent ones, at most so many; what is left open for a reason is none of them."""
    row = DueItemRow
    query = _owed(wanted, scope).where(
        conditions(wanted)[InspectionFilter.UNPLANNED], not_(is_left_open(wanted.fiscal_year))
    )
    query = query.order_by(row.due_on, row.contract, row.branch).limit(most)
    return [UnplannedVisit(*found) for found in session.execute(query).tuples()]


def owed_visit(
    session: Session, wanted: WantedInspections, scope: Scope, contract: str, branch: int
) -> UnplannedVisit | None:
    """The visit that the year owes of one engagement, whether it has a date or not."""
    row = DueItemRow
    query = _owed(wanted, scope).where(row.contract == contract, row.branch == branch)
    found = session.execute(query.limit(1)).tuples().one_or_none()
    return UnplannedVisit(*found) if found else None


def not_visited(
    session: Session, wanted: WantedInspections, scope: Scope, most: int | None = None
) -> list[tuple[UnplannedVisit, date | None]]:
    """What is still to be visited in the year, each with its day if it has one.

    `most`: no more than so many, those due first.
    """
    rows = rows_of(session, _waiting(wanted, scope, most)).tuples()
    return [(UnplannedVisit(*found[:-1]), found[-1]) for found in rows]


@lru_cache(KEPT_QUERIES)
def _waiting(wanted: WantedInspections, scope: Scope, most: int | None) -> Select[Any]:
    """Put together once: that takes longer than the answer."""
    row = DueItemRow
    day = shown_plan(wanted.fiscal_year, wanted.on)
    query = (
        _owed(wanted, scope)
        .add_columns(day)
        .where(
            state_of(wanted.on).in_([state.value for state in OPEN_STATES]),
            not_(was_visited(wanted.fiscal_year, wanted.on)),
        )
    )
    return query.order_by(row.due_on, row.contract, row.branch).limit(most)


def _owed(wanted: WantedInspections, scope: Scope) -> Select[Any]:
    row, terms = DueItemRow, ContractTermsRow
    query = select(
        row.contract,
        row.branch,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        party.contractor_id().label("contractor_id"),
        row.due_on,
        party.starts_on().label("starts_on"),
        EngagementRow.id,
    ).select_from(row)
    return narrowed(query, wanted, scope)


def planned_visits(
    session: Session,
    year: FiscalYear,
    departments: Collection[str],
    parties: Collection[int],
    scope: Scope,
) -> list[tuple[PlannedVisit, bool]]:
    """What of the year is planned and not made: by these departments, or at these parties.

    Each with whether it may be shown: one of these departments', of a contract within the scope.
    """
    row, terms, days = InspectionRow, ContractTermsRow, year.days
    own = terms.department.in_(departments)
    shown = case((and_(own, visible(scope)), 1), else_=0)
    query = party.beside_engagement(
        select(row.planned_on, terms.department, party.contractor_id(), shown)
        .select_from(row)
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
    ).where(
        row.is_current,
        row.carried_out_on.is_(None),
        row.planned_on.between(days.first, days.last),
        or_(own, party.contractor_id().in_(parties)),
    )
    found = session.execute(query.order_by(row.planned_on)).tuples()
    return [
        (PlannedVisit(on, department, str(key or "")), bool(is_shown))
        for on, department, key, is_shown in found
        if on
    ]
