"""立入調査の一覧: the visits that a fiscal year owes and what became of them, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    extract,
    func,
    not_,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.records import listings, party
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.database import rows_of
from app.records.due_items import DueItemRow, exists_on, state_of
from app.records.listing_names import of_visits
from app.records.listings import ListedRow, Narrowed
from app.records.scope import Scope, visible
from app.records.visits import (
    Visit,
    Visited,
    planned_on,
    shown_plan,
    visits_in,
    was_ever_visited,
    was_visited,
)
from audits.due import OPEN_STATES, State, days_overdue
from audits.fiscal_year import FiscalYear
from audits.inspection import Judgement, Method
from audits.kind import Kind

KEPT_QUERIES = 50


class InspectionFilter(Enum):
    """Which of the visits owed are shown, as they stand on the day asked for."""

    ALL = "all"
    MADE = "made"
    ON_SITE = "on_site"
    OFF_SITE = "off_site"
    NOT_VISITED = "not_visited"
    UNPLANNED = "unplanned"
    NEVER = "never"


class InspectionSort(Enum):
    """What the list can be sorted by."""

    DUE = "due"
    NUMBER = "number"
    DEPARTMENT = "department"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class WantedInspections:
    """The visits of one fiscal year, as they stood on a day.

    `MADE` is concluded, as the rate counts it. `UNPLANNED` is still to be made, without a date for
    it. `NEVER` are engagements that have begun and were not visited once, in whatever year.
    `planned_month`, `made_month`: of the fiscal year, 1 to 12.
    """

    on: date
    fiscal_year: FiscalYear
    which: InspectionFilter = InspectionFilter.ALL
    department: str = ""
    planned_month: int | None = None
    made_month: int | None = None
    sort: InspectionSort = InspectionSort.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """A visit owed, as the list shows it; `methods` are those of every concluded visit.

    `last_visit_on` is the latest visit carried out by the day, in whatever year.
    """

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    due_on: date
    state: State
    days_overdue: int
    planned_on: date | None
    carried_out_on: date | None
    methods: tuple[Method, ...]
    reason: str | None
    judgement: Judgement | None
    open_findings: int
    last_visit_on: date | None
    on: date

    @property
    def is_unplanned(self) -> bool:
        """未計画: still to be made, and no date stands for it."""
        return self._waits and self.planned_on is None

    @property
    def is_past_plan(self) -> bool:
        """The planned day went by without a visit."""
        return self._waits and self.planned_on is not None and self.planned_on < self.on

    @property
    def _waits(self) -> bool:
        return self.state in OPEN_STATES and self.carried_out_on is None


def inspection_lines(
    session: Session, wanted: WantedInspections, scope: Scope, *, offset: int, limit: int
) -> list[InspectionLine]:
    """One page of the list, as sorted, then by due date and contract."""
    place = {"offset": offset, "limit": limit}
    found = [each._mapping for each in rows_of(session, _page(wanted, scope), place)]
    keys = [each["contract_id"] for each in found]
    visited = visits_in(session, keys, wanted.fiscal_year, wanted.on)
    return [_line(each, visited[each["contract_id"], each["branch"]], wanted.on) for each in found]


@lru_cache(KEPT_QUERIES)
def _page(wanted: WantedInspections, scope: Scope) -> Select[Any]:
    """Put together once: it takes longer than the answer. First which ones, then what they are."""
    row, terms = DueItemRow, ContractTermsRow
    order = _order(wanted)
    ids = _ids(wanted, scope)
    query = select(
        row.contract_id,
        row.contract,
        row.branch,
        row.due_on,
        row.closed_on,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        state_of(wanted.on).label("state"),
        shown_plan(wanted.fiscal_year, wanted.on).label("planned_on"),
    ).select_from(row)
    return narrowed(query, wanted, scope).where(row.id.in_(ids)).order_by(*order)


def _ids(wanted: WantedInspections, scope: Scope) -> Select[Any]:
    """Read off the list where it is kept in this order."""
    if _is_kept(wanted) and wanted.sort is InspectionSort.DUE and not wanted.descending:
        return listings.page(_listing(wanted, wanted.which), _narrowed(wanted, scope))
    row = DueItemRow
    ids = narrowed(select(row.id).select_from(row), wanted, scope)
    if _is_kept(wanted):
        kept = _listing(wanted, wanted.which), _narrowed(wanted, scope)
        ids = ids.join(ListedRow, ListedRow.subject_id == row.id).where(*listings.lines(*kept))
    else:
        ids = ids.where(conditions(wanted)[wanted.which])
    ids = ids.order_by(*_order(wanted)).offset(bindparam("offset")).limit(bindparam("limit"))
    return ids.correlate(None)


def _is_kept(wanted: WantedInspections) -> bool:
    """Lists of a month's visits are not kept."""
    return wanted.planned_month is None and wanted.made_month is None


def _listing(wanted: WantedInspections, which: InspectionFilter) -> str:
    return of_visits(which.value, wanted.fiscal_year)


def _narrowed(wanted: WantedInspections, scope: Scope) -> Narrowed:
    return Narrowed(wanted.on, scope, wanted.department)


def count_inspections(session: Session, wanted: WantedInspections, scope: Scope) -> int:
    """How many visits the whole list has."""
    return count_each(session, wanted, scope)[wanted.which]


