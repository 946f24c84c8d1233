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
from audits.engagement import PRIME_BRANCH
from audits.term import Term


def contract_batches(session: Session, department: str | None) -> Iterator[Mapping[int, str]]:
    """id → number of the contracts of a department (None: of all), by number, in batches."""
    last: str | None = None
    while True:
        found = session.execute(_next_contracts(department, last)).tuples().all()
        if not found:
            return
        yield dict(found)
        last = found[-1][1]


def _next_contracts(department: str | None, after: str | None) -> Select[tuple[int, str]]:
    row, terms = ContractRow, ContractTermsRow
    query = select(row.id, row.number).order_by(row.number).limit(BATCH)
    if after is not None:
        query = query.where(row.number > after)
    if department is not None:
        query = query.join(terms, (terms.contract_id == row.id) & terms.is_current)
        query = query.where(terms.department == department)
    return query


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
