"""事実: what is on file of contracts, read from the tables into the shapes that the rules take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.records import fact_shapes
from app.records.certificates import CertificateRow
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.handlers import HandlerReportRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.reports import ReceiptRow, RequestRow
from app.records.rows_on_file import RowsOnFile
from app.records.safeguards import SafeguardRow
from audits.certification import Certification
from audits.contract import Contract
from audits.engagement import PRIME_BRANCH, Engagement
from audits.period import Rhythm
from audits.term import Term
from audits.words import folded
from checklists.clause_set import ClauseSet

BATCH = 500


def contract_ids(session: Session) -> list[int]:
    """The id of every contract, in order."""
    return list(session.scalars(select(ContractRow.id).order_by(ContractRow.id)))


def departments(session: Session, ids: Sequence[int]) -> Mapping[int, str]:
    """Contract's id → its 所管課 as on file now."""
    row = ContractTermsRow
    query = select(row.contract_id, row.department).where(row.is_current, row.contract_id.in_(ids))
    return dict(session.execute(query).tuples().all())


def contracts_on_file(
    session: Session, ids: Sequence[int], clause_sets: Mapping[str, ClauseSet]
) -> Iterator[tuple[int, Contract]]:
    """(id, facts) of these contracts, read in batches so that memory stays bounded."""
    for start in range(0, len(ids), BATCH):
        yield from put_together(RowsOnFile(session, ids[start : start + BATCH]), clause_sets)


def put_together(
    rows: RowsOnFile, clause_sets: Mapping[str, ClauseSet]
) -> Iterator[tuple[int, Contract]]:
    """(id, facts) of the contracts whose rows these are."""
    for terms in rows.terms:
        engaged = rows.engagements[terms.contract_id]
        yield (
            terms.contract_id,
            Contract(
                number=terms.number,
                engagements=tuple(_engagement(rows, clause_sets, terms, row) for row in engaged),
                stated_length=terms.stated_length,
                items=tuple(terms.items),
                media=tuple(terms.media),
                periodic_report=Rhythm(terms.periodic_report) if terms.periodic_report else None,
                demanded_schemes=tuple(map(folded, terms.demanded_schemes)),
                came_to_nothing_on=terms.came_to_nothing_on,
                closed_on=terms.closed_on,
            ),
        )


def _engagement(
    rows: RowsOnFile, clause_sets: Mapping[str, ClauseSet], terms: Row[Any], row: Row[Any]
) -> Engagement:
    key = row.engagement_id
    prime = row.branch == PRIME_BRANCH
    agreed = terms if prime else row
    visits = rows.of(InspectionRow, key)
    return Engagement(
        branch=row.branch,
        term=Term(agreed.starts_on, agreed.ends_on),
        clause_set=clause_sets[agreed.clause_set],
        contractor=agreed.contractor,
        parent=None if prime else row.parent_branch,
        consented_on=None if prime else row.consented_on,
        flow_down=False if prime else row.flow_down,
        items=() if prime else tuple(row.items),
        media=() if prime else tuple(row.media),
        certifications=_certifications(rows, agreed.contractor, terms.number),
        handler_reports=tuple(r.received_on for r in rows.of(HandlerReportRow, key)),
        data=tuple(map(fact_shapes.data_item, rows.of(DataItemRow, key))),
        disposals=tuple(map(fact_shapes.disposal, rows.of(DisposalRow, key))),
        certificates=tuple(map(fact_shapes.certificate, rows.of(CertificateRow, key))),
        inspections=tuple(map(fact_shapes.inspection, visits)),
        findings=tuple(fact_shapes.findings(rows.of(FindingRow, key), visits)),
        requests=tuple(map(fact_shapes.request, rows.of(RequestRow, key))),
        receipts=tuple(map(fact_shapes.receipt, rows.of(ReceiptRow, key))),
        incidents=tuple(map(fact_shapes.incident, rows.of(IncidentRow, key))),
        safeguards=tuple(map(fact_shapes.safeguard, rows.of(SafeguardRow, key))),
        notes=tuple(map(fact_shapes.note, rows.of(NoteRow, key))),
    )


def _certifications(
    rows: RowsOnFile, contractor: str | None, contract: str
) -> tuple[Certification, ...]:
    held = rows.certifications.get(folded(contractor), ()) if contractor else ()
    return tuple(
        Certification(folded(one.scheme), one.valid_until)
        for one in held
        if one.counts_for(contract)
    )
