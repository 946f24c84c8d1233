"""照合した証明書: certificates that somebody has begun to compare and nobody has confirmed yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from app.records import comparisons, party
from app.records.certificates import CertificateRow
from app.records.comparisons import Comparison, ComparisonRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.due_items import DueItemRow
from app.records.filed import Values
from app.records.scope import Scope, visible
from audits.kind import Kind

Named = tuple[int, str]  # engagement's id, certificate's number


@dataclass(frozen=True, slots=True)
class ComparedCertificate:
    """A certificate with a comparison on file; `due_on` None where no due date is kept of it."""

    engagement_id: int
    contract_id: int
    contract: str
    branch: int
    number: str
    title: str
    department: str
    contractor: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What certificates are held against, by engagement: data, disposals and comparisons."""

    items: Mapping[int, Sequence[Values]]
    disposals: Mapping[int, Sequence[Values]]
    kept: Mapping[int, Mapping[tuple[str, str], Comparison]]


def compared_certificates(
    session: Session, on: date, scope: Scope, limit: int
) -> list[ComparedCertificate]:
    """Those received by the day and not confirmed, the earliest due date first."""
    row, due, compared = CertificateRow, DueItemRow, ComparisonRow
    owed = and_(
        due.contract_id == EngagementRow.contract_id,
        due.branch == EngagementRow.branch,
        due.kind == Kind.ERASURE_CONFIRMATION.value,
        due.basis == row.number,
    )
    query = select(
        row.engagement_id,
        ContractRow.id.label("contract_id"),
        ContractRow.number.label("contract"),
        EngagementRow.branch,
        row.number,
        ContractTermsRow.title,
        ContractTermsRow.department,
        party.contractor().label("contractor"),
        due.due_on,
    ).select_from(row)
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    query = party.beside_engagement(query).outerjoin(due, owed)
    is_compared = exists().where(
        compared.engagement_id == row.engagement_id,
        compared.certificate_number == row.number,
        compared.is_current,
    )
    waiting = (row.is_current, row.received_on <= on, row.confirmed_on.is_(None), is_compared)
    query = query.where(visible(scope), *waiting).order_by(
        due.due_on.asc().nulls_last(), ContractRow.number, EngagementRow.branch, row.number
    )
    found = session.execute(query.limit(limit))
    return [ComparedCertificate(**dict(each._mapping)) for each in found]


def beside(session: Session, engagement_ids: Collection[int]) -> Beside:
    """Everything that these engagements' certificates are held against."""
    ids = sorted(engagement_ids)
    return Beside(
        _by_engagement(session, DataItemRow, ids),
        _by_engagement(session, DisposalRow, ids),
        comparisons.of_engagements(session, ids),
    )


def _by_engagement(session: Session, table: Any, ids: Sequence[int]) -> Mapping[int, list[Values]]:
    columns = [getattr(table, name) for name in ("engagement_id", *table.FACTS)]
    query = select(*columns).where(table.is_current, table.engagement_id.in_(ids))
    found: dict[int, list[Values]] = defaultdict(list)
    for row in session.execute(query.order_by(table.id)):
        found[row.engagement_id].append(row._mapping)
    return found
