"""The table of a 調査票, drawn: headings, the items with their boxes, and the rules."""

from __future__ import annotations

from collections.abc import Sequence

from app.papers.check_sheet_items import (
    BETWEEN,
    COLUMNS,
    COMMENT,
    EDGES,
    FIRST_ANSWER,
    STATEMENT,
    TAG_LINE,
    TAG_SIDE,
    LaidRow,
    LaidTag,
    tag_style,
)
from app.papers.check_sheet_page import NOT_MET, UNCONFIRMED, VERDICTS
from app.papers.head import LEADING
from app.papers.marks import draw_answer, draw_tick_box
from app.papers.sheet import FRAME, LEFT, RIGHT, WIDTH, Sheet, base_of, bases
from app.papers.table import CELL_SIDE, HEADING
from app.papers.typesetting import Setting, Style

THIN, THICK = 0.25, 1.1
BOX, ANSWER = 4.2, 5.4
GOES_ON = "続き"
LOUD = frozenset({NOT_MET, UNCONFIRMED})


def draw_items(sheet: Sheet, top: float, rows: Sequence[LaidRow]) -> None:
    """Headings, items and rules."""
    _draw_headings(sheet, top)
    _draw_edges(sheet, top, HEADING)
    y = top + HEADING
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        if before is not None:
            _draw_rule(sheet, y, before, row)
        _draw_row(sheet, y, row, goes_on=before is None and not row.answered)
        y += row.height
    sheet.line(EDGES[STATEMENT], top, EDGES[STATEMENT], y)
    sheet.line(LEFT, top + HEADING, RIGHT, top + HEADING, FRAME)
    sheet.frame(LEFT, top, WIDTH, y - top)


def _draw_rule(sheet: Sheet, y: float, before: LaidRow, row: LaidRow) -> None:
    """Between two items, and above a comment that begins below its item."""
    if before.item is not row.item:
        sheet.line(LEFT, y, RIGHT, y)
    elif row.below.lines and before.statement.lines:
        sheet.line(EDGES[STATEMENT], y, RIGHT, y)


def _draw_headings(sheet: Sheet, top: float) -> None:
    style = sheet.style()
    for edge, column in zip(EDGES, COLUMNS, strict=False):
        scale = min(1.0, (column.width - 1) / style.width(column.heading))
        base = base_of(top + HEADING / 2, style)
        sheet.centred(edge + column.width / 2, base, column.heading, style, scale=scale)


def _draw_edges(sheet: Sheet, y: float, height: float) -> None:
    """Between the columns that a long comment runs across."""
    for edge in EDGES[STATEMENT + 1 : -1]:
        sheet.line(edge, y, edge, y + height)


def _draw_row(sheet: Sheet, y: float, row: LaidRow, *, goes_on: bool) -> None:
    """`goes_on`: the item began on the page before."""
    bold, first = sheet.style(bold=True), y + row.above + LEADING / 2
    if row.answered or goes_on:
        sheet.text(LEFT + CELL_SIDE, base_of(first, bold), row.item.place, bold)
    if goes_on:
        small = sheet.style()
        sheet.text(LEFT + CELL_SIDE, base_of(first + LEADING, small), GOES_ON, small)
    if row.statement.lines:
        _draw_edges(sheet, y, row.height)
        _draw_columns(sheet, y, row)
    x = EDGES[STATEMENT] + CELL_SIDE
    _draw_block(sheet, x, first, row.below, sheet.style())


def _draw_columns(sheet: Sheet, y: float, row: LaidRow) -> None:
    style, first = sheet.style(), y + row.above + LEADING / 2
    left = EDGES[STATEMENT] + CELL_SIDE
    _draw_block(sheet, left, first, row.statement, style)
    top = y + row.above + len(row.statement.lines) * LEADING + BETWEEN
    for tag in row.tags:
        _draw_tag(sheet, left + tag.x, top + tag.y, tag)
    if row.answered:
        _draw_answers(sheet, y + row.height / 2, row.item.verdict)
    x = EDGES[COMMENT] + CELL_SIDE
    _draw_block(sheet, x, first, row.comment, style)
    for place, (words, bold) in enumerate(row.notes, start=len(row.comment.lines)):
        note = sheet.style(bold=bold)
        sheet.text(x, base_of(first + place * LEADING, note), words, note)


def _draw_answers(sheet: Sheet, middle: float, given: str) -> None:
    """Four boxes to mark, the answer given encircled in its place."""
    for place, verdict in enumerate(VERDICTS, start=FIRST_ANSWER):
        x = EDGES[place] + COLUMNS[place].width / 2
        if verdict == given:
            draw_answer(sheet, x, middle, ANSWER, verdict, loud=verdict in LOUD)
        else:
            draw_tick_box(sheet, x - BOX / 2, middle - BOX / 2, BOX, ticked=False)


def _draw_block(sheet: Sheet, x: float, middle: float, setting: Setting, style: Style) -> None:
    """Lines from the top down, the first one's middle given."""
    for number, text in enumerate(setting.lines):
        base = base_of(middle + number * LEADING, style)
        sheet.text(x, base, text, style, scale=setting.scale)


def _draw_tag(sheet: Sheet, x: float, y: float, laid: LaidTag) -> None:
    style = tag_style(sheet, laid.tag)
    sheet.frame(x, y, laid.width, laid.height, THICK if laid.tag.must_be_seen else THIN)
    lines = laid.setting.lines
    for base, text in zip(
        bases(y + laid.height / 2, len(lines), style, TAG_LINE), lines, strict=True
    ):
        sheet.text(x + TAG_SIDE, base, text, style, scale=laid.setting.scale)
