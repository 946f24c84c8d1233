"""実施通知: notices of visits as they were issued; what one says is never worked out anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Identified
from app.records.document_numbers import DocumentNumberRow


class VisitNoticeRow(Identified, Base):
    """One 立入調査実施通知書; `facts` is all that stands on it, as JSON.

    `visit_sequence`: which change of the visit it tells.
    """

    __tablename__ = "visit_notices"
    __table_args__ = (Index(None, "visit_id"),)

    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    number_id: Mapped[int] = mapped_column(ForeignKey("document_numbers.id"), unique=True)
    visit_sequence: Mapped[int]
    facts: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class IssuedNotice:
    """A notice with its number and the day that stands on it."""

    id: int
    visit_id: int
    number: str
    issued_on: date
    issued_by: str
    visit_sequence: int
    facts: str


def add(
    session: Session,
    visit_id: int,
    *,
    number_id: int,
    visit_sequence: int,
    facts: str,
    by: str,
    at: datetime,
) -> int:
    """Keeps what was issued; its id."""
    row = VisitNoticeRow(
        visit_id=visit_id,
        number_id=number_id,
        visit_sequence=visit_sequence,
        facts=facts,
        issued_at=at,
        issued_by=by,
    )
    session.add(row)
    session.flush()
    return row.id


def of_visit(session: Session, visit_id: int) -> list[IssuedNotice]:
    """The notices of a visit, the latest first."""
    row, number = VisitNoticeRow, DocumentNumberRow
    columns = (row.id, row.visit_id, number.number, number.given_on, row.issued_by)
    query = (
        select(*columns, row.visit_sequence, row.facts)
        .join(number, number.id == row.number_id)
        .where(row.visit_id == visit_id)
        .order_by(row.id.desc())
    )
    return [IssuedNotice(*found) for found in session.execute(query).tuples()]


def numbered(session: Session, number: str) -> IssuedNotice | None:
    """The notice of that document number."""
    row, given = VisitNoticeRow, DocumentNumberRow
    query = select(row.visit_id).join(given, given.id == row.number_id)
    visit_id = session.scalar(query.where(given.number == number))
    found = of_visit(session, visit_id) if visit_id is not None else []
    return next((one for one in found if one.number == number), None)
