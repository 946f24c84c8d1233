"""立入調査と指摘: inspections and their findings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from audits.inspection import Judgement, Method


class InspectionRow(Fact):
    """One round of the inspections of a fiscal year."""

    __tablename__ = "inspections"
    __table_args__ = (
        UniqueConstraint("engagement_id", "fiscal_year", "round", "revision"),
        one_current("inspections", "engagement_id", "fiscal_year", "round"),
        one_of("method", Method),
        one_of("judgement", Judgement),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "fiscal_year",
        "round",
        "planned_on",
        "carried_out_on",
        "method",
        "reason",
        "officers",
        "judgement",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    round: Mapped[int]
    planned_on: Mapped[date | None]
    carried_out_on: Mapped[date | None]
    method: Mapped[str]
    reason: Mapped[str | None]
    officers: Mapped[str | None]
    judgement: Mapped[str | None]


class FindingRow(Fact):
    """A finding of one inspection.

    `item_key`: ComposedItem.lasting_key of the item of the sheet that it was made of, where it was
    made of one; no book and no form asks for it.
    """

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("engagement_id", "fiscal_year", "round", "number", "revision"),
        one_current("findings", "engagement_id", "fiscal_year", "round", "number"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "fiscal_year",
        "round",
        "number",
        "text",
        "cause",
        "set_due_on",
        "answered_on",
        "put_right_on",
        "item_key",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    round: Mapped[int]
    number: Mapped[str] = mapped_column(Code)
    text: Mapped[str]
    cause: Mapped[str | None]
    set_due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    put_right_on: Mapped[date | None]
    item_key: Mapped[str | None]
