"""取扱責任者・取扱者: reports of who handles the data."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Fact, one_of
from audits.handler import HandlerRole


class HandlerReportRow(Fact):
    """A report of the person in charge (責任者) or of handlers (取扱者)."""

    __tablename__ = "handler_reports"
    __table_args__ = (one_of("role", HandlerRole),)
    FACTS: ClassVar[tuple[str, ...]] = (
        "received_on",
        "role",
        "position",
        "headcount",
        "workplace",
        "remarks",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"), index=True)
    received_on: Mapped[date]
    role: Mapped[str]
    position: Mapped[str]
    headcount: Mapped[int | None]
    workplace: Mapped[str | None]
    remarks: Mapped[str | None]
