"""認証: certifications of contractors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Code, Fact, one_current
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from audits.words import folded


class CertificationRow(Fact):
    """A certification; `contracts` limits it to those, none means all of its contractor."""

    __tablename__ = "certifications"
    __table_args__ = (
        UniqueConstraint("first_id", "revision"),  # put right, it may take another one's key
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


def counts_for(session: Session, certification: Mapping[str, Any], contract_id: int) -> bool:
    """Whether one of the contract's parties holds it, and it is not limited to other contracts."""
    limited_to = certification["contracts"]
    terms, part, place = ContractTermsRow, SubcontractRow, EngagementRow
    of_terms = select(terms.contractor).where(terms.is_current, terms.contract_id == contract_id)
    of_parts = select(part.contractor).join(place, place.id == part.engagement_id)
    of_parts = of_parts.where(part.is_current, place.contract_id == contract_id)
    parties = {folded(name or "") for name in session.scalars(of_terms.union(of_parts))}
    number = session.scalar(select(ContractRow.number).where(ContractRow.id == contract_id))
    is_held = folded(certification["contractor"]) in parties
    return is_held and (not limited_to or number in limited_to)
