"""サインインの試み: how often somebody tried, so that guessing becomes slow (docs/sign-in.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, delete, func, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified


class SignInAttemptRow(Identified, Base):
    """One try; of the login only its SHA-256: people type passwords into the wrong box."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_address_at", "address", "at"),
        Index("ix_sign_in_attempts_login_sha256_address", "login_sha256", "address"),
    )

    at: Mapped[datetime]
    login_sha256: Mapped[str] = mapped_column(Code)
    address: Mapped[str] = mapped_column(Code)
    succeeded: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Failures:
    """How many tries failed, and when the last one was."""

    count: int
    last_at: datetime | None


def lock(session: Session) -> None:
    """One try is counted after the other; SQLite has locked everything already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE sign_in_attempts IN SHARE ROW EXCLUSIVE MODE"))


def failures_of(session: Session, login_sha256: str, address: str, since: datetime) -> Failures:
    """The tries with this login from this address that failed after the last that succeeded."""
    row = SignInAttemptRow
    own = (row.login_sha256 == login_sha256, row.address == address)
    good = session.scalar(select(func.max(row.id)).where(*own, row.succeeded))
    found = select(func.count(), func.max(row.at)).where(*own, row.at > since, row.id > (good or 0))
    return Failures(*session.execute(found).one())


def failures_from(session: Session, address: str, since: datetime) -> Failures:
    """The tries from this address that failed, whoever they named."""
    row = SignInAttemptRow
    failed = (row.address == address, row.at > since, row.succeeded.is_(False))
    return Failures(*session.execute(select(func.count(), func.max(row.at)).where(*failed)).one())


def has_succeeded(session: Session, login_sha256: str, address: str) -> bool:
    """Whether this login has lately signed in from this address."""
    row = SignInAttemptRow
    good = (row.login_sha256 == login_sha256, row.address == address, row.succeeded)
    return session.scalar(select(row.id).where(*good).limit(1)) is not None


def count_one(session: Session, login_sha256: str, address: str, at: datetime) -> int:
    """Notes a try as failed, before it is known better. Gives its number."""
    row = SignInAttemptRow(at=at, login_sha256=login_sha256, address=address, succeeded=False)
    session.add(row)
    session.flush()
    return row.id


def succeed(session: Session, attempt_id: int) -> None:
    """The try was a good one."""
    row = SignInAttemptRow
    session.execute(update(row).where(row.id == attempt_id).values(succeeded=True))


def forget(session: Session, *, failed_before: datetime, succeeded_before: datetime) -> None:
    """Drops what no longer slows or excuses anybody."""
    row = SignInAttemptRow
    session.execute(delete(row).where(row.succeeded.is_(False), row.at < failed_before))
    session.execute(delete(row).where(row.succeeded, row.at < succeeded_before))
