"""一契約の所属長の決定: what managers decided about one contract's due items and violations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.decisions import ExcuseKind, ExcuseRow, SettlementRow


@dataclass(frozen=True, slots=True)
class Excused:
    """A waiver or a record of missing, and the due item that it is about."""

    branch: int
    kind: str
    basis: str
    occurrence: str
    decision: ExcuseKind
    on: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement, and the violation that it is about."""

    branch: int
    rule: str
    basis: str
    since: date
    on: date
    reason: str
    by: str


def excuses_of(session: Session, contract_id: int, on: date) -> list[Excused]:
    """The decisions on due items up to a day, the earliest first."""
    row = ExcuseRow
    query = select(
        row.branch,
        row.kind,
        row.basis,
        row.occurrence,
        row.decision,
        row.on,
        row.reason,
        row.written_by,
    ).where(row.contract_id == contract_id, row.on <= on)
    found = session.execute(query.order_by(row.id)).tuples()
    return [
        Excused(branch, kind, basis, occurrence, ExcuseKind(decision), day, reason, by)
        for branch, kind, basis, occurrence, decision, day, reason, by in found
    ]


def settlements_of(session: Session, contract_id: int, on: date) -> list[Settled]:
    """The settlements of violations up to a day, the earliest first."""
    row = SettlementRow
    columns = (row.branch, row.rule, row.basis, row.since, row.on, row.reason, row.written_by)
    query = select(*columns).where(row.contract_id == contract_id, row.on <= on).order_by(row.id)
    return [Settled(*each) for each in session.execute(query)]
