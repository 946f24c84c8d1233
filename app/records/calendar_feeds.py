"""カレンダーの配信: whose calendar program may fetch what; of the address only its SHA-256."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified


class CalendarFeedRow(Base):
    """The feed of one person; another secret takes the place of the one before."""

    __tablename__ = "calendar_feeds"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    token_sha256: Mapped[str] = mapped_column(Code, unique=True)
    whose: Mapped[str] = mapped_column(Code)
    made_at: Mapped[datetime]


class CalendarFetchRow(Identified, Base):
    """One fetch of a feed, good or not, so that nobody fetches without end."""

    __tablename__ = "calendar_fetches"
    __table_args__ = (Index(None, "address", "at"), Index(None, "person_id", "at"))

    at: Mapped[datetime]
    address: Mapped[str] = mapped_column(Code)
    person_id: Mapped[int | None]


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose feed it is, and which part of the calendar it shows."""

    person_id: int
    whose: str
    made_at: datetime


def of_person(session: Session, person_id: int) -> Feed | None:
    """The person's feed, where it is on."""
    row = session.get(CalendarFeedRow, person_id)
    return Feed(row.person_id, row.whose, row.made_at) if row else None


def of_token(session: Session, token_sha256: str) -> Feed | None:
    """The feed at a secret address."""
    row = session.scalar(
        select(CalendarFeedRow).where(CalendarFeedRow.token_sha256 == token_sha256)
    )
    return Feed(row.person_id, row.whose, row.made_at) if row else None


def keep(session: Session, person_id: int, token_sha256: str, whose: str, *, at: datetime) -> None:
    """The person's feed from now on, in place of an earlier one."""
    session.merge(
        CalendarFeedRow(person_id=person_id, token_sha256=token_sha256, whose=whose, made_at=at)
    )


def end(session: Session, person_id: int) -> None:
    """The person's feed is no more."""
    session.execute(delete(CalendarFeedRow).where(CalendarFeedRow.person_id == person_id))


def fetched(session: Session, address: str, person_id: int | None, since: datetime) -> int:
    """How often a feed was fetched since then: of a person, or in vain from an address."""
    row = CalendarFetchRow
    query = select(func.count(row.id)).where(row.at > since)
    if person_id is None:
        query = query.where(row.address == address, row.person_id.is_(None))
    else:
        query = query.where(row.person_id == person_id)
    return session.scalar(query) or 0


def note_fetch(
    session: Session, address: str, person_id: int | None, *, at: datetime, forget: datetime
) -> None:
    """Counts one fetch, and forgets those before."""
    session.execute(delete(CalendarFetchRow).where(CalendarFetchRow.at < forget))
    session.add(CalendarFetchRow(at=at, address=address, person_id=person_id))
