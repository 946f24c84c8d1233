"""付議資料の表: headings at the left, words at the right, split over pages where it has to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.papers.council_sheet_page import CouncilSheet, SheetRow
from app.papers.flow import Draw, Flow
from app.papers.marked_text import MarkedLine, draw_marked, marked_lines
from app.papers.sheet import LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.typesetting import HEAD, Setting, fitted
from audits.council_changes import Part
from audits.wording import SHEET_KIND

HEADING_WIDTH, SIDE, LABEL_WIDTH = 44.0, 2.0, 6.5
CONTENT_LEFT = LEFT + HEADING_WIDTH + SIDE
CONTENT_ROOM = WIDTH - HEADING_WIDTH - 2 * SIDE
SIZE, LEADING, PADDING = 10.0, 5.3, 1.5
STRIP, NOTE = 8.0, 5.2
TOGETHER = 3  # lines of a row that are never parted
GOES_ON, AGAIN = "（続き）", "（前のページの続き）"
NOTHING_SAID = (MarkedLine((Part("（記載なし）"),)),)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is set."""

    heading: Setting
    lines: tuple[MarkedLine, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """Lines of a row that stay together."""

    row: int
    first: int
    last: int
    height: float
    begins: bool
    ends: bool


def plan_sheet(flow: Flow, sheet: Sheet, council: CouncilSheet, gap: float) -> None:
    """Puts the table onto the flow; its strip is repeated on every page that it reaches."""
    rows = [_set(sheet, row) for row in council.rows]
    slices = [part for number, row in enumerate(rows) for part in _slices(number, row)]
    before = STRIP + NOTE * len(council.notes)

    def draw(start: int, stop: int) -> Draw:
        return lambda y: _draw(sheet, council, rows, slices[start:stop], y, goes_on=start > 0)

    flow.add_rows(before, [part.height for part in slices], draw, gap)


def _set(sheet: Sheet, row: SheetRow) -> Row:
    style = sheet.style(SIZE)
    heading = fitted(row.heading, style, HEADING_WIDTH - 2 * SIDE, HEAD)
    lines: list[MarkedLine] = []
    for paragraph in row.paragraphs:
        room = CONTENT_ROOM - (LABEL_WIDTH if paragraph.label else 0.0)
        found = marked_lines(sheet, paragraph.text, SIZE, room)
        if found and paragraph.label:
            # Every line of it stands behind the number; a blank keeps its room.
            found = [replace(line, label=" ") for line in found]
            found[0] = replace(found[0], label=paragraph.label)
        lines += found
    return Row(heading, tuple(lines) or NOTHING_SAID)


def _slices(number: int, row: Row) -> Iterator[Slice]:
    """The beginning as high as its heading, the end not alone; between them line by line."""
    count, least = len(row.lines), max(len(row.heading.lines), TOGETHER)
    if count <= least + TOGETHER:
        height = max(count, len(row.heading.lines)) * LEADING + 2 * PADDING
        yield Slice(number, 0, count, height, begins=True, ends=True)
        return
    yield Slice(number, 0, least, least * LEADING + PADDING, begins=True, ends=False)
    for line in range(least, count - TOGETHER):
        yield Slice(number, line, line + 1, LEADING, begins=False, ends=False)
    rest = TOGETHER * LEADING + PADDING
    yield Slice(number, count - TOGETHER, count, rest, begins=False, ends=True)


def _draw(
    sheet: Sheet,
    council: CouncilSheet,
    rows: Sequence[Row],
    slices: Sequence[Slice],
    top: float,
    *,
    goes_on: bool,
) -> None:
    y = _draw_strip(sheet, council, top, goes_on=goes_on)
    table = y
    for place, part in enumerate(slices):
        if part.begins and place:
            sheet.line(LEFT, y, RIGHT, y)
        _draw_heading(sheet, rows[part.row], part, y, is_first=place == 0)
        _draw_lines(sheet, rows[part.row].lines[part.first : part.last], part, y)
        y += part.height
    sheet.line(LEFT + HEADING_WIDTH, table, LEFT + HEADING_WIDTH, y)
    sheet.frame(LEFT, table, WIDTH, y - table)


def _draw_strip(sheet: Sheet, council: CouncilSheet, top: float, *, goes_on: bool) -> float:
    """Which sheet it is, and what is to be known of it: what the bold words mean."""
    bold, small = sheet.style(12, bold=True), sheet.style(9)
    words = f"【{SHEET_KIND[council.kind]}】　{council.title}{GOES_ON if goes_on else ''}"
    room = WIDTH - small.width(council.number) - 4.0
    setting = fitted(words, bold, room, HEAD, most_lines=1)
    base = base_of(top + STRIP / 2, bold)
    sheet.text(LEFT, base, setting.lines[0], bold, scale=setting.scale)
    sheet.flush_right(RIGHT, base, council.number, small)
    y = top + STRIP
    for words in council.notes:
        note = fitted(words, small, WIDTH, HEAD, most_lines=1)
        line = base_of(y + NOTE / 2 - 0.6, small)
        sheet.text(LEFT, line, note.lines[0], small, scale=note.scale)
        y += NOTE
    return y


def _draw_heading(sheet: Sheet, row: Row, part: Slice, y: float, *, is_first: bool) -> None:
    style = sheet.style(SIZE)
    if part.begins:
        height = len(row.heading.lines) * LEADING
        top = y + PADDING
        sheet.lines(LEFT + SIDE, top + height / 2, row.heading, style, LEADING)
    elif is_first:
        small = sheet.style(9)
        sheet.text(LEFT + SIDE, base_of(y + LEADING / 2, small), AGAIN, small)


def _draw_lines(sheet: Sheet, lines: Sequence[MarkedLine], part: Slice, y: float) -> None:
    middle = y + LEADING / 2 + (PADDING if part.begins else 0.0)
    for line in lines:
        x = CONTENT_LEFT
        if line.label:
            style = sheet.style(SIZE)
            sheet.text(x, base_of(middle, style), line.label.strip(), style)
            x += LABEL_WIDTH
        draw_marked(sheet, x, middle, line, SIZE)
        middle += LEADING
