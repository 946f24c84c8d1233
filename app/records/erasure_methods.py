"""消去方法の表: what the city accepts for a class of media, and who has said so when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from audits.erasure_methods import Medium, Secrecy

Place = tuple[Medium, Secrecy]


class ErasureMethodsRow(Identified, Base):
    """The methods for one class of media and secrecy; rows are only ever added, the last counts."""

    __tablename__ = "erasure_methods"
    __table_args__ = (one_of("medium", Medium), one_of("secrecy", Secrecy))

    medium: Mapped[str] = mapped_column(Code)
    secrecy: Mapped[str] = mapped_column(Code)
    methods: Mapped[list[str]] = mapped_column()
    written_at: Mapped[datetime]
    written_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class KeptMethods:
    """The methods in force for one place of the table, and who wrote them."""

    id: int
    methods: tuple[str, ...]
    written_at: datetime
    written_by: str


def lock(session: Session) -> None:
    """Nobody else changes the table until this transaction ends.

    SQLite has locked everything already (BEGIN IMMEDIATE).
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE erasure_methods IN SHARE ROW EXCLUSIVE MODE"))


def kept_methods(session: Session) -> dict[Place, KeptMethods]:
    """The places of the table that somebody has ever changed, as they stand."""
    row = ErasureMethodsRow
    return {
        (Medium(one.medium), Secrecy(one.secrecy)): KeptMethods(
            one.id, tuple(one.methods), one.written_at, one.written_by
        )
        for one in session.scalars(select(row).order_by(row.id))
    }


def add(session: Session, places: Mapping[Place, Sequence[str]], *, by: str, at: datetime) -> None:
    """Writes the methods of these places; what was there before stays on file."""
    for (medium, secrecy), methods in places.items():
        row = ErasureMethodsRow(
            medium=medium.value,
            secrecy=secrecy.value,
            methods=list(methods),
            written_at=at,
            written_by=by,
        )
        session.add(row)
