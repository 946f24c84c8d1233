"""リスクのもと: what is known of engagements that makes their inspection more urgent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.certifications import CertificationRow
from app.records.connections import ConnectionRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from app.records.due_items import DueItemRow
from app.records.inspections import FindingRow
from app.records.revisions import in_batches
from audits.engagement import PRIME_BRANCH
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.risk import Exposure

Party = tuple[str, int]


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
        found |= _of_contracts(session, some, year, on)
    return found


def _of_contracts(
    session: Session, numbers: Sequence[str], year: FiscalYear, on: date
) -> dict[Party, Exposure]:
    engagements = _engagements(session, numbers)
    parents = {one.key: one.parent for one in engagements}
    connected = _connected(session, numbers, on)
    findings = _open_findings(session, numbers, on)
    absent = _not_on_site(session, numbers, FiscalYear(year.start - 1))
    certified = _certified(session, [one.contractor_id for one in engagements], on)
    return {
        one.key: Exposure(
            people=one.people,
            has_my_number=one.has_my_number,
            is_sensitive=one.is_sensitive,
            depth=_depth(one.key, parents),
            is_connected=one.contract in connected,
            open_findings=findings.get(one.key, 0),
            was_on_site=one.key not in absent,
            is_certified=any(
                not only or one.contract in only for only in certified.get(one.contractor_id, ())
            ),
        )
        for one in engagements
    }


def _engagements(session: Session, numbers: Sequence[str]) -> list[_Engagement]:
    terms, sub, engagement = ContractTermsRow, SubcontractRow, EngagementRow
    columns = (
        ContractRow.number,
        engagement.branch,
        sub.parent_branch,
        party.contractor_id(),
    )
    query = select(*columns, terms.person_count, terms.my_number, terms.sensitive)
    query = party.beside_engagement(query.select_from(engagement)).join(
        ContractRow, ContractRow.id == engagement.contract_id
    )
    rows = session.execute(query.where(ContractRow.number.in_(numbers))).tuples()
    return [_Engagement(*row) for row in rows]


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


def _connected(session: Session, numbers: Sequence[str], on: date) -> set[str | None]:
    """The contracts that a connection to the outside belongs to on the day."""
    row = ConnectionRow
    query = select(row.contract_number).where(
        row.is_current,
        row.contract_number.in_(numbers),
        or_(row.starts_on.is_(None), row.starts_on <= on),
        or_(row.ends_on.is_(None), row.ends_on >= on),
    )
    return set(session.scalars(query))


def _open_findings(session: Session, numbers: Sequence[str], on: date) -> dict[Party, int]:
    row, engagement = FindingRow, EngagementRow
    still_open = or_(row.put_right_on.is_(None), row.put_right_on > on)
    query = (
        select(ContractRow.number, engagement.branch, func.count())
        .select_from(row)
        .join(engagement, engagement.id == row.engagement_id)
        .join(ContractRow, ContractRow.id == engagement.contract_id)
        .where(row.is_current, still_open, ContractRow.number.in_(numbers))
        .group_by(ContractRow.number, engagement.branch)
    )
    return {(number, branch): n for number, branch, n in session.execute(query).tuples()}


def _not_on_site(session: Session, numbers: Sequence[str], year: FiscalYear) -> set[Party]:
    """Those who owed an inspection in the year and were not visited on site."""
    row = DueItemRow
    query = select(row.contract, row.branch).where(
        row.contract.in_(numbers),
        row.kind == Kind.INSPECTION.value,
        row.fiscal_year == year.start,
        row.on_site_on.is_(None),
    )
    return set(session.execute(query).tuples())


def _certified(
    session: Session, contractors: Sequence[int | None], on: date
) -> Mapping[int | None, list[list[str]]]:
    """Contractor's id → the contracts that each of its certifications in force is limited to."""
    row = CertificationRow
    found: defaultdict[int | None, list[list[str]]] = defaultdict(list)
    for some in in_batches(sorted({one for one in contractors if one is not None})):
        query = select(row.contractor_id, row.contracts).where(
            row.is_current, row.contractor_id.in_(some), row.valid_until >= on
        )
        for contractor_id, only in session.execute(query).tuples():
            found[contractor_id].append(only)
    return found
