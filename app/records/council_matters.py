"""付議: matters brought before the council."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from audits.council import CouncilResult, Matter


class CouncilMatterRow(Fact):
    """A matter (諮問 or 報告)."""

    __tablename__ = "council_matters"
    __table_args__ = (
        UniqueConstraint("number", "revision"),
        one_current("council_matters", "number"),
        one_of("matter", Matter),
        one_of("result", CouncilResult),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "held_on",
        "session",
        "document_number",
        "matter",
        "legal_basis",
        "title",
        "result",
        "contracts",
        "connections",
        "previous",
        "changes",
    )

    number: Mapped[str] = mapped_column(Code)
    held_on: Mapped[date]
    session: Mapped[str | None]
    document_number: Mapped[str | None]
    matter: Mapped[str]
    legal_basis: Mapped[str | None]
    title: Mapped[str]
    result: Mapped[str | None]
    contracts: Mapped[list[str]]
    connections: Mapped[list[str]]
    previous: Mapped[list[str]]
    changes: Mapped[str | None]
