"""セッション: who is signed in; the browser has a random token, this table only its SHA-256."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Select,
    bindparam,
    delete,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified
from app.records.database import rows_of
from app.records.people import Person, PersonRow, as_person, holdings_on


class SessionRow(Identified, Base):
    """One browser of one person; it ends when idle, at `ends_at`, or when somebody ends it."""

    __tablename__ = "sessions"
    __table_args__ = (CheckConstraint("idle_minutes > 0", name="idle_minutes"),)

    token_sha256: Mapped[str] = mapped_column(Code, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    idle_minutes: Mapped[int]
    ends_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that holds, with its person."""

    session_id: int
    person: Person
    last_seen_at: datetime


def signed_in(
    session: Session, token_sha256: str, *, at: datetime, day_of: Callable[[datetime], date]
) -> SignedIn | None:
    """The session of this token where it still holds at that moment, of an active person."""
    asked = {"token": token_sha256, "on": day_of(at)}
    found = rows_of(session, _of_token(), asked).all()
    if not found:
        return None
    session_id, last_seen_at, idle_minutes, ends_at = found[0][6:]
    if at >= min(ends_at, last_seen_at + timedelta(minutes=idle_minutes)):
        return None
    return SignedIn(session_id, as_person(found), last_seen_at)


@cache
def _of_token() -> Select[Any]:
    """Asked before every page: put together once."""
    row = SessionRow
    return (
        holdings_on(bindparam("on", type_=Date))
        .join(row, row.person_id == PersonRow.id)
        .add_columns(row.id, row.last_seen_at, row.idle_minutes, row.ends_at)
        .where(row.token_sha256 == bindparam("token"))
    )


def start(
    session: Session,
    token_sha256: str,
    person_id: int,
    *,
    idle: timedelta,
    absolute: timedelta,
    at: datetime,
) -> None:
    """Opens a session, and forgets those of anybody that have ended by themselves."""
    session.execute(delete(SessionRow).where(SessionRow.ends_at <= at))
    session.add(
        SessionRow(
            token_sha256=token_sha256,
            person_id=person_id,
            created_at=at,
            last_seen_at=at,
            idle_minutes=int(idle.total_seconds() // 60),
            ends_at=at + absolute,
        )
    )


def touch(session: Session, session_id: int, at: datetime) -> None:
    """The session was used at that moment."""
    row = SessionRow
    used = update(row).where(row.id == session_id, row.last_seen_at < at)
    session.execute(used.values(last_seen_at=at))


def end(session: Session, token_sha256: str) -> None:
    """Ends one session."""
    session.execute(delete(SessionRow).where(SessionRow.token_sha256 == token_sha256))


def end_all_of(session: Session, person_id: int) -> None:
    """Ends every session of a person."""
    session.execute(delete(SessionRow).where(SessionRow.person_id == person_id))
