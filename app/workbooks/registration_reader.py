"""登録ブックの読込み: a whole book as typed rows, or every problem that is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.workbooks.limits import DEFAULT_LIMITS, Limits
from app.workbooks.problem import BrokenWorkbookError, Problem, ProblemList, shown
from app.workbooks.registration import EXPLAINING_SHEETS, REGISTRATION
from app.workbooks.row import Row
from app.workbooks.sheet_reading import SheetReading
from app.workbooks.strict_reader import StrictBook, open_book
from app.workbooks.typed_value import plain

OnProgress = Callable[[int, int], None]
ROWS_BETWEEN_PROGRESS = 1_000


@dataclass(frozen=True)
class ReadBook:
    """The sheets that were there, in the order of workbook.md, and what is wrong with them.

    Where there are problems, rows may be missing or have blanks: such a book is not to be written.
    """

    sheets: Mapping[str, list[Row]]
    problems: list[Problem]
    warnings: list[Problem]

    def rows(self, sheet: str) -> Sequence[Row]:
        """The rows of a sheet; none where the book has no such sheet."""
        return self.sheets.get(sheet, ())


def read_registration(
    path: Path, limits: Limits = DEFAULT_LIMITS, on_progress: OnProgress | None = None
) -> ReadBook:
    """Reads a 登録ブック; never raises because of what is in the file.

    `on_progress` is called with the number of rows read and of all rows (as far as it is known).
    """
    reading = _BookReading(limits, on_progress or _silent)
    try:
        with open_book(path, limits) as book:
            reading.read(book)
    except BrokenWorkbookError as error:
        reading.problems.add(error.problem)
    return reading.result()


def _silent(_done: int, _total: int) -> None:
    """Nobody wants to know."""


class _BookReading:
    def __init__(self, limits: Limits, on_progress: OnProgress) -> None:
        self.problems = ProblemList(limits.problems)
        self._warnings = ProblemList(limits.problems)
        self._limits = limits
        self._on_progress = on_progress
        self._sheets: dict[str, list[Row]] = {}
        self._done = self._total = 0

    def read(self, book: StrictBook) -> None:
        places = self._find_sheets(book)
        self._total = book.count_rows(list(places.values()))
        for name, place in places.items():
            self._read_sheet(book, name, place)
        self._on_progress(self._done, self._done)

    def result(self) -> ReadBook:
        return ReadBook(self._sheets, self.problems.closed(), self._warnings.closed())

    def _find_sheets(self, book: StrictBook) -> Mapping[str, int]:
        """Where the sheets of a 登録ブック stand, in the order of workbook.md."""
        found: dict[str, int] = {}
        for place, given in enumerate(book.sheet_names):
            name = plain(given)
            if name in found:
                self._sheet_problem(given, "同じ名前のシートが2枚あります。1枚にしてください。")
            elif name in REGISTRATION:
                found[name] = place
            elif name not in EXPLAINING_SHEETS:
                message = "登録ブックにないシートです。このシートは読み込みません。"
                self._warnings.add(Problem(shown(given), None, "", "", message))
        for name, spec in REGISTRATION.items():
            if spec.required and name not in found:
                self._sheet_problem(
                    name, f"「{name}」のシートがありません。シート名を確かめてください。"
                )
        if book.has_macros:
            message = "マクロが含まれています。マクロは読み込まず、実行もしません。"
            self._warnings.add(Problem("", None, "", "", message))
        return {name: found[name] for name in REGISTRATION if name in found}

    def _sheet_problem(self, sheet: str, message: str) -> None:
        self.problems.add(Problem(shown(sheet), None, "", "", message))

    def _read_sheet(self, book: StrictBook, name: str, place: int) -> None:
        sheet = SheetReading(REGISTRATION[name], self._limits, self.problems, self._warnings)
        self._sheets[name] = sheet.rows
        for _ in sheet.start(book.rows(place)):
            self._done += 1
            if self._done % ROWS_BETWEEN_PROGRESS == 0:
                self._on_progress(self._done, max(self._done, self._total))
