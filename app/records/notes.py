"""人が書く記録: telephone checks, meetings and other things that only a person knows."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Fact, one_of
from audits.safeguard import NoteKind


class NoteRow(Fact):
    """What an officer wrote into the record."""

    __tablename__ = "notes"
    __table_args__ = (one_of("kind", NoteKind),)
    FACTS: ClassVar[tuple[str, ...]] = (
        "on",
        "kind",
        "text",
        "other_party",
        "officer",
        "safeguard",
        "occurrence",
        "place",
    )

    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagements.id"), index=True)
    on: Mapped[date]
    kind: Mapped[str]
    text: Mapped[str]
    other_party: Mapped[str | None]
    officer: Mapped[str | None]
    safeguard: Mapped[str | None]
    occurrence: Mapped[str | None]
    place: Mapped[str | None]
