"""一件書類: everything on file of one contract, as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import editions, entries, facts
from app.records.certificates import CertificateRow
from app.records.contracts import ContractRow, EngagementRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.due_items import DueOnDay, Wanted, due_items
from app.records.filed import Filed, Values, by_contract
from app.records.handlers import HandlerReportRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.reachable import reachable
from app.records.reports import ReceiptRow, RequestRow
from app.records.rows_on_file import HeldCertification, RowsOnFile
from app.records.safeguards import SafeguardRow
from app.records.scope import EVERYTHING, Scope
from app.records.violations import ViolationOnDay, violations
from audits.contract import Contract
from audits.entry import Entry
from audits.kind import Kind
from audits.words import folded
from checklists.clause_set import ClauseSet


@dataclass(frozen=True, slots=True)
class Dossier:
    """One contract: its facts for the rules, its rows as typed, what is owed, and its record.

    `entries` stand in the order of the chain with `hashes` as stored beside each; the contract
    notes apart from them how many there are (`entries_noted`) and the end of the chain
    (`last_hash`). `held` are the certifications that count for this contract; `clause_sets` every
    published one by its id.
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
    key: int = 0
    handlers: Sequence[Filed] = ()
    requests: Sequence[Filed] = ()
    receipts: Sequence[Filed] = ()
    incidents: Sequence[Filed] = ()
    safeguards: Sequence[Filed] = ()
    notes: Sequence[Filed] = ()
    held: Sequence[HeldCertification] = ()
    hashes: Sequence[str] = ()
    entries_noted: int = 0
    clause_sets: Mapping[str, ClauseSet] = field(default_factory=dict)

    def owed(self, *kinds: Kind) -> list[DueOnDay]:
        return [item for item in self.due_items if item.kind in kinds]


def dossier(session: Session, number: str, on: date, scope: Scope = EVERYTHING) -> Dossier | None:
    """Everything on file of the contract with this number; None where there is none in scope."""
    found = without_entries(session, number, on, scope)
    return None if found is None else with_entries(session, found)


def without_entries(
    session: Session, number: str, on: date, scope: Scope = EVERYTHING
) -> Dossier | None:
    """The same, its record left out."""
    key = reachable(session, number, scope)
    if key is None:
        return None
    [found] = dossiers(session, [key], on)
    return found


def with_entries(session: Session, found: Dossier) -> Dossier:
    """The dossier with its record. Raises UnreadableEntryError where a row cannot be an entry."""
    chain = entries.chains(session, [found.key]).get(found.key, ())
    return replace(
        found, entries=[entry for entry, _ in chain], hashes=[stored for _, stored in chain]
    )


def dossiers(session: Session, ids: Sequence[int], on: date) -> Iterator[Dossier]:
    """The dossiers of some contracts (at most a batch), by number, without their entries."""
    rows = RowsOnFile(session, ids, whole=True)
    terms = {row.contract_id: row._mapping for row in rows.terms}
    owed = by_contract(due_items(session, Wanted(on, contract_ids=ids)))
    broken = by_contract(violations(session, on, ids))
    clause_sets = editions.clause_sets(session)
    on_file = facts.put_together(rows, clause_sets)
    for key, contract in sorted(on_file, key=lambda found: found[1].number):
        yield Dossier(
            on=on,
            contract=contract,
            terms=terms[key],
            subcontracts=rows.subcontracts(key),
            data=rows.filed(DataItemRow, key),
            disposals=rows.filed(DisposalRow, key),
            certificates=rows.filed(CertificateRow, key),
            inspections=rows.filed(InspectionRow, key),
            findings=rows.filed(FindingRow, key),
            due_items=owed.get(key, ()),
            violations=broken.get(key, ()),
            entries=(),
            last_hash=terms[key]["last_hash"],
            key=key,
            handlers=rows.filed(HandlerReportRow, key),
            requests=rows.filed(RequestRow, key),
            receipts=rows.filed(ReceiptRow, key),
            incidents=rows.filed(IncidentRow, key),
            safeguards=rows.filed(SafeguardRow, key),
            notes=rows.filed(NoteRow, key),
            held=_held(rows, contract),
            entries_noted=terms[key]["entries"],
            clause_sets=clause_sets,
        )


def _held(rows: RowsOnFile, contract: Contract) -> list[HeldCertification]:
    """The certifications that count for the contract, contractor by contractor."""
    names = dict.fromkeys(folded(e.contractor) for e in contract.engagements if e.contractor)
    held = (one for name in names for one in rows.certifications.get(name, ()))
    return [one for one in held if one.counts_for(contract.number)]


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
