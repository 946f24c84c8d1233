"""監査台帳の問い: which contracts a register is about, and their entries, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from app.records.entries import EntryRow
from app.records.revisions import BATCH
from app.records.scope import Scope, visible
from audits.engagement import PRIME_BRANCH
from audits.fiscal_year import FiscalYear
from audits.term import Term

MOST_YEARS = 60  # a list to choose from, whatever the term of a contract may be


def contract_batches(
    session: Session, departments: Sequence[str], reach: Scope
) -> Iterator[Mapping[int, str]]:
    """id → number of the contracts within reach, by number, in batches.

    Those of these departments, or (where none is named) of all.
    """
    asked = _contracts(departments, reach).order_by(ContractRow.number).limit(BATCH)
    query = asked
    while found := session.execute(query).tuples().all():
        yield dict(found)
        query = asked.where(ContractRow.number > found[-1][1])


def count_contracts(session: Session, departments: Sequence[str], reach: Scope) -> int:
    """How many contracts that makes."""
    asked = _contracts(departments, reach).subquery()
    return session.scalar(select(func.count()).select_from(asked)) or 0


def _contracts(departments: Sequence[str], reach: Scope) -> Select[tuple[int, str]]:
    row, terms = ContractRow, ContractTermsRow
    query = select(row.id, row.number)
    if reach.everything and not departments:
        return query
    query = query.join(terms, (terms.contract_id == row.id) & terms.is_current)
    query = query.where(visible(reach))
    return query.where(terms.department.in_(departments)) if departments else query


class Party(NamedTuple):
    """What the lines of an engagement name: its contract's title and department, and its party."""

    title: str
    department: str
    contractor: str | None


def parties(session: Session, ids: Sequence[int]) -> dict[tuple[int, int], Party]:
    """(contract's id, branch) → party, of the engagements of these contracts."""
    row, terms, subcontract = EngagementRow, ContractTermsRow, SubcontractRow
    contractor = case((row.branch == PRIME_BRANCH, terms.contractor), else_=subcontract.contractor)
    query = (
        select(row.contract_id, row.branch, terms.title, terms.department, contractor)
        .join(terms, (terms.contract_id == row.contract_id) & terms.is_current)
        .outerjoin(subcontract, (subcontract.engagement_id == row.id) & subcontract.is_current)
        .where(row.contract_id.in_(ids))
    )
    return {
        (contract_id, branch): Party(*named)
        for contract_id, branch, *named in session.execute(query)
    }


class EntryLine(NamedTuple):
    """An entry as the register lists it."""

    contract: str
    branch: int
    number: int
    on: date
    kind: str
    text: str
    other_party: str
    officer: str
    method: str
    place: str
    written_at: datetime


def entry_lines(session: Session, ids: Sequence[int], days: Term | None) -> Iterator[EntryLine]:
    """The entries of these contracts by contract and number; of these days, if they are given."""
    row = EntryRow
    query = select(*(getattr(row, name) for name in EntryLine._fields))
    query = query.where(row.contract_id.in_(ids)).order_by(row.contract, row.number)
    if days is not None:
        query = query.where(row.on.between(days.first, days.last))
    for found in session.execute(query).yield_per(1000):
        yield EntryLine(*found)


def last_entries(session: Session, ids: Sequence[int], on: date) -> dict[tuple[str, int], date]:
    """(contract, branch) → day of the latest entry up to a day."""
    row = EntryRow
    query = (
        select(row.contract, row.branch, func.max(row.on))
        .where(row.contract_id.in_(ids), row.on <= on)
        .group_by(row.contract, row.branch)
    )
    return {(contract, branch): day for contract, branch, day in session.execute(query).tuples()}


def fiscal_years(session: Session, reach: Scope) -> list[FiscalYear]:
    """The years that contracts within reach begin or end in, and those between, newest first."""
    terms = ContractTermsRow
    days = select(func.min(terms.starts_on), func.max(terms.ends_on))
    first, last = session.execute(days.where(terms.is_current, visible(reach))).one()
    if first is None:
        return []
    return list(FiscalYear.touched_by(Term(first, last)))[::-1][-MOST_YEARS:]
