"""期限の一覧: due items with the contract they belong to, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from app.records.contracts import ContractTermsRow
from app.records.due_items import DueItemRow, exists_on, in_fiscal_year, state_of
from app.records.scope import Scope, visible
from audits.due import State
from audits.fiscal_year import FiscalYear
from audits.kind import Kind


@dataclass(frozen=True, slots=True)
class WantedDue:
    """Which due items a list shows; what is empty does not narrow it."""

    on: date
    states: Collection[State] = ()
    kinds: Collection[Kind] = ()
    department: str = ""
    fiscal_year: FiscalYear | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """A due item as a list shows it."""

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


def due_lines(
    session: Session, wanted: WantedDue, scope: Scope, *, offset: int, limit: int
) -> list[DueLine]:
    """One page of the list, the earliest due date first."""
    row, terms = DueItemRow, ContractTermsRow
    query = _narrowed(
        select(
            row.contract,
            row.branch,
            row.kind,
            row.basis,
            row.fiscal_year,
            row.period,
            row.due_on,
            terms.title,
            terms.department,
            terms.contractor,
            state_of(wanted.on).label("state"),
        ),
        wanted,
        scope,
    )
    query = query.order_by(row.due_on, row.contract, row.branch, row.kind, row.id)
    found = session.execute(query.offset(offset).limit(limit))
    return [_line(each._mapping, wanted.on) for each in found]


def count_due(session: Session, wanted: WantedDue, scope: Scope) -> int:
    """How many due items the whole list has."""
    return session.scalar(_narrowed(select(func.count(DueItemRow.id)), wanted, scope)) or 0


def _narrowed(query: Select[Any], wanted: WantedDue, scope: Scope) -> Select[Any]:
    row, terms = DueItemRow, ContractTermsRow
    query = query.join(terms, and_(terms.contract_id == row.contract_id, terms.is_current))
    query = query.where(visible(scope), exists_on(wanted.on))
    if wanted.states:
        query = query.where(state_of(wanted.on).in_([state.value for state in wanted.states]))
    if wanted.kinds:
        query = query.where(row.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.department:
        query = query.where(terms.department == wanted.department)
    if wanted.fiscal_year is not None:
        query = query.where(in_fiscal_year(wanted.fiscal_year))
    return query


def _line(found: Mapping[Any, Any], on: date) -> DueLine:
    state = State(found["state"])
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
    )
