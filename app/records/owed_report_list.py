"""受け取る報告の一覧: periodic reports and trainings of a year, owed and received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.due_items import DueItemRow, exists_on, state_of
from app.records.reports import ReceiptRow
from app.records.scope import Scope, visible
from audits.due import OPEN_STATES, State, days_overdue
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.report import ReportKind


class OwedFilter(Enum):
    """Which of the reports are shown."""

    ALL = "all"
    OPEN = "open"
    OVERDUE = "overdue"
    RECEIVED = "received"


class OwedSort(Enum):
    """What the list can be sorted by."""

    DUE = "due"
    RECEIVED = "received"
    NUMBER = "number"
    DEPARTMENT = "department"


KINDS: Mapping[Kind, ReportKind] = {
    Kind.PERIODIC_REPORT: ReportKind.PERIODIC,
    Kind.TRAINING: ReportKind.TRAINING,
}
STATES: Mapping[OwedFilter, frozenset[State]] = {
    OwedFilter.ALL: frozenset(State),
    OwedFilter.OPEN: frozenset(OPEN_STATES),
    OwedFilter.OVERDUE: frozenset({State.OVERDUE}),
    OwedFilter.RECEIVED: frozenset({State.DONE, State.DONE_LATE}),
}
APRIL = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WantedOwed:
    """The reports of one kind that are owed for a fiscal year, as they stand on a day.

    `contract`: its number, or a part of the contractor's name.
    """

    on: date
    kind: Kind
    year: FiscalYear
    which: OwedFilter = OwedFilter.ALL
    department: str = ""
    contract: str = ""
    sort: OwedSort = OwedSort.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class OwedLine:
    """A report that is owed; `received_on`: when it came, `last_on`: the last one of its kind."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    kind: Kind
    basis: str | None
    period: str | None
    fiscal_year: int | None
    due_on: date
    state: State
    days_overdue: int
    received_on: date | None
    last_on: date | None


def owed_lines(
    session: Session, wanted: WantedOwed, scope: Scope, *, offset: int, limit: int
) -> list[OwedLine]:
    """One page of the list, as sorted, then by contract."""
    row, terms = DueItemRow, ContractTermsRow
    query = select(
        row.contract,
        row.branch,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        row.basis,
        row.period,
        row.fiscal_year,
        row.due_on,
        row.closed_on,
        state_of(wanted.on).label("state"),
        _last_on(wanted).label("last_on"),
    )
    query = _beside(query).where(*_narrowed(wanted, scope), _is(wanted.which, wanted.on))
    query = query.order_by(*_order(wanted)).offset(offset).limit(limit)
    return [_line(found._mapping, wanted) for found in session.execute(query)]


def count_each(session: Session, wanted: WantedOwed, scope: Scope) -> Mapping[OwedFilter, int]:
    """How many each filter shows, in one question."""
    counts = [func.count().filter(_is(which, wanted.on)).label(which.value) for which in OwedFilter]
    query = _beside(select(*counts)).where(*_narrowed(wanted, scope))
    found = session.execute(query).one()._mapping
    return {which: found[which.value] for which in OwedFilter}


def _beside(query: Select[Any]) -> Select[Any]:
    row, place = DueItemRow, EngagementRow
    of_branch = and_(place.contract_id == row.contract_id, place.branch == row.branch)
    query = query.select_from(row).join(place, of_branch)
    query = query.join(ContractRow, ContractRow.id == place.contract_id)
    return party.beside_engagement(query)


def _narrowed(wanted: WantedOwed, scope: Scope) -> list[ColumnElement[bool]]:
    row = DueItemRow
    conditions: list[Any] = [
        row.kind == wanted.kind.value,
        exists_on(wanted.on),
        _of_year(wanted),
        visible(scope),
    ]
    if wanted.department:
        conditions.append(ContractTermsRow.department == wanted.department)
    if wanted.contract:
        conditions.append(party.is_of(wanted.contract))
    return conditions


def _of_year(wanted: WantedOwed) -> ColumnElement[bool]:
    """A training has its year; a periodic report comes due in the month after its period.

    So those of a year fall due from May to the April after it (rules.md 2).
    """
    row, days = DueItemRow, wanted.year.days
    if wanted.kind is Kind.TRAINING:
        return row.fiscal_year == wanted.year.start
    last = min(days.last, date.max - APRIL) + APRIL
    return row.due_on.between(days.first + APRIL, last)


def _is(which: OwedFilter, on: date) -> ColumnElement[bool]:
    states = STATES[which]
    if states == frozenset(State):
        return true()
    return state_of(on).in_(sorted(state.value for state in states))


def _last_on(wanted: WantedOwed) -> Any:
    receipt = ReceiptRow
    return (
        select(func.max(receipt.received_on))
        .where(
            receipt.is_current,
            receipt.engagement_id == EngagementRow.id,
            receipt.kind == KINDS[wanted.kind].value,
            receipt.received_on <= wanted.on,
        )
        .correlate(EngagementRow)
        .scalar_subquery()
    )


def _order(wanted: WantedOwed) -> list[ColumnElement[Any]]:
    row = DueItemRow
    columns: Mapping[OwedSort, Any] = {
        OwedSort.DUE: row.due_on,
        OwedSort.RECEIVED: func.coalesce(row.closed_on, date.max),
        OwedSort.NUMBER: row.contract,
        OwedSort.DEPARTMENT: ContractTermsRow.department,
    }
    column = columns[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    return [first, row.due_on.asc(), row.contract.asc(), row.branch.asc(), row.id.asc()]


def _line(found: Mapping[Any, Any], wanted: WantedOwed) -> OwedLine:
    on, state = wanted.on, State(found["state"])
    closed_on = found["closed_on"]
    shown = ("contract", "branch", "title", "department", "contractor")
    named = ("basis", "period", "fiscal_year", "due_on", "last_on")
    return OwedLine(
        **{name: found[name] for name in (*shown, *named)},
        kind=wanted.kind,
        state=state,
        days_overdue=days_overdue(found["due_on"], on, state),
        received_on=closed_on if closed_on is not None and closed_on <= on else None,
    )
