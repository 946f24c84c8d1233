"""残っているデータ: whether a contractor still has data on a day, as SQL (rules.md 2)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import aliased

from app.records.certificates import CertificateRow
from app.records.contracts import EngagementRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.due_items import DueItemRow, exists_on, is_overdue
from audits.erasure import Disposal
from audits.kind import Kind


def is_out(on: date) -> ColumnElement[bool]:
    """Whether the contractor had the data and had not yet wholly disposed of it by the day.

    The same as audits.erasure.disposed_on: it takes every disposal on file, however late it is
    dated, and for each erasure its certificate.
    """
    item = DataItemRow
    disposed = exists().where(_of_item())
    unfinished = exists().where(_of_item(), or_(DisposalRow.on > on, _uncertified(on)))
    return and_(item.is_current, item.on <= on, or_(not_(disposed), unfinished))


def owed_for_data(on: date) -> ColumnElement[bool]:
    """Whether a due item known on the day asks for this data back, beside its EngagementRow.

    Its own, where it is no longer needed; else that of its engagement's end.
    """
    row = DueItemRow
    own = and_(row.kind == Kind.DATA_DISPOSAL.value, row.basis == DataItemRow.number)
    at_the_end = row.kind == Kind.ERASURE_CERTIFICATE.value
    return and_(
        row.contract_id == EngagementRow.contract_id,
        row.branch == EngagementRow.branch,
        row.kind.in_((Kind.DATA_DISPOSAL.value, Kind.ERASURE_CERTIFICATE.value)),  # for the index
        or_(own, at_the_end),
        exists_on(on),
    )


def is_owed_late(on: date) -> ColumnElement[bool]:
    """Whether such a due item is overdue; all that are so are found at once, they are few."""
    row, engagement, item = DueItemRow, aliased(EngagementRow), aliased(DataItemRow)
    late = and_(is_overdue(on), exists_on(on))
    of_engagement = and_(engagement.contract_id == row.contract_id, engagement.branch == row.branch)
    whole = select(engagement.id).join_from(row, engagement, of_engagement)
    whole = whole.where(row.kind == Kind.ERASURE_CERTIFICATE.value, late)
    of_item = and_(item.engagement_id == engagement.id, item.number == row.basis, item.is_current)
    single = select(item.id).join_from(row, engagement, of_engagement).join(item, of_item)
    single = single.where(row.kind == Kind.DATA_DISPOSAL.value, late)
    return or_(DataItemRow.engagement_id.in_(whole), DataItemRow.id.in_(single))


def _of_item() -> ColumnElement[bool]:
    row = DisposalRow
    return and_(
        row.is_current,
        row.engagement_id == DataItemRow.engagement_id,
        row.data_number == DataItemRow.number,
    )


def _uncertified(on: date) -> ColumnElement[bool]:
    """An erasure whose certificate had not come by the day."""
    row, disposal = CertificateRow, DisposalRow
    received = exists().where(
        row.is_current,
        row.engagement_id == disposal.engagement_id,
        row.number == disposal.certificate_number,
        row.received_on <= on,
    )
    return and_(disposal.disposal == Disposal.ERASED.value, not_(received))
