"""管理記録 on half a page (A5 across), for a contract with at most eight entries."""

from __future__ import annotations

from app.papers.fonts import Fonts
from app.papers.half_page_boxes import draw_small_boxes
from app.papers.hash_line import draw_hash_line, missing_characters
from app.papers.head import (
    LABEL,
    PADDING,
    ROW,
    UNKNOWN_CONTRACTOR,
    Field,
    as_many_as_fit,
    days_words,
    department_words,
    people_words,
    term_words,
)
from app.papers.management_record import TITLE, chain_words
from app.papers.qr import SIDE, draw_qr
from app.papers.record_foot import DATE_SIGNS, number_lines, visit_lines
from app.papers.record_page import Head, RecordPaper
from app.papers.record_table import (
    HEADING_HEIGHT,
    TIGHT,
    Room,
    draw_end_of_rows,
    draw_note,
    draw_table,
    paged,
)
from app.papers.sheet import DIVISION, HEIGHT, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.typesetting import HEAD, Style, fitted
from audits.wareki import wareki

MOST_ENTRIES = 8
HALF = HEIGHT / 2
TITLE_BASE, TITLE_SIZE, TITLE_WIDTH = 11.3, 16, 36.0
HEAD_TOP, GAP, BOXES = 14.0, 1.8, 14.0
FOOT_TOP, FOOT_HEIGHT, HASH_BASE = 122.5, 16.0, 142.6
CODE, STAMP = 25.0, 27.0
VALUES = (62.0, 54.0)
TABLE_TOP = HEAD_TOP + 4 * ROW + GAP + BOXES + GAP
ROOM = FOOT_TOP - 1.5 - TABLE_TOP - HEADING_HEIGHT


def half_page_record(paper: RecordPaper, fonts: Fonts) -> bytes | None:
    """The same form on half a page, or None where it does not fit and the whole page is needed."""
    if len(paper.rows) > MOST_ENTRIES:
        return None
    sheet = Sheet(fonts, f"{TITLE} {paper.head.contract_number}", HALF)
    pages = paged(sheet, paper.rows, Room(ROOM, ROOM, ROOM, ROOM))
    if len(pages.pages) > 1 or any(row.row.others for row in pages.pages[0]):
        return None
    _draw_title(sheet, paper)
    _draw_head(sheet, paper)
    draw_small_boxes(sheet, HEAD_TOP + 4 * ROW + GAP, paper)
    y = draw_table(sheet, TABLE_TOP, pages.pages[0], pages.density)
    if FOOT_TOP - y > TIGHT.leading:
        draw_end_of_rows(sheet, y, FOOT_TOP)
        draw_note(sheet, paper.note, FOOT_TOP)
    _draw_foot(sheet, paper)
    missing = missing_characters(paper, fonts.regular)
    draw_hash_line(sheet, chain_words(paper.chain), 1, 1, missing, HASH_BASE)
    return sheet.finished()


def _draw_title(sheet: Sheet, paper: RecordPaper) -> None:
    bold, small = sheet.style(TITLE_SIZE, bold=True), sheet.style()
    stage = fitted(
        f"段階　{paper.head.stage}", sheet.style(10.5, bold=True), 60, HEAD, most_lines=1
    )
    sheet.lines(LEFT, TITLE_BASE - 1.4, stage, sheet.style(10.5, bold=True), 0)
    sheet.spread((LEFT + RIGHT - TITLE_WIDTH) / 2, TITLE_BASE, TITLE, bold, TITLE_WIDTH)
    sheet.flush_right(RIGHT, TITLE_BASE, f"{wareki(paper.as_of)}現在", small)


def _draw_head(sheet: Sheet, paper: RecordPaper) -> None:
    """Four lines of two fields, one line each, and the QR code beside them."""
    for number, fields in enumerate(_fields(sheet, paper.head)):
        y, x = HEAD_TOP + number * ROW, LEFT
        if number:
            sheet.line(LEFT, y, RIGHT - CODE, y)
        for field, width in zip(fields, VALUES, strict=True):
            _draw_field(sheet, x, y, field, width)
            x += LABEL + width
    bottom = HEAD_TOP + 4 * ROW
    right = LEFT + LABEL + VALUES[0]
    sheet.line(right, HEAD_TOP, right, bottom)
    sheet.line(RIGHT - CODE, HEAD_TOP, RIGHT - CODE, bottom, DIVISION)
    inset = (CODE - SIDE) / 2
    draw_qr(sheet, RIGHT - CODE + inset, HEAD_TOP + (4 * ROW - SIDE) / 2, paper.chain.qr_text)
    sheet.frame(LEFT, HEAD_TOP, WIDTH, 4 * ROW)


