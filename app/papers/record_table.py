"""The table of entries: how tight it must be set, on how many pages it stands, and its rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.papers.condensing import condensed, in_order
from app.papers.record_page import Row
from app.papers.record_rows import COLUMNS, EDGES, NUMBER, LaidRow, draw_row, laid
from app.papers.sheet import FRAME, HAIRLINE, LEFT, MIDDLE, RIGHT, WIDTH, Sheet, base_of
from app.papers.typesetting import HEAD, fitted
from audits.fiscal_year import FiscalYear

HEADINGS = (
    ("番号", 0.0),
    ("年月日", 0.0),
    ("区分", 9.6),
    ("内容", 16.0),
    ("相手方", 0.0),
    ("確認者", 0.0),
    ("方法", 9.6),
    ("資料の所在", 0.0),
)
HEADING_HEIGHT = 6.0
YEAR_GAP = 0.8  # between the two hairlines that part fiscal years
NO_ROWS = "記録はありません"
END_OF_ROWS = "以下余白"
END_WIDTH, END_BELOW = 24.5, 4.8
NOTE_WIDTH, NOTE_ABOVE_FOOT = 72.0, 2.0
KEPT_FOR_LAST_PAGE = 3


@dataclass(frozen=True, slots=True)
class Density:
    """Leading and padding in mm; the size of the type never gives way."""

    leading: float
    padding: float

    def height(self, row: LaidRow) -> float:
        return row.line_count * self.leading + 2 * self.padding


NORMAL = Density(4.2, 0.85)
TIGHT = Density(4.0, 0.5)


@dataclass(frozen=True, slots=True)
class Room:
    """Heights for rows in mm, on the first page and on later ones, with and without the foot."""

    first_with_foot: float
    first: float
    later_with_foot: float
    later: float

    def with_foot(self, page: int) -> float:
        return self.later_with_foot if page else self.first_with_foot

    def full(self, page: int) -> float:
        return self.later if page else self.first


@dataclass(frozen=True, slots=True)
class Pages:
    """The rows of each page, and how they are set."""

    density: Density
    pages: tuple[tuple[LaidRow, ...], ...]


def paged(sheet: Sheet, rows: Sequence[Row], room: Room) -> Pages:
    """What gives way, in order: padding and leading, the place of 後日記載 of loaded entries,
    routine entries, then a second page.

    Nothing gives way for nothing: of the ways that need the fewest pages the first is taken.
    """
    ways: list[Pages] = []
    for laid_rows in _ways_of_laying(sheet, rows):
        for density in (NORMAL, TIGHT):
            ways.append(Pages(density, tuple(_split(laid_rows, density, room))))
            if len(ways[-1].pages) == 1:
                return ways[-1]
    return min(ways, key=lambda way: len(way.pages))


def _ways_of_laying(sheet: Sheet, rows: Sequence[Row]) -> Iterator[list[LaidRow]]:
    all_rows, fewer = in_order(rows), condensed(rows)
    for some in (all_rows, fewer) if len(fewer) < len(all_rows) else (all_rows,):
        yield [laid(sheet, row) for row in some]
        if any(row.from_workbook and row.late_written_on for row in some):
            yield [laid(sheet, row, late_in_words=True) for row in some]


def _needed(rows: Sequence[LaidRow], density: Density) -> float:
    return sum(_height(rows, number, density, 0) for number in range(len(rows)))


def _height(rows: Sequence[LaidRow], number: int, density: Density, first: int) -> float:
    """With the double line above, which the first row of a page does not have."""
    gap = YEAR_GAP if number > first and begins_year(rows, number) else 0.0
    return density.height(rows[number]) + gap


def begins_year(rows: Sequence[LaidRow], number: int) -> bool:
    """Whether a double line stands above: the date's year misleads, R3.3.26 is 令和2年度."""
    if not number:
        return False
    return FiscalYear.of(rows[number].row.on) != FiscalYear.of(rows[number - 1].row.on)


