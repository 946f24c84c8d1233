"""契約の一覧: contracts searched, filtered and sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.records.contracts import ContractRow, ContractTermsRow
from app.records.decisions import ClosingKind, ClosingRow
from app.records.due_items import DueItemRow, exists_on, state_of
from app.records.scope import Scope, visible
from audits.due import Alert, State
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES
from audits.stage import Stage
from audits.words import folded

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
    terms = ContractTermsRow
    columns = ("title", "department", "contractor", "starts_on", "ends_on")
    query = _narrowed(
        select(
            ContractRow.id,
            ContractRow.number,
            *(getattr(terms, name) for name in columns),
            stage_of(wanted.on).label("stage"),
        ),
        wanted,
        scope,
    )
    query = query.order_by(*_order(wanted)).offset(offset).limit(limit)
    rows = session.execute(query).all()
    alerts = _alerts(session, [row.id for row in rows], wanted.on)
    return [_line(row._mapping, alerts) for row in rows]


def count_contracts(session: Session, wanted: Wanted, scope: Scope) -> int:
    """How many contracts the whole list has."""
    query = _narrowed(select(func.count(ContractRow.id)), wanted, scope)
    return session.scalar(query) or 0


def departments_seen(session: Session, scope: Scope) -> list[str]:
    """The departments of the contracts that a person may see, for the filter."""
    terms = ContractTermsRow
    query = select(terms.department).where(terms.is_current, visible(scope)).distinct()
    return sorted(session.scalars(query))


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


def _narrowed(query: Select[Any], wanted: Wanted, scope: Scope) -> Select[Any]:
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
    return found


def _has_alert(alert: Alert, on: date) -> ColumnElement[bool]:
    row, state = DueItemRow, state_of(on)
    main_overdue = and_(row.kind.in_(MAIN), state == State.OVERDUE.value)
    noticed = or_(
        state == State.OVERDUE.value, and_(row.kind.in_(MAIN), state == State.DUE_SOON.value)
    )
    of_contract = and_(row.contract_id == ContractTermsRow.contract_id, exists_on(on))
    red = exists().where(of_contract, main_overdue)
    if alert is Alert.RED:
        return red
    yellow = exists().where(of_contract, noticed)
    return and_(~red, yellow) if alert is Alert.YELLOW else ~yellow


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
    row, state = DueItemRow, state_of(on)
    overdue, soon = state == State.OVERDUE.value, state == State.DUE_SOON.value
    main = row.kind.in_(MAIN)
    query = (
        select(
            row.contract_id,
            func.sum(case((and_(main, overdue), 1), else_=0)),
            func.sum(case((and_(main, soon), 1), else_=0)),
            func.sum(case((overdue, 1), else_=0)),
        )
        .where(row.contract_id.in_(ids), exists_on(on))
        .group_by(row.contract_id)
    )
    return {key: (red, soon, late) for key, red, soon, late in session.execute(query).tuples()}


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
