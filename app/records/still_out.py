"""残っているデータ: what asks a contractor for data that is still out, as SQL (rules.md 2).

Whether it is out on a day, app.records.standing_data says.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from app.records.contracts import EngagementRow
from app.records.data_items import DataItemRow
from app.records.due_items import DueItemRow, exists_on
from audits.kind import Kind


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
