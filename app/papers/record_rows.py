"""One entry set into its row: eight cells, struck through where it was corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.papers.condensing import MORE
from app.papers.record_page import Row
from app.papers.sheet import DIVISION, LEFT, STRIKE, Sheet, bases
from app.papers.typesetting import CELL, HEAD, TEXT, Setting, Style, fitted, in_equal_lines
from audits.wareki import short_wareki

COLUMNS = (8.0, 16.5, 21.5, 57.5, 17.0, 16.0, 16.5, 22.0)
NUMBER, DATE, KIND, WORDS, OTHER, OFFICER, METHOD, PLACE = range(8)
EDGES = tuple(LEFT + sum(COLUMNS[:i]) for i in range(len(COLUMNS) + 1))
PADDING = 1.2
QUESTIONS = frozenset({"データ引渡し", "立入調査", "電話確認", "消去確認"})  # the four boxes' kinds
CORRECTION = "訂正"
LATE = "後日記載"
LATE_IN_WORDS = "　［後日記載］"
MOST_LINES = 28  # a cell beyond this ends in …; a row must fit on a first page with a long head
TRAILER_GAP = 2.0
STRIKE_ABOVE_BASE_EM = 0.36
STRIKE_OVERHANG = 0.5


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line in a cell; a boxed one is 後日記載, a trailer stands after the struck text."""

    text: str
    bold: bool = False
    scale: float = 1.0
    boxed: bool = False
    trailer: str = ""
    struck: bool = True  # where the entry was corrected at all


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row whose lines are known; its height depends on how tight the page is."""

    row: Row
    cells: tuple[tuple[CellLine, ...], ...]  # DATE to PLACE; NUMBER is drawn by itself
    line_count: int


def laid(sheet: Sheet, row: Row, *, late_in_words: bool = False) -> LaidRow:
    """The row with every cell fitted to its column.

    `late_in_words`: of a loaded entry 後日記載 stands after its words, which saves a line.
    """
    style = sheet.style()
    moved = late_in_words and row.from_workbook
    cells = (
        (CellLine(short_wareki(row.on)),) if moved else _date_lines(row),
        _kind_lines(row, sheet),
        _word_lines(row, sheet, late=LATE_IN_WORDS if moved and row.late_written_on else ""),
        _plain(row.other_party, style, OTHER),
        _plain(row.officer, style, OFFICER),
        _plain(row.method, style, METHOD, in_equal_lines),
        _plain(row.place, style, PLACE),
    )
    numbers = 2 if row.others else 1
    return LaidRow(row, cells, max(numbers, *map(len, cells)))


def room_of(column: int) -> float:
    return COLUMNS[column] - 2 * PADDING


def _date_lines(row: Row) -> tuple[CellLine, ...]:
    late = (CellLine(LATE, bold=True, boxed=True),) if row.late_written_on else ()
    return (CellLine(short_wareki(row.on)), *late)


def _kind_lines(row: Row, sheet: Sheet) -> tuple[CellLine, ...]:
    """A correction also names what it corrects, in that kind's weight."""
    kinds = [row.kind]
    if row.corrects_kind and row.corrects_kind != row.kind:
        kinds.append(row.corrects_kind)
    return tuple(line for kind in kinds for line in _kind_line(kind, sheet))


def _kind_line(kind: str, sheet: Sheet) -> Iterable[CellLine]:
    bold = kind in QUESTIONS
    setting = fitted(kind, sheet.style(bold=bold), room_of(KIND), CELL, MOST_LINES, sparing=True)
    return (CellLine(text, bold, setting.scale) for text in setting.lines)


def _word_lines(row: Row, sheet: Sheet, late: str) -> tuple[CellLine, ...]:
    if row.late_written_on and not row.from_workbook:
        late = f"（記載 {short_wareki(row.late_written_on)}）"
    setting = fitted(row.text + late, sheet.style(), room_of(WORDS), TEXT, MOST_LINES, sparing=True)
    lines = [CellLine(text, scale=setting.scale) for text in setting.lines]
    if row.corrected_by is None:
        return tuple(lines)
    return _with_trailer(lines, f"→ {row.corrected_by}号で訂正", sheet)


