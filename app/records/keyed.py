"""番号で指された事実: the fact of an engagement or contract that its number names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.base import Fact
from app.records.contracts import ContractTermsRow


def row_id(
    session: Session,
    table: type[Fact],
    contract_id: int,
    engagement_id: int,
    key: Mapping[str, Any],
) -> int | None:
    """The id of the revision in force whose columns are those of `key`; None where there is none.

    Without a key it is the one fact of its kind: the terms of the contract, the subcontract.
    """
    row: Any = table
    query = select(row.id).where(row.is_current)
    if table is ContractTermsRow:
        query = query.where(row.contract_id == contract_id)
    else:
        query = query.where(row.engagement_id == engagement_id)
    for column, value in key.items():
        query = query.where(getattr(row, column) == value)
    found = session.scalars(query.limit(2)).all()
    return found[0] if len(found) == 1 else None
