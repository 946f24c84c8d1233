"""シートと表: how the rows of a sheet of the 登録ブック become the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from app.records.base import Fact
from app.records.connections import ConnectionRow
from app.records.contracts import ContractTermsRow, SubcontractRow
from audits import wording

NO_REPORTS = "なし"

Convert = Callable[[Any], Any]


class Subject(Enum):
    """What a sheet's rows belong to."""

    CONTRACT = "contract"
    ENGAGEMENT = "engagement"
    CONNECTION = "connection"
    ENGAGEMENT_OR_CONNECTION = "engagement or connection"
    CONTRACT_OR_CONNECTION = "contract or connection"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a sheet: which column of the table it fills, and what a blank means at first.

    `in_book`: it is a column of the 登録ブック; else only forms ask for it.
    """

    heading: str
    column: str
    default: Any = None
    convert: Convert | None = None
    in_book: bool = True

    def stored(self, value: Any) -> Any:
        """The value as the table keeps it; None for a blank."""
        return self.convert(value) if value is not None and self.convert else value


@dataclass(frozen=True, slots=True)
class SheetMap:
    """A sheet, its table, and what tells its rows apart (no `keys`: the whole row does)."""

    sheet: str
    table: type[Fact]
    subject: Subject
    keys: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def keyless(self) -> bool:
        return not self.keys and self.table not in (
            ContractTermsRow,
            SubcontractRow,
            ConnectionRow,
        )

    @property
    def book_columns(self) -> tuple[str, ...]:
        """The table's columns that a book fills."""
        return tuple(cell.column for cell in self.cells if cell.in_book)

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The table's columns that tell the rows of one subject apart."""
        return tuple(cell.column for cell in self.cells if cell.heading in self.keys)

    @property
    def headings(self) -> Mapping[str, str]:
        """The heading of each column of the table."""
        return {cell.column: cell.heading for cell in self.cells}


def choice(words: Mapping[Any, str]) -> Convert:
    values = {word: member.value for member, word in words.items()}
    return lambda word: values[word]


def rhythm(word: str) -> str | None:
    """定期報告: なし is none at all."""
    return None if word == NO_REPORTS else str(choice(wording.RHYTHM)(word))


def iso_days(days: tuple[date, ...]) -> list[str]:
    return [day.isoformat() for day in days]


def cells(*cells: tuple[Any, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(*cell) for cell in cells)
