"""消去証明書: certificates of erasure, their confirmation, and the end of the backups."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from audits.erasure import Confirmation


class CertificateRow(Fact):
    """A certificate with what the officer did about it."""

    __tablename__ = "erasure_certificates"
    __table_args__ = (
        UniqueConstraint("engagement_id", "number", "revision"),
        one_current("erasure_certificates", "engagement_id", "number"),
        one_of("confirmation", Confirmation),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "number",
        "issued_on",
        "received_on",
        "responsible_position",
        "witnessed",
        "backup_expires_on",
        "backup_gone_on",
        "confirmed_on",
        "confirmation",
        "officer",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    number: Mapped[str] = mapped_column(Code)
    issued_on: Mapped[date]
    received_on: Mapped[date]
    responsible_position: Mapped[str | None]
    witnessed: Mapped[bool]
    backup_expires_on: Mapped[date | None]
    backup_gone_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmation: Mapped[str | None]
    officer: Mapped[str | None]
