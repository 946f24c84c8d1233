"""契約の一覧: contracts searched, filtered and sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.records.contract_flags import Flag, flagged
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.database import rows_of
from app.records.decisions import ClosingKind, ClosingRow
from app.records.departments import DepartmentRow
from app.records.due_items import (
    DueItemRow,
    exists_on,
    is_due_soon,
    is_not_excused,
    is_open,
    is_overdue,
    is_soon,
)
from app.records.scope import Scope, visible
from audits.due import Alert
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES
from audits.stage import Stage
from audits.words import folded

KEPT_QUERIES = 50
MAIN = tuple(kind.value for kind, rule in KIND_RULES.items() if rule.main)


class Sort(Enum):
    """What a list of contracts can be sorted by."""

    NUMBER = "number"
    TITLE = "title"
    DEPARTMENT = "department"
    ENDS_ON = "ends_on"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which contracts a list shows; what is empty does not narrow it."""

    on: date
    words: str = ""
    department: str = ""
    stage: Stage | None = None
    alert: Alert | None = None
    fiscal_year: FiscalYear | None = None
    my_number: bool = False
    flag: Flag | None = None
    sort: Sort = Sort.NUMBER
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract as a list shows it."""

    id: int
    number: str
    title: str
    department: str
    contractor: str | None
    starts_on: date
    ends_on: date
    stage: Stage
    alert: Alert
    overdue: int


def contract_lines(
    session: Session, wanted: Wanted, scope: Scope, *, offset: int, limit: int
) -> list[ContractLine]:
    """One page of the list."""
    place = {"offset": offset, "limit": limit}
    rows = rows_of(session, _page(wanted, scope), place).all()
    alerts = _alerts(session, [row.id for row in rows], wanted.on)
    return [_line(row._mapping, alerts) for row in rows]


def count_contracts(session: Session, wanted: Wanted, scope: Scope) -> int:
    """How many contracts the whole list has."""
    return rows_of(session, _count(wanted, scope)).scalar() or 0


@lru_cache(KEPT_QUERIES)
def _page(wanted: Wanted, scope: Scope) -> Select[Any]:
    """Put together once: that takes longer than the answer. First which ones, then what they are.

    Without a filter the numbers alone say which: nothing else is looked at on the way to a page.
    """
    terms = ContractTermsRow
    columns = ("title", "department", "contractor", "starts_on", "ends_on")
    ids = select(ContractRow.id)
    if not _is_unfiltered(wanted, scope) or wanted.sort is not Sort.NUMBER:
        ids = narrowed(ids, wanted, scope)
    ids = ids.order_by(*_order(wanted)).offset(bindparam("offset")).limit(bindparam("limit"))
    return (
        select(
            ContractRow.id,
            ContractRow.number,
            *(getattr(terms, name) for name in columns),
            stage_of(wanted.on).label("stage"),
        )
        .join(terms, and_(terms.contract_id == ContractRow.id, terms.is_current))
        .where(ContractRow.id.in_(ids))
        .order_by(*_order(wanted))
    )


@lru_cache(KEPT_QUERIES)
def _count(wanted: Wanted, scope: Scope) -> Select[Any]:
    count = select(func.count(ContractRow.id))
    return count if _is_unfiltered(wanted, scope) else narrowed(count, wanted, scope)


def _is_unfiltered(wanted: Wanted, scope: Scope) -> bool:
    """Every contract is wanted; each has its terms."""
    return scope.everything and not _conditions(wanted)


def departments_seen(session: Session, scope: Scope) -> list[str]:
    """The departments of the contracts that a person may see, for the filter."""
    return sorted(rows_of(session, _departments(scope)).scalars())


@lru_cache(KEPT_QUERIES)
def _departments(scope: Scope) -> Select[tuple[str]]:
    """Whoever sees everything: each department that has one; not each contract's department."""
    terms = ContractTermsRow
    if not scope.everything:
        return select(terms.department).where(terms.is_current, visible(scope)).distinct()
    has_one = exists().where(terms.department == DepartmentRow.name, terms.is_current)
    return select(DepartmentRow.name).where(has_one)


@lru_cache(KEPT_QUERIES)
def stage_of(on: date) -> ColumnElement[str]:
    """The stage on a day, as SQL; the same as audits.stage.stage_on (rules.md 5)."""
    terms = ContractTermsRow
    return case(
        (terms.came_to_nothing_on <= on, Stage.CAME_TO_NOTHING.value),
        (_closed(on), Stage.CLOSED.value),
        (terms.starts_on > on, Stage.IN_PREPARATION.value),
        (terms.ends_on >= on, Stage.RUNNING.value),
        else_=Stage.ENDED.value,
    )


