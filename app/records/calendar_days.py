"""暦に載ること: visits, planned inspections and due dates of some days, for those who see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.arranged_visits import ArrangedVisit, with_inspections
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.due_items import DueItemRow, exists_on, is_not_excused, is_open, state_of
from app.records.inspections import InspectionRow
from app.records.scope import Scope, visible
from app.records.visit_rows import VisitInspectionRow, VisitRow, is_arranged, is_live, is_seen
from audits.due import State
from audits.kind import Kind

MOST = 1_000  # visits, and inspections, of one calendar


@dataclass(frozen=True, slots=True)
class WantedDays:
    """Which days, as known on `on`.

    `named`: only what names this person as 調査者; `arranged_by`: or what they have arranged.
    `department`: only of the contracts that this department leads. `dues_a_day`: at most so many.
    """

    first: date
    last: date
    on: date
    named: str = ""
    arranged_by: str = ""
    department: str = ""
    dues_a_day: int = 3


@dataclass(frozen=True, slots=True)
class DayInspection:
    """An inspection that is planned for a day and on no visit, or was made on it."""

    contract: str
    branch: int
    fiscal_year: int
    round: int
    title: str
    department: str
    contractor: str | None
    day: date
    is_made: bool
    revision: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class DayDue:
    """A due date that is still open."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    kind: Kind
    basis: str | None
    fiscal_year: int | None
    period: str | None
    occurrence: str
    due_on: date
    state: State


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """What stands in a calendar; `due_counts`: the due dates of each day, those not listed too."""

    visits: Sequence[ArrangedVisit]
    inspections: Sequence[DayInspection]
    dues: Sequence[DayDue]
    due_counts: Mapping[date, int]


def calendar_days(
    session: Session, wanted: WantedDays, scope: Scope, *, called_off: bool = False
) -> CalendarDays:
    """In the order of the days; `called_off`: with the visits that were called off."""
    return CalendarDays(
        _visits(session, wanted, scope, called_off=called_off),
        _inspections(session, wanted, scope),
        _dues(session, wanted, scope),
        _due_counts(session, wanted, scope),
    )


def _visits(
    session: Session, wanted: WantedDays, scope: Scope, *, called_off: bool
) -> list[ArrangedVisit]:
    row = VisitRow
    query = select(row).where(is_seen(scope), row.held_on.between(wanted.first, wanted.last))
    if not called_off:
        query = query.where(is_live())
    if wanted.named:
        query = query.where(_visit_of(wanted))
    if wanted.department:
        query = query.where(_led(wanted))
    found = session.scalars(query.order_by(row.held_on, row.starts_at, row.id).limit(MOST)).all()
    return with_inspections(session, found, scope)


def _visit_of(wanted: WantedDays) -> ColumnElement[bool]:
    row = VisitRow
    return or_(_names(row.officers, wanted.named), row.made_by == wanted.arranged_by)


def _led(wanted: WantedDays) -> ColumnElement[bool]:
    """One of the visit's inspections is of a contract that the department leads."""
    row, engagement, terms = VisitInspectionRow, EngagementRow, ContractTermsRow
    led = (
        select(row.visit_id)
        .join(engagement, engagement.id == row.engagement_id)
        .join(terms, and_(terms.contract_id == engagement.contract_id, terms.is_current))
        .where(terms.department == wanted.department)
    )
    return VisitRow.id.in_(led)


def _inspections(session: Session, wanted: WantedDays, scope: Scope) -> list[DayInspection]:
    row, terms = InspectionRow, ContractTermsRow
    day = func.coalesce(row.carried_out_on, row.planned_on)
    columns = (
        ContractRow.number,
        EngagementRow.branch,
        row.fiscal_year,
        row.round,
        terms.title,
        terms.department,
        party.contractor(),
        day,
        row.carried_out_on.is_not(None),
        row.revision,
        row.written_at,
    )
    query = select(*columns).select_from(row)
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    query = party.beside_engagement(query).where(
        row.is_current,
        visible(scope),
        or_(
            row.carried_out_on.between(wanted.first, wanted.last),
            and_(row.carried_out_on.is_(None), row.planned_on.between(wanted.first, wanted.last)),
        ),
        ~is_arranged(),
    )
    if wanted.named:
        query = query.where(_names(row.officers, wanted.named))
    if wanted.department:
        query = query.where(terms.department == wanted.department)
    query = query.order_by(day, ContractRow.number, EngagementRow.branch).limit(MOST)
    return [DayInspection(*found) for found in session.execute(query).tuples()]


