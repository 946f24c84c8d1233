"""投影: replaces the due items and violations of contracts by what was computed anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.records.due_items import DueItemRow
from app.records.revisions import add_many, in_batches
from app.records.violations import ViolationRow
from audits.due import DueItem
from audits.violations import Violation


def clear(session: Session, contract_ids: Sequence[int]) -> None:
    """Takes away all due items and violations of these contracts."""
    for some in in_batches(contract_ids):
        session.execute(delete(DueItemRow).where(DueItemRow.contract_id.in_(some)))
        session.execute(delete(ViolationRow).where(ViolationRow.contract_id.in_(some)))


def fill(
    session: Session,
    due_items: Sequence[tuple[int, DueItem]],
    violations: Sequence[tuple[int, Violation]],
) -> None:
    """Adds what was computed: (contract's id, due item or violation)."""
    add_many(session, DueItemRow, [_due_values(key, item) for key, item in due_items])
    add_many(session, ViolationRow, [_violation_values(key, one) for key, one in violations])


def _due_values(contract_id: int, item: DueItem) -> Mapping[str, object]:
    return {
        "contract_id": contract_id,
        "contract": item.contract,
        "branch": item.branch,
        "kind": item.kind.value,
        "basis": item.basis,
        "fiscal_year": item.fiscal_year,
        "period": item.period,
        "occurrence": item.occurrence,
        "due_on": item.due_on,
        "closed_on": item.closed_on,
        "known_from": item.known_from,
        "known_until": item.known_until,
        "on_site_on": item.on_site_on,
    }


def _violation_values(contract_id: int, violation: Violation) -> Mapping[str, object]:
    return {
        "contract_id": contract_id,
        "contract": violation.contract,
        "branch": violation.branch,
        "rule": violation.rule.value,
        "basis": violation.basis,
        "since": violation.since,
        "detail": violation.detail,
    }
