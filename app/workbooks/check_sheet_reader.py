"""調査票と事前点検票を読む: the answers in a book that comes back, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.workbooks.cell_value import CellValue, Fault
from app.workbooks.check_sheet_book import (
    ABOUT,
    ANSWER_HEADINGS,
    ANSWERED_LINE,
    BRANCH_LINE,
    CONTRACT_LINE,
    CONTRACTOR_LINE,
    DUE_LINE,
    EDITION_LINE,
    KEPT,
    KIND_LINE,
    LINE_HEADINGS,
    LONGEST_NAME,
    PERSON_LINE,
    RESPONDENT,
    ROUND_LINE,
    SHEET_LIMITS,
    SPECS,
    YEAR_LINE,
    BookIdentity,
    BookKind,
)
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.limits import Limits
from app.workbooks.problem import BrokenWorkbookError, Problem, ProblemList, shown
from app.workbooks.row import Row
from app.workbooks.sheet_reading import SheetReading
from app.workbooks.sheet_rows import SheetRow
from app.workbooks.strict_reader import StrictBook, open_book
from app.workbooks.typed_value import plain, typed

NOT_OURS = (
    "みとどけの調査票でも事前点検票でもありません。この画面から受け取ったブックに書いて、"
    "選んでください。"
)
DAY = Column("日付", "day", Kind.DATE, "")
NAME = Column("名前", "name", Kind.TEXT, "")


@dataclass(frozen=True)
class Respondent:
    """Who filled a 事前点検票 in, and when; by when it was asked for."""

    contractor: str = ""
    person: str = ""
    answered_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class ReadSheet:
    """What a book says: whose it is, its rows, the answers that it was made with, its problems.

    `identity` is None where the file is no book of ours; then there is nothing else.
    """

    identity: BookIdentity | None = None
    rows: list[Row] = field(default_factory=list)
    kept: list[Row] = field(default_factory=list)
    respondent: Respondent = Respondent()
    problems: list[Problem] = field(default_factory=list)


def read_check_sheet(path: Path, limits: Limits = SHEET_LIMITS) -> ReadSheet:
    """Reads either book; never raises because of what is in the file."""
    problems = ProblemList(limits.problems)
    try:
        with open_book(path, limits) as book:
            return _Reading(book, limits, problems).read()
    except BrokenWorkbookError as error:
        problems.add(error.problem)
    return ReadSheet(problems=problems.closed())


class _Reading:
    def __init__(self, book: StrictBook, limits: Limits, problems: ProblemList) -> None:
        self._book = book
        self._limits = limits
        self._problems = problems
        self._places = {plain(name): at for at, name in reversed([*enumerate(book.sheet_names)])}

    def read(self) -> ReadSheet:
        identity = self._identity()
        if identity is None:
            self._problems.add(Problem("", None, "", "", NOT_OURS))
            return ReadSheet(problems=self._problems.closed())
        rows = self._table(SPECS[identity.kind], ANSWER_HEADINGS[identity.kind])
        kept: list[Row] = []
        respondent = Respondent()
        if identity.kind is BookKind.CHECK_SHEET:
            kept = self._table(KEPT, tuple(c.heading for c in KEPT.columns if not c.required))
        else:
            respondent = self._respondent()
        return ReadSheet(identity, rows, kept, respondent, self._problems.closed())

    def _identity(self) -> BookIdentity | None:
        """None where the lines that say it are not there, or say what cannot be."""
        said = {key: _word(value) for key, (_, value) in self._lines(ABOUT).items()}
        numbers = [said.get(line, "") for line in (BRANCH_LINE, YEAR_LINE, ROUND_LINE)]
        kind = next((one for one in BookKind if one.value == said.get(KIND_LINE)), None)
        contract = said.get(CONTRACT_LINE, "")[: self._limits.key_text]
        if kind is None or not contract or not all(map(_is_number, numbers)):
            return None
        branch, year, visit = map(int, numbers)
        return BookIdentity(kind, contract, branch, year, visit, said.get(EDITION_LINE, ""))

    def _lines(self, name: str) -> Mapping[str, tuple[int, CellValue]]:
        """The lines of a sheet: the row and the second cell, by what the first one says."""
        found: dict[str, tuple[int, CellValue]] = {}
        if name not in self._places:
            return found
        for number, cells in self._book.rows(self._places[name]):
            by_column = dict(cells)
            if number > 1 and 1 in by_column:
                found.setdefault(_word(by_column[1]), (number, by_column.get(2, "")))
        return found

    def _respondent(self) -> Respondent:
        if RESPONDENT not in self._places:
            self._missing_sheet(RESPONDENT)
            return Respondent()
        lines = self._lines(RESPONDENT)
        return Respondent(
            self._line(lines, CONTRACTOR_LINE, NAME) or "",
            self._line(lines, PERSON_LINE, NAME) or "",
            self._line(lines, ANSWERED_LINE, DAY),
            self._line(lines, DUE_LINE, DAY),
        )

    def _line(self, lines: Mapping[str, tuple[int, CellValue]], words: str, column: Column) -> Any:
        """The value of one line; what it cannot be is a problem, and then it is blank."""
        number, given = lines.get(words, (None, ""))
        value = typed(given, column, self._limits)
        if isinstance(value, str) and len(value) > LONGEST_NAME:
            value = Fault(shown(value), f"{LONGEST_NAME}文字までで書いてください。")
        if not isinstance(value, Fault):
            return value
        message = f"{words}：{value.message}"
        self._problems.add(Problem(RESPONDENT, number, LINE_HEADINGS[1], value.shown, message))
        return None

    def _table(self, spec: SheetSpec, needed: Iterable[str]) -> list[Row]:
        if spec.name not in self._places:
            self._missing_sheet(spec.name)
            return []
        headings: list[str] = []
        reading = SheetReading(spec, self._limits, self._problems, ProblemList(0))
        rows = self._book.rows(self._places[spec.name])
        for _ in reading.start(_noting(rows, headings)):
            pass
        missing = [heading for heading in needed if heading not in headings]
        if missing:
            names = "".join(f"「{heading}」" for heading in missing)
            message = f"{names}の列がありません。受け取ったブックに、列を消さずに書いてください。"
            self._problems.add(Problem(spec.name, 1, missing[0], "", message))
            return []  # a column that is gone is no answer that was taken back
        return reading.rows

    def _missing_sheet(self, name: str) -> None:
        message = f"シート「{name}」がありません。受け取ったブックのシートを残してください。"
        self._problems.add(Problem(name, None, "", "", message))


def _noting(rows: Iterable[SheetRow], headings: list[str]) -> Iterator[SheetRow]:
    """The rows as they come, with the headings put down on the way."""
    for number, cells in rows:
        if number == 1:
            headings.extend(_word(value) for _, value in cells)
        yield number, cells


def _word(value: CellValue) -> str:
    return plain(value.shown if isinstance(value, Fault) else str(value))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4