def count_each(
    session: Session, wanted: WantedInspections, scope: Scope
) -> Mapping[InspectionFilter, int]:
    """How many visits each filter shows, whichever is wanted, in one question."""
    if _is_kept(wanted):
        names = {which: _listing(wanted, which) for which in InspectionFilter}
        counted = listings.counts(session, list(names.values()), _narrowed(wanted, scope))
        return {which: counted[name] for which, name in names.items()}
    found = rows_of(session, _each(replace(wanted, which=InspectionFilter.ALL), scope)).one()
    return {which: count or 0 for which, count in zip(InspectionFilter, found, strict=True)}


@lru_cache(KEPT_QUERIES)
def _each(wanted: WantedInspections, scope: Scope) -> Select[Any]:
    of_each = conditions(wanted)
    sums = [func.sum(case((of_each[which], 1), else_=0)) for which in InspectionFilter]
    return narrowed(select(*sums).select_from(DueItemRow), wanted, scope)


def narrowed(query: Select[Any], wanted: WantedInspections, scope: Scope) -> Select[Any]:
    """The visits of the year, beside their engagements."""
    row, engagement = DueItemRow, EngagementRow
    same = and_(engagement.contract_id == row.contract_id, engagement.branch == row.branch)
    query = party.beside_engagement(query.join(engagement, same)).where(
        visible(scope),
        row.kind == Kind.INSPECTION.value,
        row.fiscal_year == wanted.fiscal_year.start,
        exists_on(wanted.on),
    )
    if wanted.department:
        query = query.where(ContractTermsRow.department == wanted.department)
    return query.where(*_of_months(wanted))


def planned_month(wanted: WantedInspections) -> ColumnElement[Any]:
    """The month of the day shown as planned; None where no day is."""
    return extract("month", shown_plan(wanted.fiscal_year, wanted.on))


def made_month(wanted: WantedInspections) -> ColumnElement[Any]:
    """The month in which it was made by the day asked for; None where it was not."""
    row = DueItemRow
    return case((row.closed_on <= wanted.on, extract("month", row.closed_on)))


def _of_months(wanted: WantedInspections) -> Iterator[ColumnElement[bool]]:
    if wanted.planned_month is not None:
        yield planned_month(wanted) == wanted.planned_month
    if wanted.made_month is not None:
        yield made_month(wanted) == wanted.made_month


def conditions(wanted: WantedInspections) -> Mapping[InspectionFilter, ColumnElement[bool]]:
    """What each filter asks, of a query that is `narrowed`."""
    row, on = DueItemRow, wanted.on
    made = and_(row.closed_on.is_not(None), row.closed_on <= on)
    on_site = and_(row.on_site_on.is_not(None), row.on_site_on <= on)
    waiting = state_of(on).in_([state.value for state in OPEN_STATES])
    begun = party.starts_on() <= on
    return {
        InspectionFilter.ALL: true(),
        InspectionFilter.MADE: made,
        InspectionFilter.ON_SITE: on_site,
        InspectionFilter.OFF_SITE: and_(made, not_(on_site)),
        InspectionFilter.NOT_VISITED: not_(made),
        InspectionFilter.UNPLANNED: and_(
            waiting,
            planned_on(wanted.fiscal_year, wanted.on).is_(None),
            not_(was_visited(wanted.fiscal_year, on)),
        ),
        InspectionFilter.NEVER: and_(begun, not_(was_ever_visited(on))),
    }


def _order(wanted: WantedInspections) -> list[ColumnElement[Any]]:
    row = DueItemRow
    column: Any = {
        InspectionSort.DUE: row.due_on,
        InspectionSort.NUMBER: row.contract,
        InspectionSort.DEPARTMENT: ContractTermsRow.department,
        InspectionSort.PLANNED: shown_plan(wanted.fiscal_year, wanted.on),
    }[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    # The branch last, so that a page never shows a visit twice.
    return [first.nulls_last(), row.due_on.asc(), row.contract.asc(), row.branch.asc()]


def _line(found: Mapping[Any, Any], visited: Visited, on: date) -> InspectionLine:
    state = State(found["state"])
    closed_on = found["closed_on"]
    visit = _shown(visited.visits, closed_on)
    return InspectionLine(
        contract=found["contract"],
        branch=found["branch"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        due_on=found["due_on"],
        state=state,
        days_overdue=days_overdue(found["due_on"], on, state),
        planned_on=found["planned_on"],
        carried_out_on=visit.carried_out_on if visit else None,
        methods=_methods(visited.visits, visit),
        reason=visit.reason if visit else None,
        judgement=visit.judgement if visit else None,
        open_findings=visited.open_findings,
        last_visit_on=visited.last_on,
        on=on,
    )


def _shown(visits: Sequence[Visit], closed_on: date | None) -> Visit | None:
    """The visit that counts; where none does, the latest that was carried out."""
    counting = [v for v in visits if v.judgement is not None and v.carried_out_on == closed_on]
    return counting[0] if counting else (visits[-1] if visits else None)


def _methods(visits: Iterable[Visit], shown: Visit | None) -> tuple[Method, ...]:
    concluded = [visit for visit in visits if visit.judgement is not None]
    return tuple(dict.fromkeys(v.method for v in concluded or ([shown] if shown else [])))
