"""認証: certifications of contractors."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Code, Fact, one_current


class CertificationRow(Fact):
    """A certification; `contracts` limits it to those, none means all of its contractor."""

    __tablename__ = "certifications"
    __table_args__ = (
        UniqueConstraint(
            "contractor_id", "scheme", "registration_number", "valid_until", "revision"
        ),
        one_current(
            "certifications", "contractor_id", "scheme", "registration_number", "valid_until"
        ),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "contractor",
        "scheme",
        "registration_number",
        "valid_until",
        "contracts",
    )

    contractor_id: Mapped[int] = mapped_column(ForeignKey("contractors.id"))
    contractor: Mapped[str]
    scheme: Mapped[str] = mapped_column(Code)
    registration_number: Mapped[str] = mapped_column(Code)
    valid_until: Mapped[date]
    contracts: Mapped[list[str]]
