"""送られた様式: the keys of forms that were carried out, so that a double click acts once."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code

KEPT = timedelta(days=7)


class FormSentRow(Base):
    """One form, by the key that its page was given; it is carried out at most once."""

    __tablename__ = "forms_sent"

    key: Mapped[str] = mapped_column(Code, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


def key_of(form: str, *said: object) -> str:
    """The key of a form with what it says: whoever goes back and says something else is heard."""
    return sha256(repr((form, said)).encode("utf-8", "replace")).hexdigest()


def was_sent(session: Session, key: str) -> bool:
    """Whether a form with this key was carried out."""
    return session.scalar(select(FormSentRow.key).where(FormSentRow.key == key)) is not None


def sent_at(session: Session, key: str) -> datetime | None:
    """When the form with this key was carried out; None where it was not."""
    return session.scalar(select(FormSentRow.at).where(FormSentRow.key == key))


def note(session: Session, key: str, at: datetime) -> None:
    """Notes that the form was carried out; keys older than any page left open are forgotten."""
    session.execute(delete(FormSentRow).where(FormSentRow.at < at - KEPT))
    session.add(FormSentRow(key=key, at=at))
    session.flush()
