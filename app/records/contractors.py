"""事業者: contractors, found by 法人番号, else by name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Index, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified
from audits.words import folded


class ContractorRow(Identified, Base):
    """One contractor; `folded_name` (NFKC, trimmed) only serves finding it."""

    __tablename__ = "contractors"
    __table_args__ = (Index(None, "folded_name"),)

    name: Mapped[str] = mapped_column(Code)
    folded_name: Mapped[str] = mapped_column(Code)
    corporate_number: Mapped[str | None] = mapped_column(Code, unique=True)


class Contractors:
    """The contractors on file, by 法人番号 and by folded name."""

    def __init__(self, rows: Iterable[tuple[int, str, str | None]]) -> None:
        self._by_number: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        for key, name, number in rows:
            self._by_name.setdefault(name, key)
            if number:
                self._by_number[number] = key

    def find(self, name: str, corporate_number: str | None) -> int | None:
        """By 法人番号 where both sides have one, else by name (compared after NFKC)."""
        if corporate_number and corporate_number in self._by_number:
            return self._by_number[corporate_number]
        return self._by_name.get(folded(name))

    def id_of(self, name: str, corporate_number: str | None) -> int:
        """The id of a contractor that is known to be on file."""
        found = self.find(name, corporate_number)
        if found is None:
            raise KeyError(name)
        return found


def all_contractors(session: Session) -> Contractors:
    row = ContractorRow
    query = select(row.id, row.folded_name, row.corporate_number).order_by(row.id)
    return Contractors(session.execute(query).tuples())


def identified(session: Session, names: Iterable[tuple[str, str | None]]) -> Contractors:
    """The contractors on file, after adding those of these (name, 法人番号) that are new."""
    known = all_contractors(session)
    new: dict[tuple[str, str | None], dict[str, str | None]] = {}
    for name, number in names:
        if known.find(name, number) is None:
            row = {"name": name, "folded_name": folded(name), "corporate_number": number}
            new.setdefault((folded(name), number), row)
    if not new:
        return known
    session.execute(insert(ContractorRow), list(new.values()))
    return all_contractors(session)