def _with_trailer(lines: list[CellLine], trailer: str, sheet: Sheet) -> tuple[CellLine, ...]:
    last = lines[-1]
    width = sheet.style().width(last.text) * last.scale
    if width + TRAILER_GAP + sheet.style(bold=True).width(trailer) > room_of(WORDS):
        return (*lines, CellLine(trailer, bold=True, struck=False))
    return (*lines[:-1], CellLine(last.text, scale=last.scale, trailer=trailer))


def _plain(
    text: str,
    style: Style,
    column: int,
    fit: Callable[[str, Style, float, float], Setting] | None = None,
) -> tuple[CellLine, ...]:
    if fit is not None:
        setting = fit(text, style, room_of(column), CELL)
    else:
        setting = fitted(text, style, room_of(column), CELL, MOST_LINES, sparing=True)
    return tuple(CellLine(line, scale=setting.scale) for line in setting.lines[:MOST_LINES])


def draw_row(sheet: Sheet, laid_row: LaidRow, y: float, height: float, leading: float) -> None:
    """The words of a row; its rules are drawn by the table."""
    middle = y + height / 2
    _draw_number(sheet, laid_row.row, middle, leading)
    for column, lines in enumerate(laid_row.cells, start=DATE):
        style = sheet.style()
        for base, line in zip(bases(middle, len(lines), style, leading), lines, strict=True):
            _draw_line(sheet, column, base, line, laid_row.row)


def _draw_number(sheet: Sheet, row: Row, middle: float, leading: float) -> None:
    style = sheet.style()
    words = (str(row.number), MORE) if row.others else (str(row.number),)
    room = room_of(NUMBER) + 0.8
    for base, text in zip(bases(middle, len(words), style, leading), words, strict=True):
        scale = min(1.0, room / style.width(text))
        if text == MORE:
            sheet.centred(EDGES[0] + COLUMNS[0] / 2, base, text, style, scale=scale)
        else:
            edge = EDGES[1] - (2.4 if len(text) < 3 else 1.0)
            sheet.flush_right(edge, base, text, style, scale=scale)


def _draw_line(sheet: Sheet, column: int, base: float, line: CellLine, row: Row) -> None:
    x = EDGES[column] + PADDING
    style = sheet.style(bold=line.bold)
    if line.boxed:
        _draw_late(sheet, base, style)
        return
    if column == DATE:
        width = draw_slotted_date(sheet, x, base, row.on, style)
    else:
        sheet.text(x, base, line.text, style, scale=line.scale)
        width = style.width(line.text) * line.scale
    if row.corrected_by is not None and line.struck and line.text:
        _strike(sheet, x, base, width, style)
    if line.trailer:
        sheet.text(x + width + TRAILER_GAP, base, line.trailer, sheet.style(bold=True))


def _strike(sheet: Sheet, x: float, base: float, width: float, style: Style) -> None:
    y = base - STRIKE_ABOVE_BASE_EM * style.em
    sheet.line(x - STRIKE_OVERHANG, y, x + width + STRIKE_OVERHANG, y, STRIKE)


def _draw_late(sheet: Sheet, base: float, style: Style) -> None:
    """後日記載 in a box, under the date that it qualifies."""
    x, width = EDGES[DATE] + 0.9, COLUMNS[DATE] - 1.8
    sheet.frame(x, base - 3.1, width, 3.75, DIVISION)
    sheet.text(x + (width - style.width(LATE)) / 2, base, LATE, style)


def draw_slotted_date(sheet: Sheet, x: float, base: float, day: date, style: Style) -> float:
    """R3. 4.15: month and day flush right in two digits, so that points stand under points."""
    year, month, number = short_wareki(day).split(".")
    scale = HEAD if len(year) > 3 else 1.0  # before 明治 the western year has four digits
    two, point = style.width("00"), style.width(".")
    wide = style.width(f"{year}.") * scale
    sheet.text(x, base, f"{year}.", style, scale=scale)
    sheet.flush_right(x + wide + two + point, base, f"{month}.", style)
    sheet.flush_right(x + wide + 2 * two + point, base, number, style)
    return wide + 2 * two + point
