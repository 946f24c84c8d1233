"""行為の行: the tables whose rows entries are bound to, and their rows as snapshots hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Result, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.records.amendments import AmendmentRow
from app.records.attachments import AttachmentRow, WithdrawalRow
from app.records.base import Base, Fact
from app.records.certificates import CertificateRow
from app.records.comparisons import ComparisonRow
from app.records.consent_requests import (
    ConsentCheckRow,
    ConsentDecisionRow,
    ConsentRequestRow,
)
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from app.records.council_matters import CouncilMatterRow
from app.records.council_opinions import OpinionRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.database import rows_of
from app.records.decisions import ClosingRow, ExcuseRow, SettlementRow
from app.records.exceptions import ExceptionRow
from app.records.finding_steps import FindingStepRow, ImprovementOrderRow
from app.records.handler_terms import HandlerTermRow
from app.records.handlers import HandlerReportRow
from app.records.incident_accounts import IncidentAccountRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.paper_places import PaperPlaceRow
from app.records.reports import ReceiptRow, RequestRow
from app.records.revisions import in_batches
from app.records.visit_reports import ApprovedReportRow

TABLES: Mapping[str, type[Any]] = {
    table.__tablename__: table
    for table in (
        ContractTermsRow,
        SubcontractRow,
        CouncilMatterRow,
        OpinionRow,
        HandlerReportRow,
        DataItemRow,
        DisposalRow,
        CertificateRow,
        ComparisonRow,
        InspectionRow,
        FindingRow,
        RequestRow,
        ReceiptRow,
        IncidentRow,
        IncidentAccountRow,
        NoteRow,
        ExcuseRow,
        SettlementRow,
        ClosingRow,
        ApprovedReportRow,
        ImprovementOrderRow,
        FindingStepRow,
        ConsentRequestRow,
        ConsentCheckRow,
        ConsentDecisionRow,
        ExceptionRow,
        HandlerTermRow,
        AttachmentRow,
        WithdrawalRow,
        PaperPlaceRow,
        AmendmentRow,
    )
}


# Where a row belongs, beside its own columns.
OF_CONTRACT, OF_BRANCH = "of_contract", "of_branch"
FIRST_ID = "of_first_id"


def rows_by_id(session: Session, table: str, ids: Collection[int]) -> dict[int, Mapping[Any, Any]]:
    """The columns that say what the fact is, of these rows of a table; unknown ids are missing.

    Also OF_CONTRACT and OF_BRANCH, where the row belongs to a contract or an engagement.
    """
    shape: type[Base] = TABLES[table]
    columns = [getattr(shape, name) for name in ("id", *TABLES[table].FACTS)]
    query = _placed(shape, select(*columns)).where(columns[0].in_(_ids()))
    found: dict[int, Mapping[Any, Any]] = {}
    for some in in_batches(sorted(ids)):
        for row in _plain(rows_of(session, query, {"ids": some})):
            found[row["id"]] = row
    return found


def in_force(
    session: Session, table: type[Fact], contract_ids: Sequence[int]
) -> Iterator[Mapping[Any, Any]]:
    """The newest revisions of a table on these contracts, with FIRST_ID, OF_CONTRACT, OF_BRANCH."""
    shape: Any = table
    first_id = func.coalesce(shape.first_id, shape.id).label(FIRST_ID)
    query = _placed(shape, select(first_id, *(getattr(shape, name) for name in shape.FACTS)))
    query = query.where(shape.is_current, ContractRow.id.in_(_ids()))
    yield from _plain(rows_of(session, query.order_by(shape.id), {"ids": contract_ids}))


def revised(
    session: Session, table: type[Fact], contract_ids: Sequence[int]
) -> Iterator[Mapping[Any, Any]]:
    """As `in_force`, with their ids, of the facts that have more revisions than one."""
    shape: Any = table
    columns = (shape.id, shape.first_id.label(FIRST_ID))
    query = _placed(shape, select(*columns, *(getattr(shape, name) for name in shape.FACTS)))
    newer = shape.is_current, shape.first_id.is_not(None), ContractRow.id.in_(_ids())
    query = query.where(*newer).order_by(shape.id)
    yield from _plain(rows_of(session, query, {"ids": contract_ids}))


def first_ids(session: Session, table: str, ids: Collection[int]) -> dict[int, int]:
    """The number of the first revision of each of these rows' facts."""
    shape = TABLES[table]
    if not issubclass(shape, Fact):
        return {}
    query = select(shape.id, func.coalesce(shape.first_id, shape.id)).where(shape.id.in_(_ids()))
    found: dict[int, int] = {}
    for some in in_batches(sorted(ids)):
        found |= dict(rows_of(session, query, {"ids": some}).tuples().all())
    return found


def _ids() -> BindParameter[Any]:
    """So many ids as one statement may name: it is put together once for all of its batches."""
    return bindparam("ids", expanding=True)


def _plain(found: Result[Any]) -> Iterator[Mapping[Any, Any]]:
    """Rows by their columns' names, as plain mappings: each column of each is looked at."""
    names = tuple(found.keys())
    for row in found:
        yield dict(zip(names, row, strict=True))


def _placed(shape: Any, query: Select[Any]) -> Select[Any]:
    number, branch = ContractRow.number.label(OF_CONTRACT), EngagementRow.branch.label(OF_BRANCH)
    if hasattr(shape, "engagement_id"):
        query = query.join(EngagementRow, EngagementRow.id == shape.engagement_id)
        query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
        return query.add_columns(number, branch)
    if hasattr(shape, "contract_id"):
        query = query.join(ContractRow, ContractRow.id == shape.contract_id)
        return query.add_columns(number)
    return query


def without_current(session: Session, table: str, ids: Collection[int]) -> set[int]:
    """Those of these rows whose fact has no revision in force: somebody has hidden it."""
    shape = TABLES[table]
    if not issubclass(shape, Fact):
        return set()
    replaced: dict[int, int] = {}
    query = select(shape.id, shape.first_id).where(
        shape.is_current.is_(False), shape.id.in_(_ids())
    )
    for some in in_batches(sorted(ids)):
        for key, first_id in rows_of(session, query, {"ids": some}).tuples():
            replaced[key] = first_id or key
    in_force: set[int | None] = set()
    for some in in_batches(sorted(set(replaced.values()))):
        current = select(shape.first_id).where(shape.is_current, shape.first_id.in_(some))
        in_force.update(session.scalars(current))
    return {key for key, first_id in replaced.items() if first_id not in in_force}
