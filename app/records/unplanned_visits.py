"""未計画の調査: the visits of a year that have no date, and the dates of those that have one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.due_items import DueItemRow
from app.records.inspection_list import (
    InspectionFilter,
    WantedInspections,
    conditions,
    narrowed,
)
from app.records.inspections import InspectionRow
from app.records.scope import Scope, visible


@dataclass(frozen=True, slots=True)
class UnplannedVisit:
    """A visit that is owed and has no date, with the contract that it belongs to."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    due_on: date
    starts_on: date


def unplanned_visits(
    session: Session, wanted: WantedInspections, scope: Scope, most: int
) -> list[UnplannedVisit]:
    """The most urgent ones, at most so many."""
    row, terms = DueItemRow, ContractTermsRow
    query = select(
        row.contract,
        row.branch,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        row.due_on,
        party.starts_on().label("starts_on"),
    ).select_from(row)
    query = narrowed(query, wanted, scope).where(conditions(wanted)[InspectionFilter.UNPLANNED])
    query = query.order_by(row.due_on, row.contract, row.branch).limit(most)
    return [UnplannedVisit(*found) for found in session.execute(query).tuples()]


def planned_days(session: Session, wanted: WantedInspections, scope: Scope) -> Sequence[date]:
    """The days of the year on which visits are planned already, each as often as there are."""
    row, terms, days = InspectionRow, ContractTermsRow, wanted.fiscal_year.days
    query = (
        select(row.planned_on)
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
        .join(terms, and_(terms.contract_id == EngagementRow.contract_id, terms.is_current))
        .where(
            row.is_current,
            row.carried_out_on.is_(None),
            row.planned_on.between(days.first, days.last),
            visible(scope),
        )
        .order_by(row.planned_on)
    )
    if wanted.department:
        query = query.where(terms.department == wanted.department)
    return [day for day in session.scalars(query) if day is not None]