def _split(rows: Sequence[LaidRow], density: Density, room: Room) -> Iterator[tuple[LaidRow, ...]]:
    """Full pages while more follows; the last page leaves room for the foot. Never within a row."""
    page, start = 0, 0
    while _needed(rows[start:], density) > room.with_foot(page):
        stop = _stop(rows, start, density, room.full(page))
        if stop == len(rows):
            stop = max(start + 1, stop - KEPT_FOR_LAST_PAGE)
        yield tuple(rows[start:stop])
        page, start = page + 1, stop
    yield tuple(rows[start:])


def _stop(rows: Sequence[LaidRow], start: int, density: Density, room: float) -> int:
    """As many rows as the room holds; at least one, for a page must not stay empty."""
    used, stop = 0.0, start
    while stop < len(rows):
        used += _height(rows, stop, density, start)
        if used > room and stop > start:
            break
        stop += 1
    return stop


def draw_table(sheet: Sheet, top: float, rows: Sequence[LaidRow], density: Density) -> float:
    """Heading and rows; gives the y below the last one."""
    _draw_headings(sheet, top)
    y = block = top + HEADING_HEIGHT
    for number, row in enumerate(rows):
        if begins_year(rows, number):
            _draw_walls(sheet, block, y)
            sheet.line(LEFT, y + YEAR_GAP, RIGHT, y + YEAR_GAP)
            y = block = y + YEAR_GAP
        height = density.height(row)
        draw_row(sheet, row, y, height, density.leading)
        y += height
        if number + 1 < len(rows):
            sheet.line(LEFT, y, RIGHT, y)
    if not rows:
        y = _draw_no_rows(sheet, y)
    else:
        _draw_walls(sheet, block, y)
    _draw_frame(sheet, top, y)
    return y


def _draw_headings(sheet: Sheet, top: float) -> None:
    style = sheet.style()
    base = base_of(top + HEADING_HEIGHT / 2, style)
    for column, (words, width) in enumerate(HEADINGS):
        middle = (EDGES[column] + EDGES[column + 1]) / 2
        wide = max(width, style.width(words))
        scale = min(1.0, (COLUMNS[column] - 1.0) / wide)
        if scale < 1.0 or not width:
            sheet.centred(middle, base, words, style, scale=scale)
        else:
            sheet.spread(middle - wide / 2, base, words, style, wide)
    _draw_walls(sheet, top, top + HEADING_HEIGHT)


def _draw_walls(sheet: Sheet, top: float, bottom: float) -> None:
    for x in EDGES[NUMBER + 1 : -1]:
        sheet.line(x, top, x, bottom, HAIRLINE)


def _draw_frame(sheet: Sheet, top: float, bottom: float) -> None:
    below_heading = top + HEADING_HEIGHT
    sheet.line(LEFT, below_heading, RIGHT, below_heading, FRAME)
    sheet.frame(LEFT, top, WIDTH, bottom - top, FRAME)


def _draw_no_rows(sheet: Sheet, y: float) -> float:
    style, height = sheet.style(), 8.0
    sheet.centred(MIDDLE, base_of(y + height / 2, style), NO_ROWS, style)
    return y + height


def draw_note(sheet: Sheet, note: str, foot: float) -> None:
    """Just above the foot, left of 以下余白 even on a full page."""
    style = sheet.style()
    setting = fitted(note, style, NOTE_WIDTH, HEAD, most_lines=1)
    sheet.lines(LEFT + 1.2, foot - NOTE_ABOVE_FOOT, setting, style, 0)


def draw_end_of_rows(sheet: Sheet, table_end: float, foot: float) -> None:
    """以下余白, instead of empty rules that would invite additions."""
    style = sheet.style()
    middle = min(table_end + END_BELOW, (table_end + foot) / 2)
    sheet.spread(MIDDLE - END_WIDTH / 2, base_of(middle, style), END_OF_ROWS, style, END_WIDTH)
