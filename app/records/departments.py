"""所管課: the departments."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from sqlalchemy import insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of


class MadeBy(Enum):
    """Who put a department on file: a person who sets up the city, or a loaded workbook."""

    PERSON = "person"
    WORKBOOK = "workbook"


class DepartmentRow(Identified, Base):
    """One department."""

    __tablename__ = "departments"
    __table_args__ = (one_of("made_by", MadeBy),)

    name: Mapped[str] = mapped_column(Code, unique=True)
    made_by: Mapped[str]


def department_ids(session: Session) -> dict[str, int]:
    """Every department's id by its name."""
    return dict(session.execute(select(DepartmentRow.name, DepartmentRow.id)).tuples().all())


def are_set_up(session: Session) -> bool:
    """Whether a person has set up the city's departments; then a load may not add to them."""
    query = select(DepartmentRow.id).where(DepartmentRow.made_by == MadeBy.PERSON.value).limit(1)
    return session.scalar(query) is not None


def add(session: Session, names: Sequence[str]) -> None:
    """Puts departments on file that a loaded workbook names."""
    _add(session, names, MadeBy.WORKBOOK)


def set_up(session: Session, names: Sequence[str]) -> None:
    """Puts departments on file as a person does who sets up the city."""
    _add(session, names, MadeBy.PERSON)


def _add(session: Session, names: Sequence[str], made_by: MadeBy) -> None:
    if names:
        rows = [{"name": name, "made_by": made_by.value} for name in names]
        session.execute(insert(DepartmentRow), rows)
