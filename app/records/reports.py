"""報告: what contractors were asked to report, and what was received."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from audits.report import ReportKind


class RequestRow(Fact):
    """A report that was asked for."""

    __tablename__ = "report_requests"
    __table_args__ = (
        UniqueConstraint("engagement_id", "number", "revision"),
        one_current("report_requests", "engagement_id", "number"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "requested_on",
        "text",
        "due_on",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    number: Mapped[str] = mapped_column(Code)
    requested_on: Mapped[date]
    text: Mapped[str]
    due_on: Mapped[date]


class ReceiptRow(Fact):
    """A report that was received."""

    __tablename__ = "report_receipts"
    __table_args__ = (one_of("kind", ReportKind),)
    FACTS: ClassVar[tuple[str, ...]] = (
        "kind",
        "period",
        "request",
        "received_on",
        "summary",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"), index=True)
    kind: Mapped[str]
    period: Mapped[str | None]
    request: Mapped[str | None]
    received_on: Mapped[date]
    summary: Mapped[str | None]
