"""保護対策と助言: what was promised to the council, and what advisors said."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from audits.safeguard import CarriedOutBy, Category, Frequency, SafeguardOrigin


class SafeguardRow(Fact):
    """A safeguard of an engagement, or of an external connection."""

    __tablename__ = "safeguards"
    __table_args__ = (
        UniqueConstraint("engagement_id", "number", "revision"),
        UniqueConstraint("connection_id", "number", "revision"),
        one_current("safeguards", "engagement_id", "number"),
        one_current("safeguards", "connection_id", "number"),
        CheckConstraint("(engagement_id IS NULL) <> (connection_id IS NULL)", name="subject"),
        one_of("carried_out_by", CarriedOutBy),
        one_of("category", Category),
        one_of("origin", SafeguardOrigin),
        one_of("frequency", Frequency),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "carried_out_by",
        "category",
        "text",
        "origin",
        "frequency",
        "dates",
    )

    engagement_id: Mapped[int | None] = mapped_column(ForeignKey("engagements.id"))
    connection_id: Mapped[int | None] = mapped_column(ForeignKey("external_connections.id"))
    number: Mapped[str] = mapped_column(Code)
    carried_out_by: Mapped[str]
    category: Mapped[str]
    text: Mapped[str]
    origin: Mapped[str]
    frequency: Mapped[str]
    dates: Mapped[list[str]]


class AdviceRow(Fact):
    """Advice on a contract or an external connection, with the answer to it."""

    __tablename__ = "advices"
    __table_args__ = (
        UniqueConstraint("contract_id", "number", "revision"),
        UniqueConstraint("connection_id", "number", "revision"),
        one_current("advices", "contract_id", "number"),
        one_current("advices", "connection_id", "number"),
        CheckConstraint("(contract_id IS NULL) <> (connection_id IS NULL)", name="subject"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "on",
        "text",
        "answer",
        "promised",
    )

    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"))
    connection_id: Mapped[int | None] = mapped_column(ForeignKey("external_connections.id"))
    number: Mapped[str] = mapped_column(Code)
    on: Mapped[date | None]
    text: Mapped[str]
    answer: Mapped[str | None]
    promised: Mapped[list[str]]
