"""The four questions on half a page: a smaller sign, the day beside it."""

from __future__ import annotations

from app.papers.marks import draw_sign
from app.papers.record_boxes import NARROW, PADDING, WIDE, draw_fitted, previous_words, small_words
from app.papers.record_page import Box, InspectionBox, RecordPaper
from app.papers.sheet import DIVISION, LEFT, WIDTH, Sheet, base_of
from audits.fiscal_year import FiscalYear
from audits.wareki import short_wareki

HEIGHT, TITLE, SIGN = 14.0, 4.9, 8.0
UPPER, LOWER = 7.4, 11.6
BESIDE = PADDING + SIGN + 1.4
WALLS = (NARROW, NARROW + WIDE, 2 * NARROW + WIDE)


def draw_small_boxes(sheet: Sheet, top: float, paper: RecordPaper) -> None:
    questions = (
        (0.0, "データの引渡し", paper.handover),
        (WALLS[1], "電話等の確認", paper.telephone),
        (WALLS[2], "消去の確認", paper.erasure),
    )
    first, *rest = questions
    _draw_box(sheet, LEFT, top, first[1], paper.handover)
    _draw_inspection(sheet, LEFT + NARROW, top, paper.inspection)
    for x, title, box in rest:
        _draw_box(sheet, LEFT + x, top, title, box)
    for wall in WALLS:
        sheet.line(LEFT + wall, top, LEFT + wall, top + HEIGHT, DIVISION)
    sheet.line(LEFT, top + TITLE, LEFT + WIDTH, top + TITLE)
    sheet.frame(LEFT, top, WIDTH, HEIGHT)


def _draw_box(sheet: Sheet, x: float, y: float, title: str, box: Box) -> None:
    room = NARROW - BESIDE - 0.8
    _draw_title(sheet, x, y, title)
    _draw_day(sheet, x, y, box, room)
    words = f"{box.by}　{box.counts}" if box.done and box.by else box.counts
    draw_fitted(sheet, x + BESIDE, y + LOWER, words, room)


def _draw_title(sheet: Sheet, x: float, y: float, title: str) -> None:
    style = sheet.style(10, bold=True)
    sheet.text(x + PADDING, base_of(y + TITLE / 2, style), title, style)


def _draw_day(sheet: Sheet, x: float, y: float, box: Box | InspectionBox, room: float) -> None:
    draw_sign(sheet, x + PADDING, y + TITLE + 0.6, SIGN, done=box.done)
    day = box.last if box.done else box.due
    label = "最終" if box.done and day else small_words(box, day)
    small = sheet.style()
    draw_fitted(sheet, x + BESIDE, y + UPPER, label, room)
    if day:
        beside = min(small.width(label), room / 2) + 1.6
        bold = sheet.style(10.5, bold=True)
        draw_fitted(sheet, x + BESIDE + beside, y + UPPER, short_wareki(day), room - beside, bold)


def _draw_inspection(sheet: Sheet, x: float, y: float, box: InspectionBox) -> None:
    small = sheet.style()
    _draw_title(sheet, x, y, "立入調査")
    year = f"{FiscalYear(box.fiscal_year).short_label}（本年度）"
    sheet.flush_right(x + WIDE - PADDING, base_of(y + TITLE / 2, small), year, small)
    _draw_day(sheet, x, y, box, 24.0)
    subcontractors = f"　再委託先 {box.subcontractors}" if box.subcontractors else ""
    words = f"受託者 {box.contractor}{subcontractors}"
    room = WIDE - BESIDE - 26.0
    draw_fitted(sheet, x + BESIDE + 25.0, y + UPPER, words, room, sheet.style(bold=True))
    if box.previous:
        words = previous_words(box.previous)
        draw_sign(sheet, x + BESIDE, y + LOWER - 1.9, 3.8, done=box.previous.done)
        draw_fitted(sheet, x + BESIDE + 5.0, y + LOWER, words, WIDE - BESIDE - 6.0)
