"""所管課: the departments, who put them on file, and until when they are in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.database import rows_of


class MadeBy(Enum):
    """Who put a department on file: a person who sets up the city, or a loaded workbook."""

    PERSON = "person"
    WORKBOOK = "workbook"


class DepartmentRow(Identified, Base):
    """One department. `last_on`: its last day; history keeps the name, new work does not."""

    __tablename__ = "departments"
    __table_args__ = (one_of("made_by", MadeBy),)

    name: Mapped[str] = mapped_column(Code, unique=True)
    made_by: Mapped[str]
    added_by: Mapped[str | None]
    added_at: Mapped[datetime | None]
    last_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Department:
    """A department as it is kept; nobody knows who added one before that was noted."""

    id: int
    name: str
    made_by: MadeBy
    added_by: str | None
    added_at: datetime | None
    last_on: date | None

    def is_in_use(self, on: date) -> bool:
        return self.last_on is None or on <= self.last_on


def department_ids(session: Session) -> dict[str, int]:
    """Every department's id by its name, whether it is in use or not."""
    return dict(rows_of(session, select(DepartmentRow.name, DepartmentRow.id)).tuples().all())


def names_in_use(session: Session, on: date) -> list[str]:
    """The departments that new work may be given to on a day, in order."""
    row = DepartmentRow
    in_use = or_(row.last_on.is_(None), row.last_on >= on)
    return list(session.scalars(select(row.name).where(in_use).order_by(row.name)))


def last_days(session: Session) -> Mapping[str, date]:
    """The last day of each department that has one, by its name."""
    row = DepartmentRow
    query = select(row.name, row.last_on).where(row.last_on.is_not(None))
    return {name: last for name, last in session.execute(query).tuples() if last is not None}


def one(session: Session, department_id: int) -> Department | None:
    """The department of that number."""
    row = session.get(DepartmentRow, department_id)
    return department_of(row) if row else None


def department_of(row: DepartmentRow) -> Department:
    return Department(
        row.id, row.name, MadeBy(row.made_by), row.added_by, row.added_at, row.last_on
    )


def are_set_up(session: Session) -> bool:
    """Whether a person has set up the city's departments; then a load may not add to them."""
    query = select(DepartmentRow.id).where(DepartmentRow.made_by == MadeBy.PERSON.value).limit(1)
    return session.scalar(query) is not None


def add(session: Session, names: Sequence[str], *, by: str, at: datetime) -> None:
    """Puts departments on file that a loaded workbook names."""
    _add(session, names, MadeBy.WORKBOOK, by, at)


def set_up(session: Session, names: Sequence[str], *, by: str, at: datetime) -> None:
    """Puts departments on file as a person does who sets up the city."""
    _add(session, names, MadeBy.PERSON, by, at)


def set_last_day(session: Session, department_id: int, last_on: date | None) -> None:
    """Until when the department is in use; None: for the time being."""
    row = DepartmentRow
    session.execute(update(row).where(row.id == department_id).values(last_on=last_on))


def _add(session: Session, names: Sequence[str], made_by: MadeBy, by: str, at: datetime) -> None:
    if names:
        said = {"made_by": made_by.value, "added_by": by, "added_at": at}
        session.execute(insert(DepartmentRow), [{"name": name, **said} for name in names])
