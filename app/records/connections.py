"""外部結合: connections of a system to the outside."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Base, Code, Fact, Identified, one_current


class ExternalConnectionRow(Identified, Base):
    """An external connection; what it is stands in its revisions."""

    __tablename__ = "external_connections"

    number: Mapped[str] = mapped_column(Code, unique=True)


class ConnectionRow(Fact):
    """What is on file of an external connection, as of one revision."""

    __tablename__ = "connections"
    __table_args__ = (
        UniqueConstraint("connection_id", "revision"),
        one_current("connections", "connection_id"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "contract_number",
        "department",
        "title",
        "counterpart",
        "items",
        "reason",
        "form",
        "starts_on",
        "ends_on",
    )

    connection_id: Mapped[int] = mapped_column(ForeignKey("external_connections.id"))
    contract_number: Mapped[str | None]
    department: Mapped[str]
    title: Mapped[str]
    counterpart: Mapped[str]
    items: Mapped[str | None]
    reason: Mapped[str | None]
    form: Mapped[str | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
