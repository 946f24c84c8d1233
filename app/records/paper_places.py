"""資料の所在: where the papers of an act are kept, noted beside its entry; only ever added."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Identified

GAP = "　"


class PaperPlaceRow(Identified, Base):
    """綴り, 場所 and 文書番号 of the papers of one entry; the newest one counts."""

    __tablename__ = "paper_places"
    __table_args__ = (Index(None, "contract_id", "entry_number"),)
    FACTS: ClassVar[tuple[str, ...]] = ("entry_number", "binder", "place", "document_number")

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    entry_number: Mapped[int]
    binder: Mapped[str]
    place: Mapped[str]
    document_number: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """Where papers are: in which binder, at which place, under which number."""

    binder: str = ""
    place: str = ""
    document_number: str = ""
    entry_number: int = 0
    at: datetime | None = None
    by: str = ""

    @property
    def words(self) -> str:
        """All of it on one line."""
        return GAP.join(part for part in (self.binder, self.place, self.document_number) if part)


def of_contract(
    session: Session, contract_id: int, entry_number: int | None = None
) -> list[PaperPlace]:
    """What was noted, for a contract or for one entry of its record, the newest last."""
    row = PaperPlaceRow
    query = select(row).where(row.contract_id == contract_id).order_by(row.id)
    if entry_number is not None:
        query = query.where(row.entry_number == entry_number)
    return [
        PaperPlace(
            one.binder,
            one.place,
            one.document_number,
            one.entry_number,
            one.written_at,
            one.written_by,
        )
        for one in session.scalars(query)
    ]


def newest_words(session: Session, contract_id: int) -> dict[int, str]:
    """Where the papers of each entry are, as last noted."""
    return {one.entry_number: one.words for one in of_contract(session, contract_id)}


def ids_of_contracts(session: Session, contract_ids: Collection[int]) -> Sequence[tuple[int, int]]:
    """(contract's id, row's id) of everything noted."""
    row = PaperPlaceRow
    query = select(row.contract_id, row.id).where(row.contract_id.in_(contract_ids))
    return session.execute(query.order_by(row.id)).tuples().all()
