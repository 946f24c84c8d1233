"""事故: incidents and the days of their reports."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current


class IncidentRow(Fact):
    """An incident (漏えい等, or the risk of it)."""

    __tablename__ = "incidents"
    __table_args__ = (
        UniqueConstraint("engagement_id", "number", "revision"),
        one_current("incidents", "engagement_id", "number"),
        CheckConstraint("person_count >= 0", name="person_count"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "happened_on",
        "known_on",
        "outline",
        "person_count",
        "reportable",
        "improper_purpose",
        "report_received_on",
        "preliminary_on",
        "final_on",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    number: Mapped[str] = mapped_column(Code)
    happened_on: Mapped[date | None]
    known_on: Mapped[date]
    outline: Mapped[str]
    person_count: Mapped[int | None]
    reportable: Mapped[bool]
    improper_purpose: Mapped[bool]
    report_received_on: Mapped[date | None]
    preliminary_on: Mapped[date | None]
    final_on: Mapped[date | None]
