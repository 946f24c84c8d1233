"""事故の一覧: the incidents known on a day, how far each is, and its clocks, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.database import rows_of
from app.records.due_items import DueItemRow, exists_on, state_of
from app.records.incident_accounts import IncidentAccountRow
from app.records.incidents import IncidentRow
from app.records.scope import Scope, visible
from audits.due import OPEN_STATES, State, days_overdue
from audits.fiscal_year import FiscalYear
from audits.incident_handling import IncidentState, state_of_incident
from audits.kind import Kind

KEPT_QUERIES = 50
CLOCKS = (Kind.INCIDENT_REPORT, Kind.PPC_PRELIMINARY, Kind.PPC_FINAL)


class IncidentFilter(Enum):
    """Which incidents are shown."""

    OPEN = "open"
    UNDECIDED = "undecided"
    OVERDUE = "overdue"
    CLOSED = "closed"
    ALL = "all"


class IncidentSort(Enum):
    """What the list can be sorted by."""

    KNOWN = "known"
    NUMBER = "number"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class WantedIncidents:
    """Incidents known by a day; `fiscal_year` is the year in which they were known."""

    on: date
    which: IncidentFilter = IncidentFilter.OPEN
    department: str = ""
    fiscal_year: FiscalYear | None = None
    sort: IncidentSort = IncidentSort.KNOWN
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the dates that an incident owes."""

    kind: Kind
    due_on: date
    state: State
    days_overdue: int


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident as a list shows it."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    number: str
    outline: str
    known_on: date
    person_count: int | None
    reportable: bool
    state: IncidentState
    clocks: tuple[Clock, ...]


def incident_lines(
    session: Session, wanted: WantedIncidents, scope: Scope, *, offset: int, limit: int
) -> list[IncidentLine]:
    """One page of the list, as sorted, then the newest first."""
    row, terms = IncidentRow, ContractTermsRow
    query = select(
        row.id,
        ContractRow.id.label("contract_id"),
        ContractRow.number.label("contract"),
        EngagementRow.branch,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        row.number,
        row.outline,
        row.known_on,
        row.person_count,
        row.reportable,
        IncidentAccountRow.id.is_not(None).label("has_account"),
        IncidentAccountRow.decided_on,
        IncidentAccountRow.closed_on,
    )
    query = _beside(query).where(*_narrowed(wanted, scope), _is(wanted.which, wanted.on))
    query = query.order_by(*_order(wanted)).offset(offset).limit(limit)
    found = [each._mapping for each in session.execute(query)]
    clocks = _clocks(session, found, wanted.on)
    return [_line(each, clocks, wanted.on) for each in found]


def count_each(
    session: Session, wanted: WantedIncidents, scope: Scope
) -> Mapping[IncidentFilter, int]:
    """How many incidents each filter shows, in one question."""
    found = rows_of(session, _each(wanted, scope)).one()._mapping
    return {which: found[which.value] for which in IncidentFilter}


@lru_cache(KEPT_QUERIES)
def _each(wanted: WantedIncidents, scope: Scope) -> Select[Any]:
    """Put together once: that takes longer than the answer."""
    counts = [
        func.count().filter(_is(which, wanted.on)).label(which.value) for which in IncidentFilter
    ]
    return _beside(select(*counts)).where(*_narrowed(wanted, scope))


def _beside(query: Select[Any]) -> Select[Any]:
    row, account = IncidentRow, IncidentAccountRow
    said = and_(
        account.engagement_id == row.engagement_id, account.number == row.number, account.is_current
    )
    query = query.select_from(row).outerjoin(account, said)
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    return party.beside_engagement(query)


def _narrowed(wanted: WantedIncidents, scope: Scope) -> list[ColumnElement[bool]]:
    row = IncidentRow
    conditions: list[Any] = [row.is_current, row.known_on <= wanted.on, visible(scope)]
    if wanted.department:
        conditions.append(ContractTermsRow.department == wanted.department)
    if wanted.fiscal_year is not None:
        days = wanted.fiscal_year.days
        conditions.append(row.known_on.between(days.first, days.last))
    return conditions


def _is(which: IncidentFilter, on: date) -> ColumnElement[bool]:
    """The same as audits.incident_handling.state_of_incident."""
    account = IncidentAccountRow
    has_account = account.id.is_not(None)
    is_open = or_(
        and_(has_account, or_(account.closed_on.is_(None), account.closed_on > on)),
        and_(account.id.is_(None), _has_clock(on, OPEN_STATES)),
    )
    never = and_(account.decided_on.is_(None), IncidentRow.reportable.is_(False))
    undecided = and_(has_account, is_open, or_(never, account.decided_on > on))
    return {
        IncidentFilter.OPEN: is_open,
        IncidentFilter.UNDECIDED: undecided,
        IncidentFilter.OVERDUE: _has_clock(on, {State.OVERDUE}),
        IncidentFilter.CLOSED: not_(is_open),
        IncidentFilter.ALL: IncidentRow.id.is_not(None),
    }[which]


def _has_clock(on: date, states: Collection[State]) -> ColumnElement[bool]:
    """Whether one of the dates that the incident owes stands like this."""
    item = DueItemRow
    standing = select(item.id).where(
        item.contract_id == EngagementRow.contract_id,
        item.branch == EngagementRow.branch,
        item.basis == IncidentRow.number,
        item.kind.in_([kind.value for kind in CLOCKS]),
        exists_on(on),
        state_of(on).in_([state.value for state in states]),
    )
    return standing.exists()


def _order(wanted: WantedIncidents) -> list[ColumnElement[Any]]:
    columns: Mapping[IncidentSort, Any] = {
        IncidentSort.KNOWN: IncidentRow.known_on,
        IncidentSort.NUMBER: ContractRow.number,
        IncidentSort.DEPARTMENT: ContractTermsRow.department,
    }
    column = columns[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    return [first, IncidentRow.known_on.desc(), ContractRow.number.asc(), IncidentRow.id.asc()]


def _clocks(
    session: Session, found: Sequence[Mapping[Any, Any]], on: date
) -> dict[tuple[int, int, str], list[Clock]]:
    """By contract's id, branch and number: what is still owed, the earliest first."""
    row = DueItemRow
    state = state_of(on).label("state")
    query = select(row.contract_id, row.branch, row.basis, row.kind, row.due_on, state)
    query = query.where(
        row.contract_id.in_({each["contract_id"] for each in found}),
        row.kind.in_([kind.value for kind in CLOCKS]),
        exists_on(on),
    )
    clocks: dict[tuple[int, int, str], list[Clock]] = {}
    for one in session.execute(query.order_by(row.due_on)):
        standing = State(one.state)
        if standing in OPEN_STATES:
            late = days_overdue(one.due_on, on, standing)
            clock = Clock(Kind(one.kind), one.due_on, standing, late)
            clocks.setdefault((one.contract_id, one.branch, one.basis or ""), []).append(clock)
    return clocks


def _line(
    found: Mapping[Any, Any], clocks: Mapping[tuple[int, int, str], Sequence[Clock]], on: date
) -> IncidentLine:
    own = tuple(clocks.get((found["contract_id"], found["branch"], found["number"]), ()))
    return IncidentLine(
        found["contract"],
        found["branch"],
        found["title"],
        found["department"],
        found["contractor"],
        found["number"],
        found["outline"],
        found["known_on"],
        found["person_count"],
        found["reportable"],
        state_of_incident(found, on, has_open_clock=bool(own)),
        own,
    )
