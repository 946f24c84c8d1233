"""The four questions on half a page: a smaller sign, the day beside it."""

from __future__ import annotations

from app.papers.marks import draw_sign
from app.papers.record_boxes import (
    NARROW,
    PADDING,
    WIDE,
    draw_fitted,
    previous_words,
    small_words,
    year_words,
)
from app.papers.record_page import Box, InspectionBox, RecordPaper
from app.papers.sheet import DIVISION, LEFT, WIDTH, Sheet, base_of
from app.papers.typesetting import fitted
from audits.wareki import short_wareki

HEIGHT, TITLE, SIGN = 14.0, 4.9, 8.0
UPPER, LOWER = 7.4, 11.6
BESIDE = PADDING + SIGN + 1.4
PARTIES, DAY, GAP = 19.0, 25.0, 1.6
NARROWEST = 0.75  # narrower than on the whole page: a fraction must not be cut off
WALLS = (NARROW, NARROW + WIDE, 2 * NARROW + WIDE)


def draw_small_boxes(sheet: Sheet, top: float, paper: RecordPaper) -> None:
    _draw_box(sheet, LEFT, top, "データの引渡し", paper.handover)
    _draw_inspection(sheet, LEFT + WALLS[0], top, paper.inspection)
    _draw_box(sheet, LEFT + WALLS[1], top, "電話等の確認", paper.telephone)
    _draw_box(sheet, LEFT + WALLS[2], top, "消去の確認", paper.erasure)
    for wall in WALLS:
        sheet.line(LEFT + wall, top, LEFT + wall, top + HEIGHT, DIVISION)
    sheet.line(LEFT, top + TITLE, LEFT + WIDTH, top + TITLE)
    sheet.frame(LEFT, top, WIDTH, HEIGHT)


def _draw_box(sheet: Sheet, x: float, y: float, title: str, box: Box) -> None:
    room = NARROW - BESIDE - 0.8
    _draw_title(sheet, x, y, title)
    _draw_day(sheet, x, y, box, room)
    draw_fitted(sheet, x + BESIDE, y + LOWER, box.counts, room, narrowest=NARROWEST)


def _draw_title(sheet: Sheet, x: float, y: float, title: str) -> None:
    style = sheet.style(10, bold=True)
    sheet.text(x + PADDING, base_of(y + TITLE / 2, style), title, style)


def _draw_day(sheet: Sheet, x: float, y: float, box: Box | InspectionBox, room: float) -> None:
    """Done: the day and by whom; not done: by when. The sign says which of the two."""
    draw_sign(sheet, x + PADDING, y + TITLE + 0.6, SIGN, done=box.done)
    day = box.last if box.done else box.due
    bold, x, middle = sheet.style(10.5, bold=True), x + BESIDE, y + UPPER
    if day is None:
        draw_fitted(sheet, x, middle, small_words(box, day), room)
        return
    words = short_wareki(day)
    if box.done:
        draw_fitted(sheet, x, middle, words, room, bold)
        beside = bold.width(words) + GAP
        draw_fitted(sheet, x + beside, middle, box.by, room - beside, narrowest=NARROWEST)
    else:
        label = small_words(box, day)
        beside = min(sheet.style().width(label), room / 2) + GAP
        draw_fitted(sheet, x, middle, label, room / 2, narrowest=NARROWEST)
        draw_fitted(sheet, x + beside, middle, words, room - beside, bold)


def _draw_inspection(sheet: Sheet, x: float, y: float, box: InspectionBox) -> None:
    small, bold = sheet.style(), sheet.style(bold=True)
    _draw_title(sheet, x, y, "立入調査")
    subcontractors = f"　再委託先 {box.subcontractors}" if box.subcontractors else ""
    words = f"受託者 {box.contractor}{subcontractors}"
    parties = fitted(words, bold, WIDE - PARTIES - PADDING, NARROWEST, most_lines=1)
    base = base_of(y + TITLE / 2, bold)
    sheet.flush_right(x + WIDE - PADDING, base, parties.lines[0], bold, scale=parties.scale)
    _draw_day(sheet, x, y, box, DAY)
    year = year_words(box)
    sheet.flush_right(x + WIDE - PADDING, base_of(y + UPPER, small), year, small)
    if box.previous:
        words = previous_words(box.previous)
        draw_sign(sheet, x + BESIDE, y + LOWER - 1.9, 3.8, done=box.previous.done)
        room = WIDE - BESIDE - 5.8
        draw_fitted(sheet, x + BESIDE + 5.0, y + LOWER, words, room, narrowest=NARROWEST)
