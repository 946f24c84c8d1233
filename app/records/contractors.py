"""事業者: contractors, found by 法人番号, else by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Index, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified
from audits.words import folded

NOT_YET = 0  # the number of a contractor that has none so far


class ContractorRow(Identified, Base):
    """One contractor; `folded_name` (NFKC, trimmed) only serves finding it."""

    __tablename__ = "contractors"
    # On PostgreSQL by hash: an ordinary index takes no name beyond some nine hundred signs.
    __table_args__ = (Index(None, "folded_name", postgresql_using="hash"),)

    name: Mapped[str] = mapped_column(Code)
    folded_name: Mapped[str] = mapped_column(Code)
    corporate_number: Mapped[str | None] = mapped_column(Code, unique=True)


class Contractors:
    """The contractors on file, by 法人番号 and by folded name."""

    def __init__(self, rows: Iterable[tuple[int, str, str | None]]) -> None:
        self._by_number: dict[str, int] = {}
        self._by_name: dict[str, dict[str | None, int]] = defaultdict(dict)
        for key, folded_name, number in rows:
            self.note(key, folded_name, number)

    def note(self, key: int, folded_name: str, corporate_number: str | None) -> None:
        """Takes a contractor into account, or the number of one that had none."""
        same_name = self._by_name[folded_name]
        if corporate_number:
            self._by_number[corporate_number] = key
            if same_name.get(None) == key:
                del same_name[None]
        same_name.setdefault(corporate_number, key)

    def find(self, name: str, corporate_number: str | None) -> int | None:
        """By 法人番号 where both sides have one, else by name (compared after NFKC)."""
        same_name = self._by_name.get(folded(name), {})
        if corporate_number:
            return self._by_number.get(corporate_number, same_name.get(None))
        return min(same_name.values(), default=None)

    def knows(self, corporate_number: str | None) -> bool:
        return corporate_number is None or corporate_number in self._by_number

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
    """The contractors on file, after adding those of these (name, 法人番号) that are new.

    A contractor that was on file by its name alone gets the number that it is named with now.
    """
    known = all_contractors(session)
    new: list[dict[str, str | None]] = []
    numbered: list[dict[str, int | str | None]] = []
    for name, number in sorted(names, key=lambda one: one[1] is None):  # numbers before names
        key = known.find(name, number)
        if key is None:
            row = {"name": name, "folded_name": folded(name), "corporate_number": number}
            new.append(row)
            known.note(NOT_YET, folded(name), number)
        elif not known.knows(number):
            numbered.append({"id": key, "corporate_number": number})
            known.note(key, folded(name), number)
    if numbered:
        session.execute(update(ContractorRow), numbered)
    if new:
        session.execute(insert(ContractorRow), new)
    return all_contractors(session) if new else known
