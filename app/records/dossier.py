"""一件書類: everything on file of one contract, as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import editions, entries, facts
from app.records.base import Fact
from app.records.certificates import CertificateRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.due_items import DueOnDay, Wanted, due_items
from app.records.filed import Filed, Values, by_contract, filed, filed_terms
from app.records.inspections import FindingRow, InspectionRow
from app.records.scope import EVERYTHING, Scope, visible
from app.records.violations import ViolationOnDay, violations
from audits.contract import Contract
from audits.entry import Entry
from audits.kind import Kind


@dataclass(frozen=True, slots=True)
class Dossier:
    """One contract: its facts for the rules, its rows as typed, what is owed, and its record.

    `entries` stand with their hashes in the order of the chain, whose end is `last_hash`.
    """

    on: date
    contract: Contract
    terms: Values
    subcontracts: Sequence[Filed]
    data: Sequence[Filed]
    disposals: Sequence[Filed]
    certificates: Sequence[Filed]
    inspections: Sequence[Filed]
    findings: Sequence[Filed]
    due_items: Sequence[DueOnDay]
    violations: Sequence[ViolationOnDay]
    entries: Sequence[Entry]
    last_hash: str

    def owed(self, *kinds: Kind) -> list[DueOnDay]:
        return [item for item in self.due_items if item.kind in kinds]


def dossier(
    session: Session, number: str, on: date, scope: Scope = EVERYTHING
) -> Dossier | None:
    """Everything on file of the contract with this number; None where there is none in scope."""
    terms = ContractTermsRow
    query = select(ContractRow.id).join(terms, terms.contract_id == ContractRow.id)
    query = query.where(ContractRow.number == number, terms.is_current, visible(scope))
    key = session.scalar(query)
    if key is None:
        return None
    [found] = dossiers(session, [key], on)
    chain = entries.chains(session, [key]).get(key, ())
    return replace(found, entries=[entry for entry, _ in chain])


def dossiers(session: Session, ids: Sequence[int], on: date) -> Iterator[Dossier]:
    """The dossiers of some contracts (at most a batch), by number, without their entries."""
    terms = filed_terms(session, ids)
    rows = {table: filed(session, table, ids) for table in _TABLES}
    owed = by_contract(due_items(session, Wanted(on, contract_ids=ids)))
    broken = by_contract(violations(session, on, ids))
    on_file = facts.contracts_on_file(session, ids, editions.clause_sets(session))
    for key, contract in sorted(on_file, key=lambda found: found[1].number):
        yield Dossier(
            on=on,
            contract=contract,
            terms=terms[key],
            subcontracts=rows[SubcontractRow].get(key, ()),
            data=rows[DataItemRow].get(key, ()),
            disposals=rows[DisposalRow].get(key, ()),
            certificates=rows[CertificateRow].get(key, ()),
            inspections=rows[InspectionRow].get(key, ()),
            findings=rows[FindingRow].get(key, ()),
            due_items=owed.get(key, ()),
            violations=broken.get(key, ()),
            entries=(),
            last_hash=terms[key]["last_hash"],
        )


_TABLES: tuple[type[Fact], ...] = (
    SubcontractRow,
    DataItemRow,
    DisposalRow,
    CertificateRow,
    InspectionRow,
    FindingRow,
)


def contract_numbers(session: Session) -> list[str]:
    """The number of every contract, in order."""
    return list(session.scalars(select(ContractRow.number).order_by(ContractRow.number)))


def branches_with_certificates(session: Session) -> list[tuple[str, int]]:
    """(contract's number, branch) of every engagement that a 消去証明書 was received from."""
    query = (
        select(ContractRow.number, EngagementRow.branch)
        .join(EngagementRow, EngagementRow.contract_id == ContractRow.id)
        .join(CertificateRow, CertificateRow.engagement_id == EngagementRow.id)
        .where(CertificateRow.is_current)
        .distinct()
        .order_by(ContractRow.number, EngagementRow.branch)
    )
    return list(session.execute(query).tuples())
