"""保存と廃棄の手順: what people decided before a contract is disposed of; rows are only added."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from audits.retention import LastStep, RetentionStep


class RetentionStepRow(Identified, Base):
    """One step, and the record and the years for which it was taken; the latest one counts.

    `person_id`: two different people confirm, whatever their roles are.
    """

    __tablename__ = "retention_steps"
    __table_args__ = (
        Index(None, "contract_id"),
        one_of("step", RetentionStep),
        CheckConstraint("(step = 'extended') = (until_on IS NOT NULL)", name="until"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    step: Mapped[str] = mapped_column(Code)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str]
    until_on: Mapped[date | None]
    entries: Mapped[int]
    last_hash: Mapped[str] = mapped_column(Code)
    years: Mapped[int]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


def add(
    session: Session,
    contract_id: int,
    said: LastStep,
    reason: str,
    *,
    person_id: int,
    by: str,
    at: datetime,
) -> None:
    """Notes a step of somebody."""
    session.add(
        RetentionStepRow(
            contract_id=contract_id,
            step=said.step.value,
            person_id=person_id,
            reason=reason,
            until_on=said.until_on,
            entries=said.entries,
            last_hash=said.last_hash,
            years=said.years,
            written_at=at,
            written_by=by,
        )
    )
