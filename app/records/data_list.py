"""残るデータの一覧: what contractors still have on a day, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    distinct,
    func,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.data_items import DataItemRow
from app.records.due_items import DueItemRow, state_of
from app.records.scope import Scope, visible
from app.records.still_out import is_out, is_owed_late, owed_for_data
from audits.due import OPEN_STATES, State

KEPT_QUERIES = 50
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
    found = session.execute(_page(wanted, scope), place)
    return [_line(each._mapping, wanted.on) for each in found]


@lru_cache(KEPT_QUERIES)
def _page(wanted: WantedData, scope: Scope) -> Select[Any]:
    """Put together once: it takes longer than the answer. First which ones, then what they are."""
    row, terms = DataItemRow, ContractTermsRow
    order = _order(wanted)
    ids = narrowed(select(row.id), wanted, scope).where(conditions(wanted.on)[wanted.which])
    ids = ids.order_by(*order).offset(bindparam("offset")).limit(bindparam("limit"))
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
    return narrowed(query, wanted, scope).where(row.id.in_(ids.correlate(None))).order_by(*order)


def count_data(session: Session, wanted: WantedData, scope: Scope) -> int:
    """How many data items the whole list has."""
    query = narrowed(select(func.count(DataItemRow.id)), wanted, scope)
    return session.scalar(query.where(conditions(wanted.on)[wanted.which])) or 0


def count_data_contracts(session: Session, wanted: WantedData, scope: Scope) -> int:
    """How many contracts the items of the whole list belong to."""
    query = narrowed(select(func.count(distinct(EngagementRow.contract_id))), wanted, scope)
    return session.scalar(query.where(conditions(wanted.on)[wanted.which])) or 0


def count_each(
    session: Session, wanted: WantedData, scope: Scope
) -> Mapping[DataFilter, DataCount]:
    """How much each filter shows, whichever is wanted, in one question."""
    found = session.execute(_each(replace(wanted, which=DataFilter.ALL), scope)).one()
    pairs = zip(found[::2], found[1::2], strict=True)
    return {which: DataCount(*pair) for which, pair in zip(DataFilter, pairs, strict=True)}


@lru_cache(KEPT_QUERIES)
def _each(wanted: WantedData, scope: Scope) -> Select[Any]:
    of_each = conditions(wanted.on)
    # Each condition is asked once for each item, though it is counted twice.
    flags = [case((of_each[which], 1)).label(which.value) for which in DataFilter]
    columns = (EngagementRow.contract_id.label("contract_id"), *flags)
    items = narrowed(select(*columns), wanted, scope).subquery().c
    sums: list[ColumnElement[Any]] = []
    for which in DataFilter:
        fits = items[which.value] == 1
        sums.append(func.count(case((fits, 1))))
        sums.append(func.count(distinct(case((fits, items.contract_id)))))
    return select(*sums)


def narrowed(query: Select[Any], wanted: WantedData, scope: Scope) -> Select[Any]:
    row, engagement = DataItemRow, EngagementRow
    query = query.select_from(row).join(engagement, engagement.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == engagement.contract_id)
    query = party.beside_engagement(query).where(visible(scope), is_out(wanted.on))
    if wanted.department:
        query = query.where(ContractTermsRow.department == wanted.department)
    return query


def conditions(on: date) -> Mapping[DataFilter, ColumnElement[bool]]:
    unneeded = DataItemRow.no_longer_needed_on
    return {
        DataFilter.ALL: true(),
        DataFilter.AFTER_END: party.has_ended(on),
        DataFilter.OVERDUE: is_owed_late(on),
        DataFilter.NO_LONGER_NEEDED: and_(unneeded.is_not(None), unneeded <= on),
    }


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


def _order(wanted: WantedData) -> list[ColumnElement[Any]]:
    row = DataItemRow
    column: Any = {
        DataSort.DUE: _due_on(wanted.on),
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
        days_overdue=(on - found["due_on"]).days if state is State.OVERDUE else 0,
    )
