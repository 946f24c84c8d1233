"""承諾の条件の表: what a consent depends on, numbered, on any number of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.papers.flow import Flow
from app.papers.head import PADDING
from app.papers.letter import MOST_LINES, Letter
from app.papers.pieces import in_pieces
from app.papers.sheet import Sheet
from app.papers.table import Cell, Cells, Column, cell
from app.papers.typesetting import CELL, fitted

CONDITIONS = "承諾の条件"
COLUMNS = (Column("番号", 14.0, "centre"), Column("条件", 161.0))


def add_conditions(letter: Letter, flow: Flow, conditions: Sequence[str], tall: float) -> None:
    """Nothing where there are none."""
    rows = [row for n, one in enumerate(conditions, 1) for row in _condition(letter.sheet, n, one)]
    letter.add_table(flow, CONDITIONS, COLUMNS, rows, tall)


def _condition(sheet: Sheet, number: int, text: str) -> Iterator[Cells]:
    """A very long condition goes on in rows of its own, so that a page can end there."""
    name, words = COLUMNS
    whole = fitted(text, sheet.style(), words.width - 2 * PADDING, CELL)
    for part, piece in enumerate(in_pieces(whole, MOST_LINES)):
        yield (cell(sheet, "続き" if part else str(number), name), Cell(piece))
