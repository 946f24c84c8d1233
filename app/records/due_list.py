"""期限の一覧: due items with the contract they belong to, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.records import decided
from app.records.contracts import ContractTermsRow
from app.records.decided import Decided
from app.records.decisions import ExcuseKind, ExcuseRow
from app.records.due_items import (
    DueItemRow,
    exists_on,
    in_fiscal_year,
    is_due_soon,
    is_open,
    is_overdue,
    state_of,
)
from app.records.scope import Scope, visible
from audits.due import OPEN_STATES, State
from audits.fiscal_year import FiscalYear
from audits.kind import Kind

EXCUSES = {State.WAIVED: ExcuseKind.WAIVED, State.MISSED: ExcuseKind.MISSED}
QUICK = {State.OVERDUE: is_overdue, State.DUE_SOON: is_due_soon}
KEPT_QUERIES = 50
NOT_CLOSED = OPEN_STATES | EXCUSES.keys()


@dataclass(frozen=True, slots=True)
class WantedDue:
    """Which due items a list shows; what is empty does not narrow it."""

    on: date
    states: Sequence[State] = ()
    kinds: Collection[Kind] = ()
    department: str = ""
    fiscal_year: FiscalYear | None = None
    branch: int | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """A due item as a list shows it; `decided`: who waived it or recorded it as missed, and why."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    kind: Kind
    basis: str | None
    fiscal_year: int | None
    period: str | None
    due_on: date
    state: State
    days_overdue: int
    decided: Decided | None = None


def due_lines(
    session: Session, wanted: WantedDue, scope: Scope, *, offset: int, limit: int
) -> list[DueLine]:
    """One page of the list, the earliest due date first."""
    place = {"offset": offset, "limit": limit}
    found = [each._mapping for each in session.execute(_page(wanted, scope), place)]
    excused = _excused(session, found, wanted)
    return [_line(each, wanted.on, excused) for each in found]


def count_due(session: Session, wanted: WantedDue, scope: Scope) -> int:
    """How many due items the whole list has."""
    return session.scalar(_count(wanted, scope)) or 0


@lru_cache(KEPT_QUERIES)
def _page(wanted: WantedDue, scope: Scope) -> Select[Any]:
    """Put together once, which takes longer than the answer: which ones, then what they are."""
    row, terms = DueItemRow, ContractTermsRow
    order = (row.due_on, row.contract, row.branch, row.kind, row.id)
    ids = _alone(select(row.id), wanted, scope).order_by(*order)
    ids = ids.offset(bindparam("offset")).limit(bindparam("limit"))
    query = select(
        row.contract_id,
        row.contract,
        row.branch,
        row.kind,
        row.basis,
        row.fiscal_year,
        row.period,
        row.occurrence,
        row.due_on,
        terms.title,
        terms.department,
        terms.contractor,
        state_of(wanted.on).label("state"),
    ).join(terms, and_(terms.contract_id == row.contract_id, terms.is_current))
    return query.where(row.id.in_(ids.correlate(None))).order_by(*order)


@lru_cache(KEPT_QUERIES)
def _count(wanted: WantedDue, scope: Scope) -> Select[Any]:
    return _alone(select(func.count(DueItemRow.id)), wanted, scope)


def _alone(query: Select[Any], wanted: WantedDue, scope: Scope) -> Select[Any]:
    """The due items wanted; without the terms where neither scope nor department asks for them."""
    if scope.everything and not wanted.department:
        return query.where(*of_items(wanted))
    return narrowed(query, wanted, scope)


def narrowed(query: Select[Any], wanted: WantedDue, scope: Scope) -> Select[Any]:
    """The due items wanted, beside the terms of their contracts."""
    row, terms = DueItemRow, ContractTermsRow
    query = query.join(terms, and_(terms.contract_id == row.contract_id, terms.is_current))
    query = query.where(visible(scope), *of_items(wanted))
    return query.where(terms.department == wanted.department) if wanted.department else query


def of_items(wanted: WantedDue) -> list[ColumnElement[bool]]:
    """What the list asks of the items themselves, whoever may see them."""
    row, found = DueItemRow, [exists_on(wanted.on), *_of_states(wanted)]
    if wanted.kinds:
        found.append(row.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.fiscal_year is not None:
        found.append(in_fiscal_year(wanted.fiscal_year))
    if wanted.branch is not None:
        found.append(row.branch == wanted.branch)
    return found


def _of_states(wanted: WantedDue) -> list[ColumnElement[bool]]:
    """The states wanted; first what is cheap to see and leaves out most of what is not wanted."""
    on, states = wanted.on, frozenset(wanted.states)
    if not states:
        return []
    if len(states) == 1 and states <= QUICK.keys():
        return [QUICK[state](on) for state in states]
    of_states: ColumnElement[bool] = state_of(on).in_(sorted(state.value for state in states))
    if states <= EXCUSES.keys():
        decided_on = DueItemRow.contract_id.in_(select(ExcuseRow.contract_id))
        return [is_open(on), decided_on, of_states]
    return [is_open(on), of_states] if states <= NOT_CLOSED else [of_states]


def _excused(
    session: Session, found: Sequence[Mapping[Any, Any]], wanted: WantedDue
) -> Mapping[State, Mapping[decided.Key, Decided]]:
    """The decisions on the items of a page, asked for only where it has such items."""
    states = {State(each["state"]) for each in found} & EXCUSES.keys()
    ids = [each["contract_id"] for each in found]
    return {
        state: decided.excuses(session, ids, EXCUSES[state], wanted.on)
        for state in sorted(states, key=lambda one: one.value)
    }


def _line(
    found: Mapping[Any, Any], on: date, excused: Mapping[State, Mapping[decided.Key, Decided]]
) -> DueLine:
    state = State(found["state"])
    key = (
        found["contract_id"],
        found["branch"],
        found["kind"],
        found["basis"] or "",
        found["occurrence"],
    )
    return DueLine(
        contract=found["contract"],
        branch=found["branch"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        kind=Kind(found["kind"]),
        basis=found["basis"],
        fiscal_year=found["fiscal_year"],
        period=found["period"],
        due_on=found["due_on"],
        state=state,
        days_overdue=(on - found["due_on"]).days if state is State.OVERDUE else 0,
        decided=excused.get(state, {}).get(key),
    )