def _dues(session: Session, wanted: WantedDays, scope: Scope) -> list[DayDue]:
    """So many of each day, the main ones of a contract in their order."""
    row, terms = DueItemRow, ContractTermsRow
    place = func.row_number().over(
        partition_by=row.due_on, order_by=(row.contract, row.branch, row.kind, row.id)
    )
    numbered = _open(select(row.id, place.label("place")), wanted, scope).subquery()
    columns = (
        row.contract,
        row.branch,
        terms.title,
        row.department,
        party.contractor().label("contractor"),
        row.kind,
        row.basis,
        row.fiscal_year,
        row.period,
        row.occurrence,
        row.due_on,
        state_of(wanted.on).label("state"),
    )
    same = and_(EngagementRow.contract_id == row.contract_id, EngagementRow.branch == row.branch)
    query = select(*columns).select_from(row).join(numbered, numbered.c.id == row.id)
    query = party.beside_engagement(query.join(EngagementRow, same))
    query = query.where(numbered.c.place <= wanted.dues_a_day)
    query = query.order_by(row.due_on, row.contract, row.branch, row.kind, row.id)
    return [_due(found._mapping) for found in session.execute(query)]


def _due(found: Mapping[Any, Any]) -> DayDue:
    said = dict(found)
    return DayDue(**{**said, "kind": Kind(said["kind"]), "state": State(said["state"])})


def _due_counts(session: Session, wanted: WantedDays, scope: Scope) -> dict[date, int]:
    row = DueItemRow
    query = _open(select(row.due_on, func.count(row.id)), wanted, scope).group_by(row.due_on)
    return dict(session.execute(query).tuples().all())


def _open(query: Select[Any], wanted: WantedDays, scope: Scope) -> Select[Any]:
    """The due dates of the days that are still open, as known on the day asked for."""
    row, terms = DueItemRow, ContractTermsRow
    of_contract = and_(terms.contract_id == row.contract_id, terms.is_current)
    query = query.select_from(row).join(terms, of_contract)
    query = query.where(
        row.due_on.between(wanted.first, wanted.last),
        is_open(wanted.on),
        exists_on(wanted.on),
        is_not_excused(wanted.on),
        visible(scope),
    )
    if wanted.department:
        query = query.where(row.department == wanted.department)
    if wanted.named:
        query = query.where(row.contract_id.in_(_contracts_of(wanted)))
    return query


def _contracts_of(wanted: WantedDays) -> Select[tuple[int]]:
    """The contracts of which an inspection or a visit names the person."""
    row, on_visit, engagement = InspectionRow, VisitInspectionRow, EngagementRow
    inspected = (
        select(engagement.contract_id)
        .join(row, row.engagement_id == engagement.id)
        .where(row.is_current, _names(row.officers, wanted.named))
    )
    visited = (
        select(engagement.contract_id)
        .join(on_visit, on_visit.engagement_id == engagement.id)
        .join(VisitRow, VisitRow.id == on_visit.visit_id)
        .where(is_live(), _visit_of(wanted))
    )
    either = inspected.union(visited).subquery()
    return select(either.c.contract_id)


def _names(column: Any, name: str) -> ColumnElement[bool]:
    """Whether the text has the name, with or without the blank between its parts."""
    plain = func.replace(func.replace(column, " ", ""), "\u3000", "")
    wanted = "".join(name.split())
    found: ColumnElement[bool] = plain.contains(wanted, autoescape=True)
    return found
