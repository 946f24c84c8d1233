"""指摘の一覧: what visits found, and whether it was put right, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    select,
)
from sqlalchemy.orm import Session

from app.records import listings, party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.database import rows_of
from app.records.due_items import DueItemRow, exists_on, state_of
from app.records.inspections import FindingRow, InspectionRow
from app.records.listing_names import of_findings
from app.records.listings import NO_DATE, ListedRow, Narrowed
from app.records.scope import Scope
from app.records.visits import found_by_visit
from audits.due import State, days_overdue
from audits.fiscal_year import FiscalYear
from audits.kind import Kind

KEPT_QUERIES = 50
DUE_ON = func.nullif(ListedRow.order_on, NO_DATE)


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
    found = rows_of(session, _page(wanted, scope), place)
    return [_line(each._mapping, wanted.on) for each in found]


@lru_cache(KEPT_QUERIES)
def _page(wanted: WantedFindings, scope: Scope) -> Select[Any]:
    """Put together once: it takes longer than the answer. First which ones, then what they are."""
    row, terms = FindingRow, ContractTermsRow
    listing = of_findings(wanted.which.value, wanted.fiscal_year)
    narrowed = _narrowed(wanted, scope)
    if wanted.sort is FindingSort.DUE and not wanted.descending:
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
        _name().label("name"),
        row.text,
        row.cause,
        InspectionRow.carried_out_on.label("found_on"),
        DueItemRow.due_on,
        case((DueItemRow.id.is_not(None), state_of(wanted.on))).label("state"),
        row.answered_on,
        row.put_right_on,
    )
    query = _beside(query).outerjoin(DueItemRow, _owed(wanted.on)).where(row.id.in_(ids))
    return query.order_by(*_order(wanted, DueItemRow.due_on))


def count_findings(session: Session, wanted: WantedFindings, scope: Scope) -> int:
    """How many findings the whole list has."""
    return count_each(session, wanted, scope)[wanted.which]


def count_each(
    session: Session, wanted: WantedFindings, scope: Scope
) -> Mapping[FindingFilter, int]:
    """How many findings each filter shows, whichever is wanted, in one question."""
    names = {which: of_findings(which.value, wanted.fiscal_year) for which in FindingFilter}
    found = listings.counts(session, list(names.values()), _narrowed(wanted, scope))
    return {which: found[name] for which, name in names.items()}


def _narrowed(wanted: WantedFindings, scope: Scope) -> Narrowed:
    return Narrowed(wanted.on, scope, wanted.department)


def _beside(query: Select[Any]) -> Select[Any]:
    """The findings beside the visits that found them, and the terms of their contracts."""
    row = FindingRow
    visit = and_(found_by_visit(), InspectionRow.is_current)
    query = query.select_from(row).join(InspectionRow, visit)
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    return party.beside_engagement(query)


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


def _order(wanted: WantedFindings, due_on: Any) -> list[ColumnElement[Any]]:
    row = FindingRow
    column: Any = {
        FindingSort.DUE: due_on,
        FindingSort.FOUND: InspectionRow.carried_out_on,
        FindingSort.NUMBER: ContractRow.number,
        FindingSort.DEPARTMENT: ContractTermsRow.department,
    }[wanted.sort]
    first = column.desc() if wanted.descending else column.asc()
    rest: list[Any] = [due_on, ContractRow.number, EngagementRow.branch, row.id]
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
        days_overdue=days_overdue(found["due_on"], on, state),
        answered_on=answered_on if answered_on and answered_on <= on else None,
        put_right_on=put_right_on if put_right_on and put_right_on <= on else None,
    )
