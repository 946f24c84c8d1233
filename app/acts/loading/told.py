"""読込みの説明: what loading a book changes, in the words of the book, for a clerk to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.acts.loading.change import Change
from app.acts.loading.sheet_map import Cell
from app.workbooks.column import Column, Kind
from app.workbooks.registration import REGISTRATION
from audits.engagement import PRIME_BRANCH
from audits.wareki import short_wareki

LONGEST = 300
MOST_SAID = 4  # columns that tell one new row from another
Said = dict[str, Any]


def told_update(change: Change) -> Said:
    """Row, subject, and (heading, before, after) of every column that changes."""
    before = change.previous.values if change.previous else {}
    fields = [
        (cell.heading, _words(change, cell, before[cell.column]), _words(change, cell, after))
        for cell in change.sheet.cells
        if before[cell.column] != (after := change.values[cell.column])
    ]
    return {"row": change.row, "about": _about(change), "fields": fields}


def told_addition(change: Change) -> Said:
    """Row, subject, and what stands in its first columns."""
    words = (
        (cell.heading, _words(change, cell, change.values[cell.column])) for cell in _said(change)
    )
    said = [(heading, word) for heading, word in words if word]
    return {"row": change.row, "about": _about(change), "fields": said[:MOST_SAID]}


def _said(change: Change) -> Iterator[Cell]:
    """Columns that say what the row is: its keys stand beside it already."""
    return (cell for cell in change.sheet.cells if cell.heading not in change.sheet.keys)


def _about(change: Change) -> str:
    """R8-001　枝番1　D-1: what the row belongs to, and its own number."""
    place = change.place
    parts = [place.contract or place.connection or ""]
    if place.branch != PRIME_BRANCH:
        parts.append(f"枝番{place.branch}")
    cells = (cell for cell in change.sheet.cells if cell.heading in change.sheet.keys)
    parts += (_key(change, cell) for cell in cells)
    return "　".join(part for part in parts if part)


def _key(change: Change, cell: Cell) -> str:
    word = _words(change, cell, change.values[cell.column])
    return f"{cell.heading} {word}" if word.isascii() and word.isdigit() else word


def _words(change: Change, cell: Cell, value: Any) -> str:
    column = REGISTRATION[change.sheet.sheet].column(cell.heading)
    return _bounded(_of_choice(cell, column, value) or _plain(column, value))


def _of_choice(cell: Cell, column: Column, value: Any) -> str:
    if column.kind is not Kind.CHOICE or column.codes is None:
        return ""
    return next((word for word in column.codes.words if cell.stored(word) == value), "")


def _plain(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "有" if value else "無"
    if isinstance(value, date):
        return short_wareki(value)
    if column.kind is Kind.DATES:
        return "、".join(short_wareki(date.fromisoformat(day)) for day in value)
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return f"{value:,}" if column.kind is Kind.COUNT else str(value)


def _bounded(words: str) -> str:
    """What a page can hold: of a text of pages its beginning, and how much is left out."""
    rest = len(words) - LONGEST
    return words if rest <= 0 else f"{words[:LONGEST]}（以下{rest:,}文字）"
