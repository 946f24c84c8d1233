"""次年度更新: the contracts that end in a fiscal year, and those that follow them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, true
from sqlalchemy.orm import Session, aliased

from app.records.contracts import ContractRow, ContractTermsRow
from app.records.departments import DepartmentRow
from app.records.scope import Scope, visible
from audits.fiscal_year import FiscalYear
from audits.term import Term


@dataclass(frozen=True, slots=True)
class WantedRenewals:
    """The contracts whose last day is in the year; of one department, where it is named."""

    year: FiscalYear
    department: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """A contract that ends; `department_until`: the last day of its 所管課, where it has one."""

    id: int
    number: str
    title: str
    contractor: str | None
    department: str
    term: Term
    department_until: date | None


@dataclass(frozen=True, slots=True)
class Renewed:
    """A contract and the one that follows it."""

    number: str
    title: str
    ends_on: date
    next_number: str
    next_contractor: str | None
    next_term: Term


def count_endings(session: Session, wanted: WantedRenewals, scope: Scope) -> tuple[int, int]:
    """How many contracts of the year nobody has renewed yet, and how many have a successor."""
    is_open = ContractRow.number.not_in(_renewed())
    query = select(func.count(), func.count().filter(is_open)).select_from(ContractRow)
    total, still_open = session.execute(_narrowed(query, wanted, scope)).tuples().one()
    return still_open, total - still_open


def endings(
    session: Session, wanted: WantedRenewals, scope: Scope, *, offset: int, limit: int
) -> list[Ending]:
    """A page of those that nobody has renewed yet, by last day and number."""
    query = _narrowed(_endings(), wanted, scope).where(ContractRow.number.not_in(_renewed()))
    query = query.order_by(ContractTermsRow.ends_on, ContractRow.number)
    return [_ending(row) for row in session.execute(query.offset(offset).limit(limit))]


def endings_of(session: Session, ids: Collection[int], scope: Scope) -> dict[int, Ending]:
    """Those of these contracts that are in scope and came about, renewed or not, by their ids."""
    terms = ContractTermsRow
    query = _endings().join(terms, _current()).where(visible(scope), ContractRow.id.in_(ids))
    query = query.where(terms.came_to_nothing_on.is_(None))
    found = [_ending(row) for row in session.execute(query)]
    return {one.id: one for one in found}


def renewed(
    session: Session, wanted: WantedRenewals, scope: Scope, *, offset: int, limit: int
) -> list[Renewed]:
    """A page of the contracts of the year with the ones that follow them, if these are in scope."""
    terms, row = aliased(ContractTermsRow), aliased(ContractRow)
    old = ContractTermsRow
    query = _narrowed(
        select(
            *(ContractRow.number, old.title, old.ends_on),
            *(row.number, terms.contractor, terms.starts_on, terms.ends_on),
        ),
        wanted,
        scope,
    )
    query = query.join(terms, terms.previous_contract_number == ContractRow.number)
    query = query.join(row, row.id == terms.contract_id).where(_stands(terms))
    query = query.order_by(old.ends_on, ContractRow.number, row.number)
    return [
        Renewed(number, title, ends_on, new, contractor, Term(first, last))
        for number, title, ends_on, new, contractor, first, last in session.execute(
            query.offset(offset).limit(limit)
        ).tuples()
    ]


def successors(
    session: Session, numbers: Sequence[str], scope: Scope
) -> Mapping[str, Sequence[str | None]]:
    """Contract's number → the numbers of those that follow it; None for one beyond the scope."""
    terms, row = ContractTermsRow, ContractRow
    seen = visible(scope).label("seen")
    query = (
        select(terms.previous_contract_number, row.number, seen)
        .join(row, row.id == terms.contract_id)
        .where(_stands(terms), terms.previous_contract_number.in_(numbers))
        .order_by(row.number)
    )
    found: dict[str, list[str | None]] = defaultdict(list)
    for before, number, is_seen in session.execute(query).tuples():
        found[str(before)].append(number if is_seen else None)
    return found


def _endings() -> Select[Any]:
    terms, department = ContractTermsRow, DepartmentRow
    until = select(department.last_on).where(department.id == terms.department_id)
    return select(
        *(ContractRow.id, ContractRow.number, terms.title, terms.contractor, terms.department),
        *(terms.starts_on, terms.ends_on),
        until.scalar_subquery(),
    ).select_from(ContractRow)


def _ending(row: Row[Any]) -> Ending:
    key, number, title, contractor, department, first, last, until = row
    return Ending(key, number, title, contractor, department, Term(first, last), until)


def _narrowed(query: Select[Any], wanted: WantedRenewals, scope: Scope) -> Select[Any]:
    terms, days = ContractTermsRow, wanted.year.days
    query = query.join(terms, _current()).where(
        _is_led(scope),
        terms.ends_on.between(days.first, days.last),
        terms.came_to_nothing_on.is_(None),
    )
    return query.where(terms.department == wanted.department) if wanted.department else query


def _is_led(scope: Scope) -> ColumnElement[bool]:
    """A contract is renewed by its 所管課, not by those who look after it too."""
    own = ContractTermsRow.department.in_(sorted(scope.departments))
    return true() if scope.everything else own


def _current() -> ColumnElement[bool]:
    terms = ContractTermsRow
    return and_(terms.contract_id == ContractRow.id, terms.is_current)


def _stands(terms: Any) -> ColumnElement[bool]:
    return and_(terms.is_current, terms.came_to_nothing_on.is_(None))


def _renewed() -> Select[tuple[str | None]]:
    """The numbers of the contracts that another one follows, which came about."""
    terms = aliased(ContractTermsRow)
    before = terms.previous_contract_number
    return select(before).where(_stands(terms), before.is_not(None))
