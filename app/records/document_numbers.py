"""文書番号: the numbers given to papers that leave the city, and the sign of each department."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified
from app.records.departments import DepartmentRow


class DocumentSignRow(Base):
    """The sign (記号) that stands in a department's document numbers."""

    __tablename__ = "document_signs"

    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    sign: Mapped[str] = mapped_column(Code, unique=True)
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class DocumentNumberRow(Identified, Base):
    """One number that was given, for good; without `running` somebody typed it."""

    __tablename__ = "document_numbers"
    __table_args__ = (UniqueConstraint("department_id", "fiscal_year", "running"),)

    number: Mapped[str] = mapped_column(Code, unique=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    fiscal_year: Mapped[int]
    running: Mapped[int | None]
    paper: Mapped[str] = mapped_column(Code)
    given_on: Mapped[date]
    given_at: Mapped[datetime]
    given_by: Mapped[str]


def signs(session: Session) -> dict[str, str]:
    """The sign of each department that has one, by the department's name."""
    sign, department = DocumentSignRow, DepartmentRow
    query = select(department.name, sign.sign).join(sign, sign.department_id == department.id)
    return dict(session.execute(query).tuples().all())


def sign_of(session: Session, department_id: int) -> str:
    """The department's sign; blank where it has none."""
    row = DocumentSignRow
    query = select(row.sign).where(row.department_id == department_id)
    return session.scalar(query) or ""


def owner_of(session: Session, sign: str) -> int | None:
    """The department that has this sign."""
    row = DocumentSignRow
    return session.scalar(select(row.department_id).where(row.sign == sign))


def set_sign(session: Session, department_id: int, sign: str, *, by: str, at: datetime) -> None:
    """Gives the department a sign in place of another; blank: none any more."""
    row = session.get(DocumentSignRow, department_id)
    if not sign:
        if row is not None:
            session.delete(row)
        return
    values = DocumentSignRow(department_id=department_id, sign=sign, written_at=at, written_by=by)
    session.merge(values)


def last_running(session: Session, department_id: int, year: int) -> int:
    """The last running number given in a fiscal year; 0 where there is none."""
    row = DocumentNumberRow
    query = select(func.max(row.running))
    query = query.where(row.department_id == department_id, row.fiscal_year == year)
    return session.scalar(query) or 0


def is_given(session: Session, number: str) -> bool:
    """Whether a paper has this very number."""
    row = DocumentNumberRow
    return session.scalar(select(row.id).where(row.number == number)) is not None


def add(
    session: Session,
    number: str,
    *,
    department_id: int,
    year: int,
    running: int | None,
    paper: str,
    on: date,
    by: str,
    at: datetime,
) -> int:
    """Notes that the number is given. The caller has locked them."""
    row = DocumentNumberRow(
        number=number,
        department_id=department_id,
        fiscal_year=year,
        running=running,
        paper=paper,
        given_on=on,
        given_at=at,
        given_by=by,
    )
    session.add(row)
    session.flush()
    return row.id
