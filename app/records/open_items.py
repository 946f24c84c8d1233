"""まだ果たされていないもの: the open due items of contracts, to be held against another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.due_items import DueItemRow, exists_on, state_of
from audits.due import OPEN_STATES

# contract's id, branch, kind, basis, fiscal year, period: what tells one item from another.
Key = tuple[int, int, str, str | None, int | None, str | None]


def open_items(session: Session, contract_ids: Sequence[int], on: date) -> Mapping[Key, date]:
    """What is open on the day of at most some hundred contracts, each with its due date."""
    row = DueItemRow
    query = select(
        *(row.contract_id, row.branch, row.kind, row.basis, row.fiscal_year, row.period),
        row.due_on,
    ).where(
        row.contract_id.in_(contract_ids),
        exists_on(on),
        state_of(on).in_([state.value for state in OPEN_STATES]),
    )
    found = session.execute(query).tuples()
    return {
        (contract_id, branch, kind, basis, year, period): due_on
        for contract_id, branch, kind, basis, year, period, due_on in found
    }