def _closed(on: date) -> ColumnElement[bool]:
    """Whether the latest act of closing or reopening is a closing, dated by then."""
    each = aliased(ClosingRow)
    latest = (
        select(func.max(each.id))
        .where(each.contract_id == ContractTermsRow.contract_id)
        .correlate(ContractTermsRow)
        .scalar_subquery()
    )
    return exists().where(
        ClosingRow.id == latest,
        ClosingRow.decision == ClosingKind.CLOSED.value,
        ClosingRow.on <= on,
    )


def narrowed(query: Select[Any], wanted: Wanted, scope: Scope) -> Select[Any]:
    """The contracts wanted, beside their current terms."""
    terms = ContractTermsRow
    query = query.join(terms, and_(terms.contract_id == ContractRow.id, terms.is_current))
    return query.where(visible(scope), *_conditions(wanted))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    terms = ContractTermsRow
    found: list[ColumnElement[bool]] = [
        terms.search_text.contains(folded(word).casefold(), autoescape=True)
        for word in wanted.words.split()
    ]
    if wanted.department:
        found.append(terms.department == wanted.department)
    if wanted.stage is not None:
        found.append(stage_of(wanted.on) == wanted.stage.value)
    if wanted.fiscal_year is not None:
        days = wanted.fiscal_year.days
        found += [terms.starts_on <= days.last, terms.ends_on >= days.first]
    if wanted.my_number:
        found.append(terms.my_number.is_(True))
    if wanted.alert is not None:
        found.append(_has_alert(wanted.alert, wanted.on))
    if wanted.flag is not None:
        found.append(flagged(wanted.flag, wanted.on, stage_of(wanted.on)))
    return found


def _has_alert(alert: Alert, on: date) -> ColumnElement[bool]:
    main = DueItemRow.kind.in_(MAIN)
    red = _has_item(and_(main, is_overdue(on)), on)
    if alert is Alert.RED:
        return red
    yellow = or_(_has_item(is_overdue(on), on), _has_item(and_(main, is_due_soon(on)), on))
    return and_(~red, yellow) if alert is Alert.YELLOW else ~yellow


def _has_item(condition: ColumnElement[bool], on: date) -> ColumnElement[bool]:
    """Whether the contract has such an item; all that have one are found at once."""
    row = DueItemRow
    ids = select(row.contract_id).where(condition, exists_on(on)).correlate(None)
    return ContractTermsRow.contract_id.in_(ids)


def _order(wanted: Wanted) -> list[ColumnElement[Any]]:
    column: Any = {
        Sort.NUMBER: ContractRow.number,
        Sort.TITLE: ContractTermsRow.title,
        Sort.DEPARTMENT: ContractTermsRow.department,
        Sort.ENDS_ON: ContractTermsRow.ends_on,
    }[wanted.sort]
    # The number last, so that a page never shows a contract twice.
    return [column.desc() if wanted.descending else column.asc(), ContractRow.number.asc()]


def _alerts(session: Session, ids: Sequence[int], on: date) -> Mapping[int, tuple[int, int, int]]:
    """Contract's id → main items overdue, main items due soon, all items overdue."""
    found = rows_of(session, _noticed(on), {"ids": ids}).tuples()
    return {key: (red, soon, late) for key, red, soon, late in found}


@lru_cache(KEPT_QUERIES)
def _noticed(on: date) -> Select[Any]:
    row, main = DueItemRow, DueItemRow.kind.in_(MAIN)
    late = row.due_on < on
    asked = is_open(on), or_(late, is_soon(on)), exists_on(on), is_not_excused(on)
    return (
        select(
            row.contract_id,
            func.sum(case((and_(main, late), 1), else_=0)),
            func.sum(case((and_(main, ~late), 1), else_=0)),
            func.sum(case((late, 1), else_=0)),
        )
        .where(row.contract_id.in_(bindparam("ids", expanding=True)), *asked)
        .group_by(row.contract_id)
    )


def _line(found: Mapping[Any, Any], alerts: Mapping[int, tuple[int, int, int]]) -> ContractLine:
    main_overdue, main_soon, overdue = alerts.get(found["id"], (0, 0, 0))
    alert = Alert.YELLOW if overdue or main_soon else Alert.GREEN
    return ContractLine(
        id=found["id"],
        number=found["number"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        starts_on=found["starts_on"],
        ends_on=found["ends_on"],
        stage=Stage(found["stage"]),
        alert=Alert.RED if main_overdue else alert,
        overdue=overdue,
    )
