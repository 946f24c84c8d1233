"""決定の内容: who excused a due item or settled a violation, when and why, for a page of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.database import rows_of
from app.records.decisions import ExcuseKind, ExcuseRow, SettlementRow

Key = tuple[int, int, str, str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as a list shows it."""

    on: date
    by: str
    reason: str


def excuses(
    session: Session, contract_ids: Iterable[int], decision: ExcuseKind, on: date
) -> Mapping[Key, Decided]:
    """(contract's id, branch, kind, basis, occurrence) → the first such decision by the day."""
    row = ExcuseRow
    query = (
        select(row.contract_id, row.branch, row.kind, row.basis, row.occurrence)
        .add_columns(row.on, row.written_by, row.reason)
        .where(
            row.contract_id.in_(sorted(set(contract_ids))),
            row.decision == decision.value,
            row.on <= on,
        )
        .order_by(row.on.desc(), row.id.desc())
    )
    return {tuple(found[:5]): Decided(*found[5:]) for found in rows_of(session, query)}


def settlements(
    session: Session, contract_ids: Iterable[int], on: date
) -> Mapping[tuple[int, int, str, str, date], Decided]:
    """(contract's id, branch, rule, basis, since) → the first settlement by the day."""
    row = SettlementRow
    query = (
        select(row.contract_id, row.branch, row.rule, row.basis, row.since)
        .add_columns(row.on, row.written_by, row.reason)
        .where(row.contract_id.in_(sorted(set(contract_ids))), row.on <= on)
        .order_by(row.on.desc(), row.id.desc())
    )
    return {tuple(found[:5]): Decided(*found[5:]) for found in rows_of(session, query)}
