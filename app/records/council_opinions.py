"""委員の意見: what members of the council said of a matter, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Code, Fact, one_current


class OpinionRow(Fact):
    """An opinion on a matter; `promised` are the numbers of the safeguards that came of it."""

    __tablename__ = "council_opinions"
    __table_args__ = (
        UniqueConstraint("matter", "number", "revision"),
        one_current("council_opinions", "matter", "number"),
    )
    FACTS: ClassVar[tuple[str, ...]] = ("matter", "number", "said_by", "text", "answer", "promised")

    matter: Mapped[str] = mapped_column(Code)
    number: Mapped[str] = mapped_column(Code)
    said_by: Mapped[str | None]
    text: Mapped[str]
    answer: Mapped[str | None]
    promised: Mapped[list[str]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion as a page shows it."""

    id: int
    number: str
    said_by: str
    text: str
    answer: str
    promised: tuple[str, ...]


def opinions_of(session: Session, matter: str) -> list[Opinion]:
    """The opinions on a matter, in the order in which they were entered."""
    row = OpinionRow
    columns = (row.id, row.number, row.said_by, row.text, row.answer, row.promised)
    query = select(*columns, row.first_id).where(row.is_current, row.matter == matter)
    found = sorted(session.execute(query), key=lambda one: one.first_id or one.id)
    return [
        Opinion(
            one.id, one.number, one.said_by or "", one.text, one.answer or "", tuple(one.promised)
        )
        for one in found
    ]
