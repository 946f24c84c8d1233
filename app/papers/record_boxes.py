"""The chair's four questions: データの引渡し, 立入調査, 電話等の確認, 消去の確認."""

from __future__ import annotations

from datetime import date

from app.papers.marks import draw_sign
from app.papers.record_page import Box, InspectionBox, PreviousYear, RecordPaper
from app.papers.sheet import DIVISION, LEFT, WIDTH, Sheet, base_of
from app.papers.typesetting import HEAD, Setting, Style, fitted
from audits.fiscal_year import FiscalYear
from audits.wareki import short_wareki

NARROW, WIDE = 35.5, 68.5
HEIGHT = 25.0
TITLE_HEIGHT = 6.0
PADDING = 1.8
SIGN = 11.4
SIGN_TOP, SMALL_MIDDLE, DATE_MIDDLE, COUNTS_MIDDLE = 7.4, 10.0, 15.8, 22.0
BESIDE_SIGN = PADDING + SIGN + 2.0
BESIDE_DATES = 34.5  # where the parties stand in the wide box
STRIP_TOP, STRIP_SIGN = 19.5, 4.1
PARTY_LABEL = 15.0
WIDE_GAP = "　"


def draw_boxes(sheet: Sheet, top: float, paper: RecordPaper) -> float:
    """Draws the four boxes and gives the y below them."""
    x = LEFT
    _draw_box(sheet, x, top, "データの引渡し", paper.handover)
    _draw_inspection(sheet, x + NARROW, top, paper.inspection)
    _draw_box(sheet, x + NARROW + WIDE, top, "電話等の確認", paper.telephone)
    _draw_box(sheet, x + 2 * NARROW + WIDE, top, "消去の確認", paper.erasure)
    for wall in (NARROW, NARROW + WIDE, 2 * NARROW + WIDE):
        sheet.line(x + wall, top, x + wall, top + HEIGHT, DIVISION)
    sheet.line(LEFT, top + TITLE_HEIGHT, LEFT + WIDTH, top + TITLE_HEIGHT)
    sheet.frame(LEFT, top, WIDTH, HEIGHT)
    return top + HEIGHT


def year_words(box: InspectionBox) -> str:
    """The fiscal year of the visits; outside the contract's years it is its last or first one."""
    year = FiscalYear(box.fiscal_year).short_label
    return f"{year}（本年度）" if box.is_this_year else year


def _draw_box(sheet: Sheet, x: float, y: float, title: str, box: Box) -> None:
    _draw_title(sheet, x, y, title)
    _draw_answer(sheet, x, y, box, NARROW - BESIDE_SIGN - 0.6)
    draw_fitted(sheet, x + PADDING, y + COUNTS_MIDDLE, box.counts, NARROW - 2 * PADDING + 0.6)


def _draw_title(sheet: Sheet, x: float, y: float, title: str) -> None:
    style = sheet.style(10, bold=True)
    sheet.text(x + PADDING, base_of(y + TITLE_HEIGHT / 2, style), title, style)


def _draw_answer(sheet: Sheet, x: float, y: float, box: Box | InspectionBox, room: float) -> None:
    draw_sign(sheet, x + PADDING, y + SIGN_TOP, SIGN, done=box.done)
    day = box.last if box.done else box.due
    said = small_words(box, day)
    if sheet.style().width(said) * HEAD > room:  # rather closer together than cut short
        said = said.replace(WIDE_GAP, " ", 1)
    draw_fitted(sheet, x + BESIDE_SIGN, y + SMALL_MIDDLE, said, room)
    if day:
        draw_fitted(
            sheet,
            x + BESIDE_SIGN,
            y + DATE_MIDDLE,
            short_wareki(day),
            room,
            sheet.style(12, bold=True),
        )


def small_words(box: Box | InspectionBox, day: date | None) -> str:
    if box.done:
        return f"最終{WIDE_GAP}{box.by}" if day else box.by
    if day is None:
        return "期限の定めなし"
    return "期限超過" if box.overdue else "期限"


def draw_fitted(
    sheet: Sheet,
    x: float,
    middle: float,
    text: str,
    room: float,
    style: Style | None = None,
    narrowest: float = HEAD,
) -> None:
    """On one line, as narrow as allowed, and only then shortened."""
    style = style or sheet.style()
    setting = fitted(text, style, room, narrowest, most_lines=1)
    sheet.lines(x, middle, setting, style, leading=0)


def _draw_inspection(sheet: Sheet, x: float, y: float, box: InspectionBox) -> None:
    _draw_title(sheet, x, y, "立入調査")
    small = sheet.style()
    year = year_words(box)
    sheet.flush_right(x + WIDE - PADDING, base_of(y + TITLE_HEIGHT / 2, small), year, small)
    _draw_answer(sheet, x, y, box, BESIDE_DATES - BESIDE_SIGN - 1.0)
    sheet.line(x + BESIDE_DATES, y + SIGN_TOP + 0.8, x + BESIDE_DATES, y + STRIP_TOP - 1.5)
    _draw_parties(sheet, x + BESIDE_DATES + PADDING, y, box)
    if box.previous:
        sheet.line(x, y + STRIP_TOP, x + WIDE, y + STRIP_TOP)
        _draw_previous(sheet, x, y + (STRIP_TOP + HEIGHT) / 2, box.previous)


def _draw_parties(sheet: Sheet, x: float, y: float, box: InspectionBox) -> None:
    bold = sheet.style(bold=True)
    room = WIDE - BESIDE_DATES - 2 * PADDING - PARTY_LABEL
    parties = (
        ("受託者", box.contractor, SMALL_MIDDLE),
        ("再委託先", box.subcontractors or "なし", DATE_MIDDLE),
    )
    for label, state, middle in parties:
        small = sheet.style()
        sheet.text(x, base_of(y + middle, small), label, small)
        draw_fitted(sheet, x + PARTY_LABEL, y + middle, state, room, bold)


def _draw_previous(sheet: Sheet, x: float, middle: float, previous: PreviousYear) -> None:
    draw_sign(sheet, x + PADDING, middle - STRIP_SIGN / 2, STRIP_SIGN, done=previous.done)
    words = previous_words(previous)
    beside = PADDING + STRIP_SIGN + 1.2
    style = sheet.style()
    setting: Setting = fitted(words, style, WIDE - beside - 1.0, HEAD, most_lines=1)
    sheet.lines(x + beside, middle, setting, style, leading=0)


def previous_words(previous: PreviousYear) -> str:
    year = "前年度超過" if previous.overdue else "前年度"
    subcontractors = f"　再委託先 {previous.subcontractors}" if previous.subcontractors else ""
    return f"{year}　受託者 {previous.contractor}{subcontractors}"