def _draw_field(sheet: Sheet, x: float, y: float, field: Field, width: float) -> None:
    small = sheet.style()
    sheet.spread(x + 2, base_of(y + ROW / 2, small), field.label, small, LABEL - 4)
    sheet.line(x + LABEL, y, x + LABEL, y + ROW)
    sheet.lines(x + LABEL + PADDING, y + ROW / 2, field.setting, field.style, 0)


def _fields(sheet: Sheet, head: Head) -> tuple[tuple[Field, Field], ...]:
    left, right = (width - 2 * PADDING for width in VALUES)
    small, bold = sheet.style(), sheet.style(10.5, bold=True)

    def field(label: str, text: str, room: float, style: Style) -> Field:
        return Field(label, fitted(text, style, room, HEAD, most_lines=1), style)

    contractor = head.contractor or UNKNOWN_CONTRACTOR
    term = field("契約期間", term_words(head), left, small)
    if term.setting.shortened:
        term = field("契約期間", days_words(head), left, small)
    information = f"{people_words(head.people)}　{head.information}"
    names = [f"{one.number} {one.name}" for one in head.subcontractors]
    return (
        (
            field("契約番号", head.contract_number, left, bold),
            field("所管課", department_words(head), right, small),
        ),
        (field("件名", head.title, left, bold), field("受託者", contractor, right, bold)),
        (term, field("特記事項", head.clause_set, right, small)),
        (
            field("情報項目", information, left, small),
            Field("再委託先", as_many_as_fit(names, small, right, most_lines=1), small),
        ),
    )


def _draw_foot(sheet: Sheet, paper: RecordPaper) -> None:
    """The numbers in three lines, without the table of years, and the manager's stamp."""
    *_, (_, owed, made, on_site) = visit_lines(paper.visits)
    visits = ("立入調査", f"要{owed}　実施{made}　うち実地{on_site}")
    data, certificates, findings, violations, entries = number_lines(paper.totals)
    row, wide = FOOT_HEIGHT / 3, WIDTH - STAMP
    for number, pair in enumerate(
        ((visits, data), (certificates, findings), (entries, violations))
    ):
        y = FOOT_TOP + number * row
        if number:
            sheet.line(LEFT, y, LEFT + wide, y)
        for (label, words), x, room in zip(pair, (LEFT, LEFT + 66.0), (66.0, 82.0), strict=True):
            _draw_number(sheet, x, y + row / 2, label, words, room)
    sheet.line(LEFT + 66.0, FOOT_TOP, LEFT + 66.0, FOOT_TOP + FOOT_HEIGHT)
    _draw_stamp(sheet, LEFT + wide)
    sheet.frame(LEFT, FOOT_TOP, WIDTH, FOOT_HEIGHT)


def _draw_number(
    sheet: Sheet, x: float, middle: float, label: str, words: str, room: float
) -> None:
    bold, small = sheet.style(bold=True), sheet.style()
    sheet.text(x + 1.8, base_of(middle, bold), label, bold)
    setting = fitted(words, small, room - 21.0, HEAD, most_lines=1)
    sheet.lines(x + 20.0, middle, setting, small, 0)


def _draw_stamp(sheet: Sheet, x: float) -> None:
    bold, small = sheet.style(bold=True), sheet.style()
    sheet.line(x, FOOT_TOP, x, FOOT_TOP + FOOT_HEIGHT, DIVISION)
    sheet.centred(x + STAMP / 2, base_of(FOOT_TOP + 2.4, bold), "所属長確認", bold)
    sheet.line(x, FOOT_TOP + 4.8, x + STAMP, FOOT_TOP + 4.8)
    for across, sign in DATE_SIGNS:
        sheet.centred(x + across, FOOT_TOP + FOOT_HEIGHT - 1.4, sign, small)
