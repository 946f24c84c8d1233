"""事実: what is on file of contracts, read from the tables into the shapes that the rules take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.records.base import Base
from app.records.certificates import CertificateRow
from app.records.certifications import CertificationRow
from app.records.contractors import ContractorRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.decisions import ClosingKind, ClosingRow
from app.records.handlers import HandlerReportRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.reports import ReceiptRow, RequestRow
from app.records.revisions import in_batches
from app.records.safeguards import SafeguardRow
from audits.certification import Certification
from audits.contract import Contract
from audits.engagement import PRIME_BRANCH, Engagement
from audits.erasure import Certificate, DataItem, Disposal, DisposalAct, Origin
from audits.finding import Finding
from audits.incident import Incident
from audits.inspection import Inspection, Judgement, Method
from audits.period import Rhythm
from audits.report import Receipt, ReportKind, Request
from audits.safeguard import Frequency, Note, NoteKind, Safeguard
from audits.term import Term
from audits.words import folded
from checklists.clause_set import ClauseSet

BATCH = 500

Rows = Mapping[int, Sequence[Row[Any]]]


def contract_ids(session: Session) -> list[int]:
    """The id of every contract, in order."""
    return list(session.scalars(select(ContractRow.id).order_by(ContractRow.id)))


def contracts_on_file(
    session: Session, ids: Sequence[int], clause_sets: Mapping[str, ClauseSet]
) -> Iterator[tuple[int, Contract]]:
    """(id, facts) of these contracts, read in batches so that memory stays bounded."""
    for start in range(0, len(ids), BATCH):
        yield from _Batch(session, ids[start : start + BATCH], clause_sets).contracts()


@dataclass(frozen=True, slots=True)
class _OfContractor:
    """A certification as kept for its contractor, and the contracts that it is limited to."""

    certification: Certification
    contracts: frozenset[str]


def _certifications(
    session: Session, contractors: Collection[str]
) -> dict[str, list[_OfContractor]]:
    """The certifications of these contractors, by their folded names."""
    row, found = CertificationRow, defaultdict[str, list[_OfContractor]](list)
    query = (
        select(ContractorRow.folded_name, row.scheme, row.valid_until, row.contracts)
        .join(ContractorRow, ContractorRow.id == row.contractor_id)
        .where(row.is_current)
        .order_by(row.id)
    )
    for some in in_batches(sorted(contractors)):
        of_some = query.where(ContractorRow.folded_name.in_(some))
        for contractor, scheme, valid_until, contracts in session.execute(of_some).tuples():
            certification = Certification(folded(scheme), valid_until)
            found[contractor].append(_OfContractor(certification, frozenset(contracts)))
    return found


class _Batch:
    """The rows of some contracts, one query a table, put together contract by contract."""

    def __init__(
        self,
        session: Session,
        ids: Sequence[int],
        clause_sets: Mapping[str, ClauseSet],
    ) -> None:
        self._session = session
        self._ids = ids
        self._clause_sets = clause_sets
        self._certifications: Mapping[str, Sequence[_OfContractor]] = {}
        self._rows: dict[type[Base], Rows] = {}

    def contracts(self) -> Iterator[tuple[int, Contract]]:
        engagements = self._engagements()
        closed_on = self._closed_on()
        row = ContractTermsRow
        query = (
            select(ContractRow.number, *_columns(row, "contract_id", *_TERMS))
            .join(row, row.contract_id == ContractRow.id)
            .where(row.is_current, row.contract_id.in_(self._ids))
            .order_by(row.contract_id)
        )
        agreed = self._session.execute(query).all()
        parties = (*agreed, *(row for rows in engagements.values() for row in rows))
        names = {folded(row.contractor) for row in parties if row.contractor}
        self._certifications = _certifications(self._session, names)
        for terms in agreed:
            closed = closed_on.get(terms.contract_id)
            yield terms.contract_id, self._contract(terms, engagements[terms.contract_id], closed)

    def _contract(
        self, terms: Row[Any], engagements: Sequence[Row[Any]], closed_on: date | None
    ) -> Contract:
        return Contract(
            number=terms.number,
            engagements=tuple(self._engagement(terms, row) for row in engagements),
            stated_length=terms.stated_length,
            items=tuple(terms.items),
            media=tuple(terms.media),
            periodic_report=Rhythm(terms.periodic_report) if terms.periodic_report else None,
            demanded_schemes=tuple(map(folded, terms.demanded_schemes)),
            came_to_nothing_on=terms.came_to_nothing_on,
            closed_on=closed_on,
        )

    def _engagement(self, terms: Row[Any], row: Row[Any]) -> Engagement:
        key = row.engagement_id
        prime = row.branch == PRIME_BRANCH
        agreed = terms if prime else row
        contractor = agreed.contractor
        return Engagement(
            branch=row.branch,
            term=Term(agreed.starts_on, agreed.ends_on),
            clause_set=self._clause_sets[agreed.clause_set],
            contractor=contractor,
            parent=None if prime else row.parent_branch,
            consented_on=None if prime else row.consented_on,
            flow_down=False if prime else row.flow_down,
            items=() if prime else tuple(row.items),
            media=() if prime else tuple(row.media),
            certifications=self._certifications_of(contractor, terms.number),
            handler_reports=tuple(r.received_on for r in self._of(HandlerReportRow, key)),
            data=tuple(map(_data_item, self._of(DataItemRow, key))),
            disposals=tuple(map(_disposal, self._of(DisposalRow, key))),
            certificates=tuple(map(_certificate, self._of(CertificateRow, key))),
            inspections=tuple(map(_inspection, self._of(InspectionRow, key))),
            findings=tuple(self._findings(key)),
            requests=tuple(map(_request, self._of(RequestRow, key))),
            receipts=tuple(map(_receipt, self._of(ReceiptRow, key))),
            incidents=tuple(map(_incident, self._of(IncidentRow, key))),
            safeguards=tuple(map(_safeguard, self._of(SafeguardRow, key))),
            notes=tuple(map(_note, self._of(NoteRow, key))),
        )

    def _engagements(self) -> Mapping[int, Sequence[Row[Any]]]:
        row = SubcontractRow
        query = (
            select(
                EngagementRow.contract_id,
                EngagementRow.id.label("engagement_id"),
                EngagementRow.branch,
                *_columns(row, *_SUBCONTRACT),
            )
            .outerjoin(row, (row.engagement_id == EngagementRow.id) & row.is_current)
            .where(EngagementRow.contract_id.in_(self._ids))
            .order_by(EngagementRow.contract_id, EngagementRow.branch)
        )
        return _grouped(self._session.execute(query))

    def _closed_on(self) -> dict[int, date | None]:
        row = ClosingRow
        query = select(row.contract_id, row.decision, row.on).where(row.contract_id.in_(self._ids))
        latest: dict[int, date | None] = {}
        for contract_id, decision, on in self._session.execute(query.order_by(row.id)).tuples():
            latest[contract_id] = on if decision == ClosingKind.CLOSED.value else None
        return latest

    def _certifications_of(
        self, contractor: str | None, contract: str
    ) -> tuple[Certification, ...]:
        found = self._certifications.get(folded(contractor), ()) if contractor else ()
        return tuple(
            kept.certification for kept in found if not kept.contracts or contract in kept.contracts
        )

    def _findings(self, engagement_id: int) -> Iterator[Finding]:
        visits = {
            (visit.fiscal_year, visit.round): visit.carried_out_on
            for visit in self._of(InspectionRow, engagement_id)
        }
        for row in self._of(FindingRow, engagement_id):
            yield Finding(
                row.fiscal_year,
                row.round,
                row.number,
                inspected_on=visits.get((row.fiscal_year, row.round)),
                set_due_on=row.set_due_on,
                answered_on=row.answered_on,
                put_right_on=row.put_right_on,
            )

    def _of(self, table: type[Any], engagement_id: int) -> Sequence[Row[Any]]:
        """The current rows of a table on an engagement, in the order in which they came."""
        if table not in self._rows:
            query = (
                select(*_columns(table, "engagement_id", *table.FACTS))
                .join(EngagementRow, EngagementRow.id == table.engagement_id)
                .where(table.is_current, EngagementRow.contract_id.in_(self._ids))
                .order_by(table.id)
            )
            self._rows[table] = _grouped(self._session.execute(query))
        return self._rows[table].get(engagement_id, ())


_TERMS = (
    "stated_length",
    "items",
    "media",
    "periodic_report",
    "demanded_schemes",
    "came_to_nothing_on",
    "contractor",
    "starts_on",
    "ends_on",
    "clause_set",
)
_SUBCONTRACT = (
    "parent_branch",
    "contractor",
    "starts_on",
    "ends_on",
    "consented_on",
    "flow_down",
    "items",
    "media",
    "clause_set",
)


def _columns(table: type[Any], *names: str) -> list[InstrumentedAttribute[Any]]:
    return [getattr(table, name) for name in names]


def _grouped(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    """The rows by their first column."""
    groups: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


def _data_item(row: Row[Any]) -> DataItem:
    return DataItem(
        row.number,
        Origin(row.origin),
        row.on,
        items=tuple(row._mapping["items"]),
        media=tuple(row.media),
        no_longer_needed_on=row.no_longer_needed_on,
    )


def _disposal(row: Row[Any]) -> DisposalAct:
    return DisposalAct(row.data_number, Disposal(row.disposal), row.on, row.certificate_number)


def _certificate(row: Row[Any]) -> Certificate:
    return Certificate(
        row.number,
        row.received_on,
        backup_expires_on=row.backup_expires_on,
        backup_gone_on=row.backup_gone_on,
        confirmed_on=row.confirmed_on,
    )


def _inspection(row: Row[Any]) -> Inspection:
    return Inspection(
        row.fiscal_year,
        row.round,
        carried_out_on=row.carried_out_on,
        method=Method(row.method),
        reason=row.reason or "",
        judgement=Judgement(row.judgement) if row.judgement else None,
    )


def _request(row: Row[Any]) -> Request:
    return Request(row.number, row.requested_on, row.due_on)


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(ReportKind(row.kind), row.received_on, row.period, row.request)


def _incident(row: Row[Any]) -> Incident:
    return Incident(
        row.number,
        row.known_on,
        reportable=row.reportable,
        improper_purpose=row.improper_purpose,
        report_received_on=row.report_received_on,
        preliminary_on=row.preliminary_on,
        final_on=row.final_on,
    )


def _safeguard(row: Row[Any]) -> Safeguard:
    dates = tuple(date.fromisoformat(day) for day in row.dates)
    return Safeguard(row.number, Frequency(row.frequency), dates)


def _note(row: Row[Any]) -> Note:
    return Note(row.on, NoteKind(row.kind), row.safeguard, row.occurrence)
