"""リスクのもと: what is known of engagements that makes their inspection more urgent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.certifications import CertificationRow
from app.records.connections import ConnectionRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from app.records.database import rows_of
from app.records.due_items import DueItemRow
from app.records.inspections import FindingRow
from app.records.revisions import in_batches
from audits.contract import Contract
from audits.engagement import PRIME_BRANCH
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.risk import Exposure

Party = tuple[str, int]
KEPT_QUERIES = 50


@dataclass(frozen=True, slots=True)
class _Engagement:
    """One engagement; `parent`: the branch that gave the work on (None: not on file)."""

    contract: str
    branch: int
    parent: int | None
    contractor_id: int | None
    people: int | None
    has_my_number: bool
    is_sensitive: bool
    is_connected: bool
    open_findings: int
    was_absent: bool

    @property
    def key(self) -> Party:
        return (self.contract, self.branch)


def exposures(
    session: Session, numbers: Sequence[str], year: FiscalYear, on: date
) -> Mapping[Party, Exposure]:
    """(contract's number, branch) → what is known on the day of each engagement of the contracts.

    `year`: the fiscal year whose inspections are planned; the one before tells who was there.
    """
    found: dict[Party, Exposure] = {}
    for some in in_batches(sorted(set(numbers))):
        engagements = _engagements(session, some, year, on)
        certified = _certified(session, [one.contractor_id for one in engagements], on)
        found |= _exposed(
            engagements,
            {
                one.key
                for one in engagements
                for only in certified.get(one.contractor_id, ())
                if not only or one.contract in only
            },
        )
    return found


def exposures_of(
    session: Session, contract: Contract, year: FiscalYear, on: date
) -> Mapping[Party, Exposure]:
    """The same of one contract whose facts are known; in one statement."""
    certified = {
        (contract.number, engagement.branch)
        for engagement in contract.engagements
        for one in engagement.certifications
        if one.valid_until >= on
    }
    return _exposed(_engagements(session, [contract.number], year, on), certified)


def _exposed(
    engagements: Sequence[_Engagement], certified: Container[Party]
) -> dict[Party, Exposure]:
    parents = {one.key: one.parent for one in engagements}
    return {
        one.key: Exposure(
            people=one.people,
            has_my_number=one.has_my_number,
            is_sensitive=one.is_sensitive,
            depth=_depth(one.key, parents),
            is_connected=bool(one.is_connected),
            open_findings=one.open_findings,
            was_on_site=not one.was_absent,
            is_certified=one.key in certified,
        )
        for one in engagements
    }


def _engagements(
    session: Session, numbers: Sequence[str], year: FiscalYear, on: date
) -> list[_Engagement]:
    rows = rows_of(session, _asked(year, on), {"numbers": numbers}).tuples()
    return [_Engagement(*row) for row in rows]


@lru_cache(KEPT_QUERIES)
def _asked(year: FiscalYear, on: date) -> Select[Any]:
    """Put together once: that takes longer than the answer."""
    terms, sub, engagement = ContractTermsRow, SubcontractRow, EngagementRow
    query = select(
        ContractRow.number,
        engagement.branch,
        sub.parent_branch,
        party.contractor_id(),
        terms.person_count,
        terms.my_number,
        terms.sensitive,
        _is_connected(on),
        _open_findings(on),
        _was_absent(FiscalYear(year.start - 1)),
    )
    query = party.beside_engagement(query.select_from(engagement)).join(
        ContractRow, ContractRow.id == engagement.contract_id
    )
    return query.where(ContractRow.number.in_(bindparam("numbers", expanding=True)))


def _depth(key: Party, parents: Mapping[Party, int | None]) -> int:
    """How many steps the engagement is away from the contractor."""
    contract, branch = key
    steps, seen = 0, {branch}
    while branch != PRIME_BRANCH:
        steps += 1
        parent = parents.get((contract, branch))
        if parent is None or parent in seen:
            break
        branch = parent
        seen.add(branch)
    return steps


def _is_connected(on: date) -> ColumnElement[bool]:
    """Whether a connection to the outside belongs to the contract on the day."""
    row = ConnectionRow
    return exists().where(
        row.is_current,
        row.contract_number == ContractRow.number,
        or_(row.starts_on.is_(None), row.starts_on <= on),
        or_(row.ends_on.is_(None), row.ends_on >= on),
    )


def _open_findings(on: date) -> ColumnElement[int]:
    row = FindingRow
    still_open = or_(row.put_right_on.is_(None), row.put_right_on > on)
    return (
        select(func.count())
        .select_from(row)
        .where(row.is_current, still_open, row.engagement_id == EngagementRow.id)
        .scalar_subquery()
    )


def _was_absent(year: FiscalYear) -> ColumnElement[bool]:
    """Whether an inspection was owed in the year and nobody was there on site."""
    row = DueItemRow
    return exists().where(
        row.contract_id == EngagementRow.contract_id,
        row.branch == EngagementRow.branch,
        row.kind == Kind.INSPECTION.value,
        row.fiscal_year == year.start,
        row.on_site_on.is_(None),
    )


def _certified(
    session: Session, contractors: Sequence[int | None], on: date
) -> Mapping[int | None, list[list[str]]]:
    """Contractor's id → the contracts that each of its certifications in force is limited to."""
    row = CertificationRow
    found: defaultdict[int | None, list[list[str]]] = defaultdict(list)
    query = select(row.contractor_id, row.contracts).where(
        row.is_current,
        row.contractor_id.in_(bindparam("contractors", expanding=True)),
        row.valid_until >= on,
    )
    for some in in_batches(sorted({one for one in contractors if one is not None})):
        for contractor_id, only in rows_of(session, query, {"contractors": some}).tuples():
            found[contractor_id].append(only)
    return found
