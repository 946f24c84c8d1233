"""訪問の一覧: visits to come, past and called off, and what is planned and on no visit yet."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.arranged_visits import (
    ArrangedVisit,
    VisitInspection,
    inspections,
    with_inspections,
)
from app.records.contractors import ContractorRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.inspections import InspectionRow
from app.records.scope import Scope, visible
from app.records.visit_rows import VisitInspectionRow, VisitRow, is_arranged, is_live, is_seen
from audits.fiscal_year import FiscalYear

NEAR_DAYS = 14  # inspections of one contractor so near each other are offered ticked
MOST_OFFERED = 100


class VisitFilter(Enum):
    """Which visits are shown."""

    COMING = "coming"
    OPEN = "open"
    PAST = "past"
    CALLED_OFF = "called_off"


class Planned(NamedTuple):
    """A planned inspection that is on no visit, with whom it is made at."""

    inspection: VisitInspection
    contractor: str | None
    contractor_id: int | None
    officers: str | None


def visits(
    session: Session, which: VisitFilter, on: date, scope: Scope, *, offset: int, limit: int
) -> list[ArrangedVisit]:
    """One page: what comes next first, of the past the latest first."""
    row = VisitRow
    order = row.held_on.asc() if which is VisitFilter.COMING else row.held_on.desc()
    query = select(row).where(is_seen(scope), _is(which, on)).order_by(order, row.starts_at, row.id)
    found = session.scalars(query.offset(offset).limit(limit)).all()
    return with_inspections(session, found, scope)


def count(session: Session, which: VisitFilter, on: date, scope: Scope) -> int:
    """How many visits, or planned inspections on none, there are."""
    if which is VisitFilter.OPEN:
        open_ones = _planned(scope).with_only_columns(func.count(InspectionRow.id))
        return session.scalar(open_ones) or 0
    query = select(func.count(VisitRow.id)).where(is_seen(scope), _is(which, on))
    return session.scalar(query) or 0


def planned(session: Session, scope: Scope, *, offset: int, limit: int) -> list[Planned]:
    """The planned inspections that are on no visit, the next one first."""
    query = _planned(scope).order_by(
        InspectionRow.planned_on, ContractRow.number, EngagementRow.branch
    )
    return [_read(found) for found in session.execute(query.offset(offset).limit(limit))]


def planned_of(
    session: Session, contract: str, branch: int, year: FiscalYear, scope: Scope
) -> Planned | None:
    """The first planned inspection of an engagement in a year that is on no visit."""
    query = _planned(scope).where(
        ContractRow.number == contract,
        EngagementRow.branch == branch,
        InspectionRow.fiscal_year == year.start,
    )
    found = session.execute(query.order_by(InspectionRow.round).limit(1)).first()
    return _read(found) if found else None


def arranged_for(
    session: Session, contract: str, branch: int, year: FiscalYear, scope: Scope
) -> int | None:
    """The visit that an engagement's inspection of a year is on; the last one made."""
    row, engagement = VisitInspectionRow, EngagementRow
    query = (
        select(VisitRow.id)
        .join(row, row.visit_id == VisitRow.id)
        .join(engagement, engagement.id == row.engagement_id)
        .join(ContractRow, ContractRow.id == engagement.contract_id)
        .where(
            ContractRow.number == contract,
            engagement.branch == branch,
            row.fiscal_year == year.start,
            is_live(),
            is_seen(scope),
        )
    )
    return session.scalar(query.order_by(VisitRow.id.desc()).limit(1))


def offered(session: Session, contractor_id: int, scope: Scope) -> list[Planned]:
    """Every planned inspection at a contractor that is on no visit."""
    query = _planned(scope).where(party.contractor_id() == contractor_id)
    query = query.order_by(InspectionRow.planned_on, ContractRow.number, EngagementRow.branch)
    return [_read(found) for found in session.execute(query.limit(MOST_OFFERED))]


def contractor_name(session: Session, contractor_id: int) -> str:
    """As the contractor is kept."""
    return session.scalar(select(ContractorRow.name).where(ContractorRow.id == contractor_id)) or ""


def is_near(day: date | None, other: date | None) -> bool:
    """The same or a near day."""
    return day is not None and other is not None and abs(day - other) <= timedelta(NEAR_DAYS)


def _planned(scope: Scope) -> Select[Any]:
    row = InspectionRow
    return (
        inspections()
        .add_columns(party.contractor(), party.contractor_id(), row.officers)
        .where(
            row.carried_out_on.is_(None),
            row.planned_on.is_not(None),
            ContractTermsRow.is_current,
            visible(scope),
            ~is_arranged(),
        )
    )


def _read(found: Any) -> Planned:
    *columns, contractor, contractor_id, officers = found
    return Planned(VisitInspection(*columns), contractor, contractor_id, officers)


def _is(which: VisitFilter, on: date) -> ColumnElement[bool]:
    row = VisitRow
    if which is VisitFilter.CALLED_OFF:
        return ~is_live()
    return is_live() & (row.held_on >= on if which is VisitFilter.COMING else row.held_on < on)
