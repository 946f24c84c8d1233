"""訪問の表: visits and the inspections made on them, and whether somebody may see one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    and_,
    exists,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.contracts import ContractTermsRow, EngagementRow
from app.records.inspections import InspectionRow
from app.records.scope import Scope, visible
from audits.inspection import Method


class VisitRow(Identified, Base):
    """One visit. `sequence` counts its changes; `uid` names it in people's calendars.

    What a visit was before a change is not kept here: notices keep what was told to the contractor.
    """

    __tablename__ = "visits"
    __table_args__ = (one_of("method", Method), Index(None, "held_on"))

    uid: Mapped[str] = mapped_column(Code, unique=True)
    contractor_id: Mapped[int] = mapped_column(ForeignKey("contractors.id"))
    contractor: Mapped[str]
    department: Mapped[str] = mapped_column(Code)
    held_on: Mapped[date]
    starts_at: Mapped[str] = mapped_column(Code)
    ends_at: Mapped[str] = mapped_column(Code)
    place: Mapped[str]
    officers: Mapped[str]
    attendants: Mapped[str]
    preparation: Mapped[str]
    method: Mapped[str] = mapped_column(Code)
    reason: Mapped[str]
    day_reason: Mapped[str]
    contact: Mapped[str]
    sequence: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    called_off_at: Mapped[datetime | None]
    called_off_by: Mapped[str | None]
    called_off_reason: Mapped[str | None]


class VisitInspectionRow(Base):
    """One inspection that is made on a visit."""

    __tablename__ = "visit_inspections"
    __table_args__ = (
        PrimaryKeyConstraint("visit_id", "engagement_id", "fiscal_year", "round"),
        Index(None, "engagement_id", "fiscal_year", "round"),
    )

    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"))
    fiscal_year: Mapped[int]
    round: Mapped[int]


def is_live() -> ColumnElement[bool]:
    """Not called off."""
    return VisitRow.called_off_at.is_(None)


def is_seen(scope: Scope) -> ColumnElement[bool]:
    """Whether one of the visit's inspections is of a contract within the scope."""
    row, engagement, terms = VisitInspectionRow, EngagementRow, ContractTermsRow
    return exists(
        select(1)
        .select_from(row)
        .join(engagement, engagement.id == row.engagement_id)
        .join(terms, and_(terms.contract_id == engagement.contract_id, terms.is_current))
        .where(row.visit_id == VisitRow.id, visible(scope))
        .correlate(VisitRow)
    )


def is_arranged() -> ColumnElement[bool]:
    """Beside an InspectionRow: whether it is on a visit that was not called off."""
    row, visit = VisitInspectionRow, VisitRow
    return exists(
        select(1)
        .select_from(row)
        .join(visit, visit.id == row.visit_id)
        .where(
            row.engagement_id == InspectionRow.engagement_id,
            row.fiscal_year == InspectionRow.fiscal_year,
            row.round == InspectionRow.round,
            visit.called_off_at.is_(None),
        )
        .correlate(InspectionRow)
    )
