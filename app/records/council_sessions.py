"""審議会の開催: sessions of the council, of their own or as its matters name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Code, Fact, one_current
from app.records.council_matters import CouncilMatterRow
from app.records.matter_scope import matters_within
from app.records.scope import Scope
from audits.council import Matter


class CouncilSessionRow(Fact):
    """One session: its day, what it is called (第n回), and where it is held."""

    __tablename__ = "council_sessions"
    __table_args__ = (one_current("council_sessions", "held_on", "name"),)
    FACTS: ClassVar[tuple[str, ...]] = ("held_on", "name", "place", "remarks")

    held_on: Mapped[date]
    name: Mapped[str] = mapped_column(Code)
    place: Mapped[str | None]
    remarks: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class CouncilSession:
    """A session and how many matters are laid before it; `id` None: only its matters name it."""

    held_on: date
    name: str
    id: int | None = None
    place: str = ""
    remarks: str = ""
    consultations: int = 0
    reports: int = 0

    @property
    def matters(self) -> int:
        return self.consultations + self.reports


def sessions(session: Session, scope: Scope) -> list[CouncilSession]:
    """All sessions, the newest first; of their matters those within the scope are counted."""
    row, matter = CouncilSessionRow, CouncilMatterRow
    name = func.coalesce(matter.session, "")
    asked = func.sum(case((matter.matter == Matter.CONSULTATION.value, 1), else_=0))
    query = (
        select(matter.held_on, name, asked, func.count())
        .where(matter.is_current, matters_within(scope))
        .group_by(matter.held_on, name)
    )
    counts = {(on, said): (int(n), of) for on, said, n, of in session.execute(query).tuples()}
    columns = (row.held_on, row.name, row.id, row.place, row.remarks)
    found = {}
    for on, said, key, place, remarks in session.execute(select(*columns).where(row.is_current)):
        asked_of, of = counts.pop((on, said), (0, 0))
        found[on, said] = CouncilSession(
            on, said, key, place or "", remarks or "", asked_of, of - asked_of
        )
    for (on, said), (asked_of, of) in counts.items():
        found[on, said] = CouncilSession(on, said, consultations=asked_of, reports=of - asked_of)
    return [found[key] for key in sorted(found, reverse=True)]


def session_on(session: Session, held_on: date, name: str) -> int | None:
    """The session of this day and name, if it has a row of its own."""
    row = CouncilSessionRow
    query = select(row.id).where(row.is_current, row.held_on == held_on, row.name == name)
    return session.scalar(query)


def matters_of(session: Session, held_on: date, name: str) -> list[int]:
    """The matters laid before the session, as rows in force."""
    row = CouncilMatterRow
    query = select(row.id).where(
        row.is_current, row.held_on == held_on, func.coalesce(row.session, "") == name
    )
    return list(session.scalars(query.order_by(row.number)))


def place_of(session: Session, held_on: date, name: str | None) -> str:
    """Where the session is held; blank where nobody has said."""
    row = CouncilSessionRow
    query = select(row.place).where(
        row.is_current, row.held_on == held_on, row.name == (name or "")
    )
    return session.scalar(query) or ""
