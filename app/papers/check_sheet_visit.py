"""The visit at the top of a 調査票: to whom, which year and round, when, how and by whom."""

from __future__ import annotations

from app.papers.check_sheet_page import METHODS, Visit
from app.papers.head import LABEL, PADDING, SIDE_VALUE, VALUE
from app.papers.sheet import LEFT, WIDTH, Sheet, base_of
from app.papers.table import ROW, day_words, draw_date_to_write, draw_labelled, draw_options
from app.papers.typesetting import HEAD, fitted
from audits.wareki import wareki

TALL = 8.2  # a line to write on by hand
SIDE = LEFT + LABEL + VALUE
METHOD_PLACES = tuple(LEFT + LABEL + PADDING + across for across in (0.0, 15.0, 30.0))
REASON = LEFT + LABEL + 48.0
REASON_WORDS = "実地でない理由："
HOURS = "　　時　　分から　　時　　分まで"
HEIGHTS = (TALL, TALL, TALL, TALL)
VISIT_HEIGHT = sum(HEIGHTS)


def draw_visit(sheet: Sheet, visit: Visit, y: float) -> None:
    top = y
    _draw_first(sheet, y, visit)
    y += HEIGHTS[0]
    _draw_days(sheet, y, visit)
    y += HEIGHTS[1]
    _draw_method(sheet, y, visit)
    y += HEIGHTS[2]
    draw_labelled(sheet, LEFT, y, "場所", "", LABEL + VALUE, height=HEIGHTS[3])
    officers = visit.officers
    draw_labelled(sheet, SIDE, y, "調査職員", officers, LABEL + SIDE_VALUE, height=HEIGHTS[3])
    for number in range(1, len(HEIGHTS)):
        line = top + sum(HEIGHTS[:number])
        sheet.line(LEFT, line, LEFT + WIDTH, line)
    sheet.line(SIDE, top, SIDE, top + VISIT_HEIGHT)
    sheet.frame(LEFT, top, WIDTH, VISIT_HEIGHT)


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
