"""行為の行: the tables whose rows entries are bound to, and their rows as snapshots hold them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.base import Base
from app.records.certificates import CertificateRow
from app.records.contracts import ContractTermsRow, SubcontractRow
from app.records.council_matters import CouncilMatterRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.decisions import ClosingRow, ExcuseRow, SettlementRow
from app.records.handlers import HandlerReportRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.reports import ReceiptRow, RequestRow
from app.records.revisions import in_batches

TABLES: Mapping[str, type[Any]] = {
    table.__tablename__: table
    for table in (
        ContractTermsRow,
        SubcontractRow,
        CouncilMatterRow,
        HandlerReportRow,
        DataItemRow,
        DisposalRow,
        CertificateRow,
        InspectionRow,
        FindingRow,
        RequestRow,
        ReceiptRow,
        IncidentRow,
        NoteRow,
        ExcuseRow,
        SettlementRow,
        ClosingRow,
    )
}


def rows_by_id(session: Session, table: str, ids: Collection[int]) -> dict[int, Mapping[Any, Any]]:
    """The columns that say what the fact is, of these rows of a table; unknown ids are missing."""
    shape: type[Base] = TABLES[table]
    columns = [getattr(shape, name) for name in ("id", *TABLES[table].FACTS)]
    found: dict[int, Mapping[Any, Any]] = {}
    for some in in_batches(sorted(ids)):
        for row in session.execute(select(*columns).where(columns[0].in_(some))):
            found[row.id] = row._mapping
    return found
