"""契約の版: every revision of a contract's terms and of its subcontracts, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.records.amendments import Amended, amended_in, beside
from app.records.base import Fact
from app.records.certifications import CertificationRow
from app.records.contractors import ContractorRow
from app.records.contracts import ContractTermsRow, EngagementRow, SubcontractRow
from app.records.safeguards import SafeguardRow
from audits.engagement import PRIME_BRANCH
from audits.words import folded


@dataclass(frozen=True, slots=True)
class Version:
    """One revision: what it says, which fact of which branch it is of, and who wrote it when.

    `amended`: what is known of the 契約変更 that made it.
    """

    table: str
    id: int
    first_id: int
    revision: int
    branch: int
    values: Mapping[str, Any]
    written_at: datetime
    written_by: str
    is_current: bool
    amended: Amended | None = None


@dataclass(frozen=True, slots=True)
class Certified:
    """A certification of a contractor, whatever day it lasts until."""

    contractor: str
    scheme: str
    registration_number: str
    valid_until: date
    contracts: Sequence[str]


def terms_versions(session: Session, contract_id: int) -> list[Version]:
    """Those of the contract's terms: the branch of 乙."""
    row = ContractTermsRow
    query = beside(row, select(row.__table__)).where(row.contract_id == contract_id)
    found = session.execute(query.order_by(row.revision, row.id))
    return [_version(row, each, PRIME_BRANCH) for each in found]


def subcontract_versions(session: Session, contract_id: int) -> dict[int, list[Version]]:
    """Those of each branch below 乙."""
    return _of_branches(session, SubcontractRow, contract_id)


def safeguard_versions(session: Session, contract_id: int) -> list[Version]:
    """Those of every safeguard, in the order in which they were entered."""
    found = _of_branches(session, SafeguardRow, contract_id)
    return sorted((one for each in found.values() for one in each), key=lambda one: one.id)


def certified(session: Session, contractors: Sequence[str], contract: str) -> list[Certified]:
    """The certifications of these contractors that count for the contract."""
    row = CertificationRow
    query = (
        select(row.contractor, row.scheme, row.registration_number, row.valid_until, row.contracts)
        .join(ContractorRow, ContractorRow.id == row.contractor_id)
        .where(row.is_current, ContractorRow.folded_name.in_([folded(n) for n in contractors]))
        .order_by(row.contractor, row.scheme, row.valid_until)
    )
    held = (Certified(*each) for each in session.execute(query).tuples())
    return [one for one in held if not one.contracts or contract in one.contracts]


def _of_branches(session: Session, table: type[Any], contract_id: int) -> dict[int, list[Version]]:
    query = (
        select(table.__table__, EngagementRow.branch.label("of_branch"))
        .join(EngagementRow, EngagementRow.id == table.engagement_id)
        .where(EngagementRow.contract_id == contract_id)
        .order_by(EngagementRow.branch, table.revision, table.id)
    )
    query = beside(table, query) if table is SubcontractRow else query
    found: dict[int, list[Version]] = {}
    for each in session.execute(query):
        found.setdefault(each.of_branch, []).append(_version(table, each, each.of_branch))
    return found


def _version(table: type[Fact], row: Row[Any], branch: int) -> Version:
    values = row._mapping
    return Version(
        table.__tablename__,
        values["id"],
        values["first_id"] or values["id"],
        values["revision"],
        branch,
        {name: values[name] for name in table.FACTS},
        values["written_at"],
        values["written_by"],
        values["is_current"],
        amended_in(values),
    )
