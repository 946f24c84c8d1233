"""残るデータの一覧: what contractors still have on a day, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    bindparam,
    case,
    func,
    select,
)
from sqlalchemy.orm import Session

from app.records import listings, party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.data_items import DataItemRow
from app.records.database import rows_of
from app.records.due_items import DueItemRow, state_of
from app.records.listing_names import of_contracts, of_data
from app.records.listings import NO_DATE, ListedRow, Narrowed
from app.records.scope import Scope
from app.records.still_out import owed_for_data
from audits.due import OPEN_STATES, State, days_overdue

KEPT_QUERIES = 50
DUE_ON = func.nullif(ListedRow.order_on, NO_DATE)
STILL_OWED = tuple(state.value for state in OPEN_STATES)


class DataFilter(Enum):
    """Which of the data still out is shown."""

    ALL = "all"
    AFTER_END = "after_end"
    OVERDUE = "overdue"
    NO_LONGER_NEEDED = "no_longer_needed"


class DataSort(Enum):
    """What the list can be sorted by."""

    DUE = "due"
    NUMBER = "number"
    DEPARTMENT = "department"
    COUNT = "count"
    SINCE = "since"
    ENDS_ON = "ends_on"


@dataclass(frozen=True, slots=True)
class WantedData:
    """The data that contractors still had on a day.

    `AFTER_END`: the engagement has ended, or its contract came to nothing.
    """

    on: date
    which: DataFilter = DataFilter.ALL
    department: str = ""
    sort: DataSort = DataSort.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class DataCount:
    """How many data items, and how many contracts they belong to."""

    items: int
    contracts: int


@dataclass(frozen=True, slots=True)
class DataLine:
    """Data that is still out, as the list shows it.

    `due_on` is the first day that it is still owed back by; `ends_on` the engagement's last day.
    """

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    number: str
    name: str
    count: int | None
    media: Sequence[str]
    since: date
    no_longer_needed_on: date | None
    ends_on: date
    due_on: date | None
    state: State | None
    days_overdue: int


def data_lines(
    session: Session, wanted: WantedData, scope: Scope, *, offset: int, limit: int
) -> list[DataLine]:
    """One page of the list, as sorted, then by due date and contract."""
    place = {"offset": offset, "limit": limit}
    found = rows_of(session, _page(wanted, scope), place)
    return [_line(each._mapping, wanted.on) for each in found]


@lru_cache(KEPT_QUERIES)
def _page(wanted: WantedData, scope: Scope) -> Select[Any]:
    """Put together once: it takes longer than the answer. First which ones, then what they are."""
    row, terms = DataItemRow, ContractTermsRow
    listing, narrowed = of_data(wanted.which.value), _narrowed(wanted, scope)
    if wanted.sort is DataSort.DUE and not wanted.descending:
        ids = listings.page(listing, narrowed)
    else:
        ids = _beside(select(row.id)).join(ListedRow, ListedRow.subject_id == row.id)
        ids = ids.where(*listings.lines(listing, narrowed)).order_by(*_order(wanted, DUE_ON))
        ids = ids.offset(bindparam("offset")).limit(bindparam("limit")).correlate(None)
    query = select(
        ContractRow.number.label("contract"),
        EngagementRow.branch,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        row.number,
        row.name,
        row.count.label("item_count"),
        row.media,
        row.on.label("since"),
        row.no_longer_needed_on,
        party.ends_on().label("ends_on"),
        _due_on(wanted.on).label("due_on"),
        _state(wanted.on).label("state"),
    )
    query = _beside(query).where(row.id.in_(ids))
    return query.order_by(*_order(wanted, _due_on(wanted.on)))


def count_data(session: Session, wanted: WantedData, scope: Scope) -> int:
    """How many data items the whole list has."""
    return count_each(session, wanted, scope)[wanted.which].items


def count_data_contracts(session: Session, wanted: WantedData, scope: Scope) -> int:
    """How many contracts the items of the whole list belong to."""
    return count_each(session, wanted, scope)[wanted.which].contracts


def count_each(
    session: Session, wanted: WantedData, scope: Scope
) -> Mapping[DataFilter, DataCount]:
    """How much each filter shows, whichever is wanted, in one question."""
    names = {which: of_data(which.value) for which in DataFilter}
    both = [*names.values(), *map(of_contracts, names.values())]
    found = listings.counts(session, both, _narrowed(wanted, scope))
    return {
        which: DataCount(found[name], found[of_contracts(name)]) for which, name in names.items()
    }


def _narrowed(wanted: WantedData, scope: Scope) -> Narrowed:
    return Narrowed(wanted.on, scope, wanted.department)


def _beside(query: Select[Any]) -> Select[Any]:
    row, engagement = DataItemRow, EngagementRow
    query = query.select_from(row).join(engagement, engagement.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == engagement.contract_id)
    return party.beside_engagement(query)


def _due_on(on: date) -> ScalarSelect[Any]:
    """The first day by which it is still owed back; None where nobody owes it any more."""
    still_owed = state_of(on).in_(STILL_OWED)
    query = select(func.min(DueItemRow.due_on)).where(owed_for_data(on), still_owed)
    return query.correlate(EngagementRow, DataItemRow).scalar_subquery()


def _state(on: date) -> ScalarSelect[Any]:
    """The state of what falls due first; where it was waived or missed, that."""
    state = state_of(on)
    last = case((state.in_(STILL_OWED), 0), else_=1)
    query = select(state).where(owed_for_data(on)).order_by(last, DueItemRow.due_on, DueItemRow.id)
    return query.limit(1).correlate(EngagementRow, DataItemRow).scalar_subquery()


def _order(wanted: WantedData, due_on: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    row = DataItemRow
    column: Any = {
        DataSort.DUE: due_on,
        DataSort.NUMBER: ContractRow.number,
        DataSort.DEPARTMENT: ContractTermsRow.department,
        DataSort.COUNT: row.count,
        DataSort.SINCE: row.on,
        DataSort.ENDS_ON: party.ends_on(),
    }[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    rest: list[Any] = [ContractRow.number, EngagementRow.branch, row.number, row.id]
    return [first.nulls_last(), *(each.asc() for each in rest)]


def _line(found: Mapping[Any, Any], on: date) -> DataLine:
    state = State(found["state"]) if found["state"] else None
    return DataLine(
        contract=found["contract"],
        branch=found["branch"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        number=found["number"],
        name=found["name"],
        count=found["item_count"],
        media=found["media"],
        since=found["since"],
        no_longer_needed_on=found["no_longer_needed_on"],
        ends_on=found["ends_on"],
        due_on=found["due_on"],
        state=state,
        days_overdue=days_overdue(found["due_on"], on, state),
    )
