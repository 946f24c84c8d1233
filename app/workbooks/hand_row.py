"""手で書いた一行: the fields of a form as a row of a sheet, held to the same rules as a book's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.workbooks.cell_value import CellValue
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.limits import DEFAULT_LIMITS
from app.workbooks.problem import Problem, ProblemList
from app.workbooks.row import Row
from app.workbooks.sheet_reading import SheetReading

YES, NO = "有", "無"
Typed = str | date | bool | None


@dataclass(frozen=True, slots=True)
class HandRow:
    """The row (None where its place is not clear), and everything that is wrong with it."""

    row: Row | None
    problems: list[Problem]
    warnings: list[Problem]


def hand_row(spec: SheetSpec, given: Mapping[str, Typed]) -> HandRow:
    """What was typed, by heading; a heading that is not given is a blank cell."""
    problems, warnings = ProblemList(100), ProblemList(100)
    reading = SheetReading(spec, DEFAULT_LIMITS, problems, warnings)
    headings: list[tuple[int, CellValue]] = list(enumerate(spec.headings, 1))
    cells = [
        (place, _cell(given[heading]))
        for place, heading in enumerate(spec.headings, 1)
        if given.get(heading) not in (None, "")
    ]
    for _ in reading.start([(1, headings), (2, cells)]):
        pass
    row = reading.rows[0] if reading.rows else None
    return HandRow(row, problems.closed(), warnings.closed())


def _cell(value: Typed) -> CellValue:
    if isinstance(value, bool):
        return YES if value else NO
    return value if isinstance(value, date) else str(value)


def typed_again(column: Column, value: Any) -> Typed:
    """A stored value as somebody would type it into a form's field; None where there is none."""
    if value is None or value == []:
        return None
    if column.kind in (Kind.LIST, Kind.KEYS, Kind.DATES):
        return "\n".join(str(part) for part in value)
    if isinstance(value, bool | date):
        return value
    return str(value)
