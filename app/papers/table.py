"""Ruled tables and labelled fields of the papers that are forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.papers.head import LABEL, LABEL_TEXT, LEADING, PADDING
from app.papers.marks import draw_reversed, draw_tick_box
from app.papers.record_rows import draw_slotted_date
from app.papers.sheet import FRAME, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.typesetting import CELL, HEAD, Setting, Style, fitted
from audits.wareki import wareki

ROW, HEADING = 6.2, 6.0
CELL_PADDING, CELL_SIDE = 0.85, 1.2
FEW_LINES = 2  # what the value beside a label has
MOST_LINES = 8
COUNT = 0.6  # a number is narrowed further than words, for it must not be broken
TICK_BOX = 3.2
SECTION = 6.0  # height of a part's title
DATE_SIGNS = (("年", 4.0), ("月", 9.5), ("日", 9.5))  # room for the number before each sign
REVERSED = frozenset({"未確認", "否", "不一致", "相違"})  # what is missing or wrong is the loud one


NOTHING = Setting(("",))


@dataclass(frozen=True, slots=True)
class Column:
    """Heading, width and how what stands below is aligned."""

    heading: str
    width: float
    align: str = "left"  # left, right, centre


@dataclass(frozen=True, slots=True)
class Cell:
    """A text fitted to its column, a date in slots, or room to write one."""

    setting: Setting = NOTHING
    bold: bool = False
    day: date | None = None
    to_write: bool = False  # 年 月 日


Cells = tuple[Cell, ...]


def cell(
    sheet: Sheet, text: str, column: Column, *, bold: bool = False, narrowest: float = CELL
) -> Cell:
    room = column.width - 2 * CELL_SIDE
    return Cell(fitted(text, sheet.style(bold=bold), room, narrowest, MOST_LINES), bold)


def day_words(day: date | None) -> str:
    return wareki(day) if day else ""


def count_words(count: int | None) -> str:
    return "" if count is None else f"{count:,}件"


def row_height(cells: Cells, least: float = HEADING) -> float:
    lines = max(len(c.setting.lines) for c in cells)
    return max(least, lines * LEADING + 2 * CELL_PADDING)


def draw_rows(
    sheet: Sheet,
    top: float,
    columns: Sequence[Column],
    rows: Sequence[Cells],
    least: float = HEADING,
) -> float:
    """Headings, rows and rules; gives the y below."""
    edges = [LEFT + sum(c.width for c in columns[:i]) for i in range(len(columns) + 1)]
    style = sheet.style()
    for edge, column in zip(edges, columns, strict=False):
        middle = edge + column.width / 2
        scale = min(1.0, (column.width - 1) / style.width(column.heading))
        sheet.centred(middle, base_of(top + HEADING / 2, style), column.heading, style, scale=scale)
    y = top + HEADING
    for number, cells in enumerate(rows):
        if number:
            sheet.line(LEFT, y, RIGHT, y)
        height = row_height(cells, least)
        for edge, column, one in zip(edges, columns, cells, strict=False):
            draw_cell(sheet, edge, y, column, one, height)
        y += height
    for edge in edges[1:-1]:
        sheet.line(edge, top, edge, y)
    sheet.line(LEFT, top + HEADING, RIGHT, top + HEADING, FRAME)
    sheet.frame(LEFT, top, WIDTH, y - top)
    return y


def draw_cell(sheet: Sheet, x: float, y: float, column: Column, one: Cell, height: float) -> None:
    middle, style = y + height / 2, sheet.style(bold=one.bold)
    if one.day:
        draw_slotted_date(sheet, x + CELL_SIDE, base_of(middle, style), one.day, style)
    elif one.to_write:
        draw_date_to_write(sheet, x + column.width - CELL_SIDE, middle)
    elif len(one.setting.lines) == 1 and one.setting.lines[0] in REVERSED:
        draw_reversed(
            sheet, x + 1, middle - 2.4, column.width - 2, 4.8, one.setting.lines[0], style.size
        )
    else:
        _draw_aligned(sheet, x, middle, column, one.setting, style)


def _draw_aligned(
    sheet: Sheet, x: float, middle: float, column: Column, setting: Setting, style: Style
) -> None:
    if column.align == "left":
        sheet.lines(x + CELL_SIDE, middle, setting, style, LEADING)
        return
    for number, text in enumerate(setting.lines):
        width = style.width(text) * setting.scale
        edge = (
            x + column.width - CELL_SIDE - width
            if column.align == "right"
            else x + (column.width - width) / 2
        )
        base = base_of(middle - (len(setting.lines) - 1) * LEADING / 2 + number * LEADING, style)
        sheet.text(edge, base, text, style, scale=setting.scale)


def draw_date_to_write(sheet: Sheet, right: float, middle: float) -> None:
    """年 月 日 with room for the numbers, ending at `right`."""
    style = sheet.style()
    x = right - style.width("日") / 2
    for sign, room in reversed(DATE_SIGNS):
        sheet.centred(x, base_of(middle, style), sign, style)
        x -= room


def draw_labelled(
    sheet: Sheet,
    x: float,
    y: float,
    label: str,
    text: str,
    width: float,
    *,
    height: float = ROW,
    bold: bool = False,
    label_width: float = LABEL,
) -> None:
    """A label spread over its column, a line, and the value on as many lines as the height has."""
    small = sheet.style()
    style = sheet.style(10.5 if bold else 9.0, bold=bold)
    middle, margin = y + height / 2, (LABEL - LABEL_TEXT) / 2
    sheet.spread(x + margin, base_of(middle, small), label, small, label_width - 2 * margin)
    sheet.line(x + label_width, y, x + label_width, y + height)
    if text:
        most = max(FEW_LINES, round((height - 2 * CELL_PADDING) / LEADING))
        setting = fitted(text, style, width - label_width - 2 * PADDING, HEAD, most)
        leading = min(LEADING, (height - CELL_PADDING) / len(setting.lines))
        sheet.lines(x + label_width + PADDING, middle, setting, style, leading)


def labelled_height(
    sheet: Sheet,
    texts: Sequence[tuple[str, float]],
    most_lines: int = FEW_LINES,
    *,
    bold: bool = False,
) -> float:
    """The height of a line that holds these texts, each beside its label in a width."""
    style = sheet.style(10.5 if bold else 9.0, bold=bold)
    lines = max(
        len(fitted(text, style, width - 2 * PADDING, HEAD, most_lines).lines)
        for text, width in texts
    )
    return ROW if lines == 1 else lines * LEADING + 2 * CELL_PADDING


def draw_options(
    sheet: Sheet, xs: Sequence[float], middle: float, options: Sequence[str], chosen: str = ""
) -> None:
    """Boxes to tick, the chosen one ticked and bold."""
    for x, words in zip(xs, options, strict=True):
        style = sheet.style(bold=words == chosen)
        draw_tick_box(sheet, x, middle - TICK_BOX / 2, TICK_BOX, ticked=words == chosen)
        sheet.text(x + TICK_BOX + 1.6, base_of(middle, style), words, style)


def draw_section(sheet: Sheet, top: float, title: str, beside: str = "") -> float:
    """The numbered title of a part, a note at the right; gives the y at which its table begins."""
    bold, small = sheet.style(10, bold=True), sheet.style()
    base = top + SECTION - 2.0
    sheet.text(LEFT, base, title, bold)
    sheet.flush_right(RIGHT, base, beside, small)
    return top + SECTION
