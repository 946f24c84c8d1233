"""所属長の決定: waivers, records of missing, settlements and closings; rows are only ever added."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Base, Code, Identified, one_of


class ExcuseKind(Enum):
    """What a manager decided about a due item."""

    WAIVED = "waived"
    MISSED = "missed"


class ExcuseRow(Identified, Base):
    """A waiver (免除) or a record of missing (未実施) of one due item, kept apart from it."""

    __tablename__ = "excuses"
    __table_args__ = (
        Index(None, "contract_id", "branch", "kind", "basis", "occurrence"),
        one_of("decision", ExcuseKind),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "branch",
        "kind",
        "basis",
        "occurrence",
        "decision",
        "on",
        "reason",
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    branch: Mapped[int]
    kind: Mapped[str] = mapped_column(Code)
    basis: Mapped[str] = mapped_column(Code)
    occurrence: Mapped[str] = mapped_column(Code)
    decision: Mapped[str]
    on: Mapped[date]
    reason: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class SettlementRow(Identified, Base):
    """A manager's settlement (処理) of a violation, with the reason."""

    __tablename__ = "settlements"
    __table_args__ = (Index(None, "contract_id", "branch", "rule", "basis", "since"),)
    FACTS: ClassVar[tuple[str, ...]] = ("branch", "rule", "basis", "since", "on", "reason")

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    branch: Mapped[int]
    rule: Mapped[str] = mapped_column(Code)
    basis: Mapped[str] = mapped_column(Code)
    since: Mapped[date]
    on: Mapped[date]
    reason: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class ClosingKind(Enum):
    """完了 and 再開."""

    CLOSED = "closed"
    REOPENED = "reopened"


class ClosingRow(Identified, Base):
    """A contract closed (完了) or opened again (再開); the latest one counts."""

    __tablename__ = "closings"
    __table_args__ = (one_of("decision", ClosingKind),)
    FACTS: ClassVar[tuple[str, ...]] = ("decision", "on", "reason")

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    decision: Mapped[str]
    on: Mapped[date]
    reason: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]
