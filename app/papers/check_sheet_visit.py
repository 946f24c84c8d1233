"""The visit at the top of a 調査票: to whom, which year and round, when, how and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.papers.check_sheet_page import METHODS, Visit
from app.papers.head import LABEL, PADDING, SIDE_VALUE, VALUE, Field, Line, draw_head
from app.papers.pieces import in_pieces
from app.papers.sheet import LEFT, WIDTH, Sheet, base_of
from app.papers.table import ROW, day_words, draw_date_to_write, draw_labelled, draw_options
from app.papers.typesetting import CELL, HEAD, fitted
from audits.wareki import wareki

TALL = 8.2  # a line to write on by hand
SIDE = LEFT + LABEL + VALUE
METHOD_PLACES = tuple(LEFT + LABEL + PADDING + across for across in (0.0, 15.0, 30.0))
REASON = LEFT + LABEL + 48.0
REASON_WORDS = "実地でない理由："
HOURS = "　　時　　分から　　時　　分まで"
SEE_BELOW = "（下に記載）"
HEIGHTS = (TALL, TALL, TALL, TALL)
VISIT_HEIGHT = sum(HEIGHTS)
MOST_LINES = 25  # of a long text that stay together on a page


def draw_visit(sheet: Sheet, visit: Visit, y: float) -> None:
    """What is too long for its room has a word instead, and `longer_lines` below."""
    top, shown = y, _shown(sheet, visit)
    _draw_first(sheet, y, shown)
    y += HEIGHTS[0]
    _draw_days(sheet, y, shown)
    y += HEIGHTS[1]
    _draw_method(sheet, y, shown)
    y += HEIGHTS[2]
    draw_labelled(sheet, LEFT, y, "場所", "", LABEL + VALUE, height=HEIGHTS[3])
    officers, width = shown.officers, LABEL + SIDE_VALUE
    draw_labelled(sheet, SIDE, y, "調査職員", officers, width, height=HEIGHTS[3])
    for number in range(1, len(HEIGHTS)):
        line = top + sum(HEIGHTS[:number])
        sheet.line(LEFT, line, LEFT + WIDTH, line)
    sheet.line(SIDE, top, SIDE, top + VISIT_HEIGHT)
    sheet.frame(LEFT, top, WIDTH, VISIT_HEIGHT)


def longer_lines(sheet: Sheet, visit: Visit) -> Iterator[Line]:
    """The reason and the officers in full, where `draw_visit` has no room for them."""
    style, room, shown = sheet.style(), WIDTH - LABEL - 2 * PADDING, _shown(sheet, visit)
    for label, text, stands in (
        ("理由", visit.reason, shown.reason),
        ("調査職員", visit.officers, shown.officers),
    ):
        if text != stands:
            for piece in in_pieces(fitted(text, style, room, CELL), MOST_LINES):
                yield Line((Field(label, piece, style),))


def draw_longer(sheet: Sheet, line: Line, y: float) -> None:
    draw_head(sheet, y, (line,))


def _shown(sheet: Sheet, visit: Visit) -> Visit:
    if _is_long(sheet, REASON_WORDS + visit.reason, SIDE - REASON - 1.0):
        visit = replace(visit, reason=SEE_BELOW)
    if _is_long(sheet, visit.officers, SIDE_VALUE - 2 * PADDING):
        visit = replace(visit, officers=SEE_BELOW)
    return visit


def _is_long(sheet: Sheet, text: str, room: float) -> bool:
    return fitted(text, sheet.style(), room, HEAD, most_lines=2).shortened


def _draw_first(sheet: Sheet, y: float, visit: Visit) -> None:
    draw_labelled(
        sheet, LEFT, y, "調査先", visit.party, LABEL + VALUE, height=HEIGHTS[0], bold=True
    )
    round_words = f"{visit.year}　第{visit.round}回"
    width = LABEL + SIDE_VALUE
    draw_labelled(sheet, SIDE, y, "年度・回", round_words, width, height=HEIGHTS[0], bold=True)


def _draw_days(sheet: Sheet, y: float, visit: Visit) -> None:
    due = f"期限 {wareki(visit.due_on)}" if visit.due_on else ""
    planned, width = day_words(visit.planned_on), LABEL + VALUE
    draw_labelled(sheet, LEFT, y, "予定日", planned, width, height=HEIGHTS[1])
    middle, small = y + HEIGHTS[1] / 2, sheet.style()
    sheet.flush_right(SIDE - PADDING, base_of(middle, small), due, small)
    if not planned:
        draw_date_to_write(sheet, LEFT + LABEL + 32.0, middle)
    made = day_words(visit.carried_out_on)
    draw_labelled(sheet, SIDE, y, "実施日", made, LABEL + SIDE_VALUE, height=HEIGHTS[1])
    if not made:
        draw_date_to_write(sheet, LEFT + WIDTH - PADDING, middle)


def _draw_method(sheet: Sheet, y: float, visit: Visit) -> None:
    middle, small = y + HEIGHTS[2] / 2, sheet.style()
    draw_labelled(sheet, LEFT, y, "方法", "", LABEL + VALUE, height=HEIGHTS[2])
    draw_options(sheet, METHOD_PLACES, middle, METHODS, visit.method)
    setting = fitted(REASON_WORDS + visit.reason, small, SIDE - REASON - 1.0, HEAD, most_lines=2)
    sheet.lines(REASON, middle, setting, small, 3.8)
    draw_labelled(sheet, SIDE, y, "時刻", "", LABEL + SIDE_VALUE, height=HEIGHTS[2])
    hours = fitted(HOURS, small, SIDE_VALUE - 2 * PADDING, HEAD, most_lines=1)
    sheet.lines(SIDE + LABEL + PADDING, middle, hours, small, ROW)
