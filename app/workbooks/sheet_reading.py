"""シートの読込み: the rows of one sheet of the 登録ブック, and all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.workbooks.cell_value import CellValue, Fault
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.heading_row import HeadingRow, read_headings
from app.workbooks.limits import Limits
from app.workbooks.problem import Problem, ProblemList, shown
from app.workbooks.row import Row
from app.workbooks.row_rule import ROW_RULES
from app.workbooks.sheet_rows import SheetRow, column_letters
from app.workbooks.typed_value import typed

REQUIRED = "必ず入力してください。"
REMEMBERED_TEXTS = 50_000
LONGEST_REMEMBERED = 64


class SheetReading:
    """Takes the rows of one sheet as they come; keeps those whose place in the book is clear."""

    def __init__(
        self, spec: SheetSpec, limits: Limits, problems: ProblemList, warnings: ProblemList
    ) -> None:
        self.rows: list[Row] = []
        self._spec = spec
        self._limits = limits
        self._problems = problems
        self._warnings = warnings
        self._rules = ROW_RULES.get(spec.name, ())
        self._required = [place for place, one in enumerate(spec.columns) if one.required]
        self._seen: dict[tuple[Any, ...], int] = {}
        self._same: dict[Any, Any] = {}
        self._unheaded: set[int] = set()

    def start(self, rows: Iterable[SheetRow]) -> Iterable[None]:
        """Reads the headings, then row by row, giving way after each."""
        headings: HeadingRow | None = None
        for number, cells in rows:
            if headings is None:
                headings = self._headings(cells if number == 1 else [])
            if number > 1 and headings.is_complete:
                self._read(headings, number, cells)
            yield
        if headings is None:
            self._headings([])

    def _headings(self, cells: Iterable[tuple[int, CellValue]]) -> HeadingRow:
        headings = read_headings(self._spec, cells)
        for problem in headings.errors:
            self._problems.add(problem)
        for warning in headings.warnings:
            self._warnings.add(warning)
        return headings

    def _read(self, headings: HeadingRow, number: int, cells: list[tuple[int, CellValue]]) -> None:
        values: list[Any] = [None] * len(self._spec.columns)
        faulty: set[int] = set()
        for at, value in cells:
            if at not in headings.places:
                self._warn_unheaded(headings, at, number, value)
                continue
            place, column = headings.places[at]
            taken = typed(value, column, self._limits)
            if isinstance(taken, Fault):
                faulty.add(place)
                self._object(number, column, taken.shown, taken.message)
            else:
                values[place] = self._remembered(taken)
        if faulty or any(value is not None for value in values):
            self._finish(Row(self._spec, number, tuple(values)), faulty)

    def _finish(self, row: Row, faulty: set[int]) -> None:
        """Checks the row as a whole; a field that was faulty already is not complained of twice."""
        for place in self._required:
            if row.values[place] is None and place not in faulty:
                self._object(row.number, self._spec.columns[place], "", REQUIRED)
        if not faulty:
            self._check_rules(row)
        self._check_key(row)

    def _check_rules(self, row: Row) -> None:
        for rule in self._rules:
            for objection in rule(row):
                column = self._spec.column(objection.field)
                value = _as_written(row[objection.field], column)
                problem = Problem(
                    self._spec.name, row.number, column.heading, value, objection.message
                )
                (self._warnings if objection.is_warning else self._problems).add(problem)

    def _check_key(self, row: Row) -> None:
        key = row.key
        if self._spec.key and key is None:
            return
        if key is not None and (earlier := self._seen.setdefault(key, row.number)) != row.number:
            self._complain_of_double(row, earlier)
            return
        self.rows.append(row)

    def _complain_of_double(self, row: Row, earlier: int) -> None:
        columns = [self._spec.column(field) for field in self._spec.key]
        given = [column for column in columns if row[column.field] is not None]
        names = "・".join(column.heading for column in given)
        value = " ".join(_as_written(row[column.field], column) for column in given)
        message = f"{names}が{earlier}行目と同じです。同じものは1行だけにしてください。"
        self._object(row.number, given[-1], value, message)

    def _object(self, number: int, column: Column, value: str, message: str) -> None:
        problem = Problem(self._spec.name, number, column.heading, shown(value), message)
        self._problems.add(problem)

    def _warn_unheaded(self, headings: HeadingRow, at: int, number: int, value: CellValue) -> None:
        """Once a column; the columns with an unknown heading have had their warning."""
        if at in headings.headed or at in self._unheaded:
            return
        self._unheaded.add(at)
        value = value.shown if isinstance(value, Fault) else value
        message = "見出しのない列に値があります。この列は読み込みません。"
        letters = column_letters(at)
        self._warnings.add(Problem(self._spec.name, number, letters, shown(value), message))

    def _remembered(self, value: Any) -> Any:
        """One object for equal values: numbers of contracts and dates come again and again."""
        if isinstance(value, str) and len(value) > LONGEST_REMEMBERED:
            return value
        if len(self._same) >= REMEMBERED_TEXTS:
            return value
        return self._same.setdefault((type(value), value), value)


def _as_written(value: Any, column: Column) -> str:
    if value is None:
        return ""
    if column.kind is Kind.DATES:
        return shown("、".join(day.isoformat() for day in value))
    return shown(value)
