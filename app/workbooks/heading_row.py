"""見出しの行: which column of a sheet stands where, and what is wrong with its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.workbooks.cell_value import CellValue, Fault
from app.workbooks.column import Column, SheetSpec
from app.workbooks.problem import Problem, shown
from app.workbooks.sheet_rows import column_letters
from app.workbooks.typed_value import plain

Cells = Iterable[tuple[int, CellValue]]


@dataclass(frozen=True)
class HeadingRow:
    """The columns of a sheet by where they stand in it (A = 1), and where any heading stands."""

    places: Mapping[int, tuple[int, Column]]
    headed: frozenset[int]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    is_complete: bool


def read_headings(spec: SheetSpec, cells: Cells) -> HeadingRow:
    """Takes row 1 apart; a missing required heading leaves the sheet unreadable."""
    wanted = {plain(heading): place for place, heading in enumerate(spec.headings)}
    places: dict[int, tuple[int, Column]] = {}
    errors: list[Problem] = []
    warnings: list[Problem] = []
    headed: set[int] = set()
    for at, value in cells:
        heading = _heading(value)
        if not heading:
            continue
        headed.add(at)
        place = wanted.get(heading)
        if place is None:
            warnings.append(_unknown(spec, heading, value))
        elif place in (known for known, _ in places.values()):
            errors.append(_twice(spec, heading, at))
        else:
            places[at] = (place, spec.columns[place])
    missing = list(_missing(spec, places))
    if missing:
        errors.append(_incomplete(spec, missing))
    return HeadingRow(places, frozenset(headed), tuple(errors), tuple(warnings), not missing)


def _heading(value: CellValue) -> str:
    return plain(value.shown if isinstance(value, Fault) else str(value))


def _missing(spec: SheetSpec, places: Mapping[int, tuple[int, Column]]) -> Iterator[str]:
    present = {place for place, _ in places.values()}
    for place, column in enumerate(spec.columns):
        if column.required and place not in present:
            yield column.heading


def _unknown(spec: SheetSpec, heading: str, value: CellValue) -> Problem:
    message = "登録ブックにない見出しです。この列は読み込みません。"
    return Problem(spec.name, 1, shown(heading), shown(value), message)


def _twice(spec: SheetSpec, heading: str, at: int) -> Problem:
    message = f"同じ見出しが2つあります（もう1つは{column_letters(at)}列）。1つにしてください。"
    return Problem(spec.name, 1, heading, heading, message)


def _incomplete(spec: SheetSpec, missing: list[str]) -> Problem:
    names = "".join(f"「{heading}」" for heading in missing)
    message = f"1行目に必要な見出し{names}がありません。"
    return Problem(spec.name, 1, missing[0], "", message)
