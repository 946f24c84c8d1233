"""決定された申請: the decisions of contracts' requests for consent, as the 検証 looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records.consent_requests import ConsentCheckRow, ConsentDecisionRow
from app.records.contracts import ContractRow
from audits.consent import ConsentDecision


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A decision; `last_check`: the number of the last row of a point of its request, 0: none."""

    contract: str
    row: int
    decision: ConsentDecision
    last_check: int


def decided_rows(session: Session, contract_ids: Sequence[int]) -> list[DecidedRow]:
    """Of these contracts, in the order in which they were decided."""
    row, check = ConsentDecisionRow, ConsentCheckRow
    last = (
        select(func.coalesce(func.max(check.id), 0))
        .where(check.contract_id == row.contract_id, check.number == row.number)
        .correlate(row)
        .scalar_subquery()
    )
    query = (
        select(ContractRow.number, row.id, row.decision, last)
        .join(ContractRow, ContractRow.id == row.contract_id)
        .where(row.contract_id.in_(contract_ids))
        .order_by(row.id)
    )
    return [
        DecidedRow(contract, key, ConsentDecision(decision), last_check)
        for contract, key, decision, last_check in session.execute(query).tuples()
    ]
