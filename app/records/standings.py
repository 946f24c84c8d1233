"""一覧の組み直し: reads what is on file of contracts, and says on which lists it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import listings, party
from app.records.certificates import CertificateRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.due_items import DueItemRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.listings import Line
from app.records.revisions import in_batches
from app.records.standing import Engaged
from app.records.standing_data import data_lines
from app.records.standing_findings import finding_lines
from app.records.standing_visits import visit_lines
from audits.kind import Kind

ASKED = (
    Kind.INSPECTION,
    Kind.CORRECTIVE_ACTION,
    Kind.DATA_DISPOSAL,
    Kind.ERASURE_CERTIFICATE,
)
FACTS: Mapping[type[Any], Sequence[str]] = {
    DataItemRow: ("id", "number", "on", "no_longer_needed_on"),
    DisposalRow: ("data_number", "disposal", "on", "certificate_number"),
    CertificateRow: ("number", "received_on"),
    InspectionRow: ("fiscal_year", "round", "planned_on", "carried_out_on"),
    FindingRow: ("id", "fiscal_year", "round", "number", "put_right_on"),
}
DUE = (
    *("id", "branch", "kind", "basis", "fiscal_year", "due_on", "closed_on", "known_from"),
    *("known_until", "on_site_on", "waived_on", "missed_on"),
)


def refresh(session: Session, contract_ids: Sequence[int]) -> None:
    """Puts what these contracts have on the lists anew, from their facts and their due items."""
    for some in in_batches(contract_ids):
        lines: list[Line] = []
        by_contract = defaultdict[int, list[Engaged]](list)
        for engaged in _on_file(session, some):
            by_contract[engaged.contract_id].append(engaged)
        for each in by_contract.values():
            lines += data_lines(each)
            for engaged in each:
                lines += finding_lines(engaged)
                lines += visit_lines(engaged)
        listings.replace(session, some, lines)


def _on_file(session: Session, contract_ids: Sequence[int]) -> Sequence[Engaged]:
    found = {each.engagement_id: each for each in _engagements(session, contract_ids)}
    owner = {(each.contract_id, each.branch): each for each in found.values()}
    for table, names in FACTS.items():
        columns = [getattr(table, name) for name in names]
        query = select(table.engagement_id, *columns).join(
            EngagementRow, EngagementRow.id == table.engagement_id
        )
        query = query.where(table.is_current, EngagementRow.contract_id.in_(contract_ids))
        for row in session.execute(query):
            if row.engagement_id in found:
                found[row.engagement_id].rows[table].append(row)
    due = DueItemRow
    columns = [getattr(due, name) for name in DUE]
    items = select(due.contract_id, *columns).where(
        due.contract_id.in_(contract_ids), due.kind.in_([kind.value for kind in ASKED])
    )
    for item in session.execute(items):
        if (item.contract_id, item.branch) in owner:
            owner[item.contract_id, item.branch].due[Kind(item.kind)].append(item)
    return list(found.values())


def _engagements(session: Session, contract_ids: Sequence[int]) -> list[Engaged]:
    row, terms = EngagementRow, ContractTermsRow
    query = select(
        row.id,
        row.contract_id,
        ContractRow.number,
        row.branch,
        terms.department,
        party.starts_on(),
        party.ends_on(),
        terms.came_to_nothing_on,
    ).select_from(row)
    query = party.beside_engagement(query.join(ContractRow, ContractRow.id == row.contract_id))
    found = session.execute(query.where(row.contract_id.in_(contract_ids))).tuples()
    return [Engaged(*each) for each in found]
