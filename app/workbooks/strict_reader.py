"""ブックの厳格な読み方: an .xlsx whose every part is distrusted until it has been checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.workbooks.date_serial import date_styles
from app.workbooks.limits import DEFAULT_LIMITS, Limits
from app.workbooks.outline import Outline, read_outline
from app.workbooks.package import Package, opened
from app.workbooks.problem import BrokenWorkbookError, Problem
from app.workbooks.shared_texts import shared_texts
from app.workbooks.sheet_rows import Shared, SheetRow, SheetRows
from app.workbooks.tally import Tally, too_many_rows
from app.workbooks.xml_part import refuse_entities

ROW_TAG = b"<row"


class StrictBook:
    """An opened workbook: its sheets by name, their rows as a stream."""

    def __init__(self, package: Package, outline: Outline, limits: Limits) -> None:
        self._package = package
        self._outline = outline
        self._tally = Tally(limits)
        self._shared: Shared | None = None

    @property
    def sheet_names(self) -> list[str]:
        return [name for name, _ in self._outline.sheets]

    @property
    def has_macros(self) -> bool:
        return self._outline.has_macros

    def rows(self, sheet: int) -> Iterator[SheetRow]:
        """The rows of the sheet at this place; raises BrokenWorkbookError, with the place in it."""
        name, part = self._outline.sheets[sheet]
        reader = SheetRows(self._strings_and_styles(), self._tally)
        try:
            yield from reader.read(self._package, part)
        except BrokenWorkbookError as error:
            error.problem = _placed(error, name, reader.row)
            raise

    def _strings_and_styles(self) -> Shared:
        """Read once, when the first sheet is read."""
        if self._shared is None:
            package, outline = self._package, self._outline
            self._shared = Shared(
                shared_texts(package, outline.strings, self._tally),
                date_styles(package, outline.styles, self._tally.limits),
                outline.from_1904,
            )
        return self._shared

    def count_rows(self, sheets: list[int]) -> int:
        """How many rows these sheets seem to have, counted fast; refuses what is far too many."""
        rows = 0
        for sheet in sheets:
            rows += self._count(*self._outline.sheets[sheet])
            if rows > self._tally.limits.rows_in_all:
                raise BrokenWorkbookError(too_many_rows(self._tally.limits))
        return rows

    def _count(self, name: str, part: str) -> int:
        if part not in self._package:
            raise BrokenWorkbookError(
                f"シート「{name}」の中身がファイルにありません。Excelで開いて保存し直してください。",
                sheet=name,
            )
        rows, end = 0, b""
        for chunk in self._package.chunks(part):
            piece = end + chunk
            rows += piece.count(ROW_TAG)
            end = piece[1 - len(ROW_TAG) :]
        return rows


def _placed(error: BrokenWorkbookError, sheet: str, row: int) -> Problem:
    """The same sentence with its sheet and the row that was read last."""
    problem = error.problem
    return replace(problem, sheet=sheet, row=problem.row or row or None)


@contextmanager
def open_book(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[StrictBook]:
    """Opens a workbook; raises BrokenWorkbookError with one sentence where it cannot be read."""
    with opened(path, limits) as package:
        refuse_entities(package)
        yield StrictBook(package, read_outline(package, limits), limits)
