"""指摘の一覧: what visits found, and whether it was put right, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    not_,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.due_items import DueItemRow, exists_on, state_of
from app.records.inspections import FindingRow, InspectionRow
from app.records.scope import Scope, visible
from app.records.visits import found_by_visit, is_put_right
from audits.due import State
from audits.fiscal_year import FiscalYear
from audits.kind import Kind

KEPT_QUERIES = 50


class FindingFilter(Enum):
    """Which findings are shown, as they stand on the day asked for."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"
    ALL = "all"


class FindingSort(Enum):
    """What the list can be sorted by."""

    DUE = "due"
    FOUND = "found"
    NUMBER = "number"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class WantedFindings:
    """Findings known on a day; `fiscal_year` is the year of the visit that found them."""

    on: date
    which: FindingFilter = FindingFilter.OPEN
    department: str = ""
    fiscal_year: FiscalYear | None = None
    sort: FindingSort = FindingSort.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as a list shows it; `state` is None where no due date is kept of it."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    name: str
    text: str
    cause: str | None
    found_on: date
    due_on: date | None
    state: State | None
    days_overdue: int
    answered_on: date | None
    put_right_on: date | None


def finding_lines(
    session: Session, wanted: WantedFindings, scope: Scope, *, offset: int, limit: int
) -> list[FindingLine]:
    """One page of the list, as sorted, then by due date and contract."""
    place = {"offset": offset, "limit": limit}
    found = session.execute(_page(wanted, scope), place)
    return [_line(each._mapping, wanted.on) for each in found]


@lru_cache(KEPT_QUERIES)
def _page(wanted: WantedFindings, scope: Scope) -> Select[Any]:
    """Put together once: it takes longer than the answer. First which ones, then what they are."""
    row, terms = FindingRow, ContractTermsRow
    order = _order(wanted)
    ids = narrowed(select(row.id), wanted, scope).where(conditions(wanted.on)[wanted.which])
    ids = ids.order_by(*order).offset(bindparam("offset")).limit(bindparam("limit"))
    query = select(
        ContractRow.number.label("contract"),
        EngagementRow.branch,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        _name().label("name"),
        row.text,
        row.cause,
        InspectionRow.carried_out_on.label("found_on"),
        DueItemRow.due_on,
        case((DueItemRow.id.is_not(None), state_of(wanted.on))).label("state"),
        row.answered_on,
        row.put_right_on,
    )
    return narrowed(query, wanted, scope).where(row.id.in_(ids.correlate(None))).order_by(*order)


def count_findings(session: Session, wanted: WantedFindings, scope: Scope) -> int:
    """How many findings the whole list has."""
    query = narrowed(select(func.count(FindingRow.id)), wanted, scope)
    return session.scalar(query.where(conditions(wanted.on)[wanted.which])) or 0


def count_each(
    session: Session, wanted: WantedFindings, scope: Scope
) -> Mapping[FindingFilter, int]:
    """How many findings each filter shows, whichever is wanted, in one question."""
    found = session.execute(_each(replace(wanted, which=FindingFilter.ALL), scope)).one()
    return {which: count or 0 for which, count in zip(FindingFilter, found, strict=True)}


@lru_cache(KEPT_QUERIES)
def _each(wanted: WantedFindings, scope: Scope) -> Select[Any]:
    of_each = conditions(wanted.on)
    sums = [func.sum(case((of_each[which], 1), else_=0)) for which in FindingFilter]
    return narrowed(select(*sums), wanted, scope)


def narrowed(query: Select[Any], wanted: WantedFindings, scope: Scope) -> Select[Any]:
    """The findings of visits carried out by the day, beside what is owed because of them."""
    row, terms = FindingRow, ContractTermsRow
    query = query.select_from(row).join(InspectionRow, found_by_visit())
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    query = party.beside_engagement(query).outerjoin(DueItemRow, _owed(wanted.on))
    query = query.where(
        visible(scope),
        terms.came_to_nothing_on.is_(None),
        InspectionRow.is_current,
        InspectionRow.carried_out_on <= wanted.on,
    )
    if wanted.department:
        query = query.where(terms.department == wanted.department)
    if wanted.fiscal_year is not None:
        days = wanted.fiscal_year.days
        query = query.where(InspectionRow.carried_out_on.between(days.first, days.last))
    return query


def conditions(on: date) -> Mapping[FindingFilter, ColumnElement[bool]]:
    done = is_put_right(on)
    return {
        FindingFilter.OPEN: not_(done),
        FindingFilter.OVERDUE: and_(
            DueItemRow.id.is_not(None), state_of(on) == State.OVERDUE.value
        ),
        FindingFilter.CLOSED: done,
        FindingFilter.ALL: true(),
    }


def _owed(on: date) -> ColumnElement[bool]:
    """The due item of a finding; none where it was due before oversight began, or is not asked."""
    row = DueItemRow
    return and_(
        row.contract_id == EngagementRow.contract_id,
        row.branch == EngagementRow.branch,
        row.kind == Kind.CORRECTIVE_ACTION.value,
        row.basis == _name(),
        exists_on(on),
    )


def _name() -> ColumnElement[str]:
    """年度-回-指摘番号, as audits.finding.Finding.name."""
    row = FindingRow
    year, visit = cast(row.fiscal_year, String), cast(row.round, String)
    return year + "-" + visit + "-" + row.number


def _order(wanted: WantedFindings) -> list[ColumnElement[Any]]:
    row = FindingRow
    column: Any = {
        FindingSort.DUE: DueItemRow.due_on,
        FindingSort.FOUND: InspectionRow.carried_out_on,
        FindingSort.NUMBER: ContractRow.number,
        FindingSort.DEPARTMENT: ContractTermsRow.department,
    }[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    rest: list[Any] = [DueItemRow.due_on, ContractRow.number, EngagementRow.branch, row.id]
    return [first.nulls_last(), *(each.asc().nulls_last() for each in rest)]


def _line(found: Mapping[Any, Any], on: date) -> FindingLine:
    state = State(found["state"]) if found["state"] else None
    answered_on, put_right_on = found["answered_on"], found["put_right_on"]
    return FindingLine(
        contract=found["contract"],
        branch=found["branch"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        name=found["name"],
        text=found["text"],
        cause=found["cause"],
        found_on=found["found_on"],
        due_on=found["due_on"],
        state=state,
        days_overdue=(on - found["due_on"]).days if state is State.OVERDUE else 0,
        answered_on=answered_on if answered_on and answered_on <= on else None,
        put_right_on=put_right_on if put_right_on and put_right_on <= on else None,
    )
