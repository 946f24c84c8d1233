"""契約の所管課: which department each contract is of as it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.contracts import ContractTermsRow
from app.records.revisions import in_batches


def departments_of(session: Session, contract_ids: Sequence[int]) -> Mapping[int, str]:
    """Contract's id → the name of its 所管課."""
    found: dict[int, str] = {}
    row = ContractTermsRow
    for some in in_batches(contract_ids):
        query = select(row.contract_id, row.department)
        query = query.where(row.is_current, row.contract_id.in_(some))
        found |= dict(session.execute(query).tuples().all())
    return found
