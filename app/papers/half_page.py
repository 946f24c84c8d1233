"""管理記録 on half a page (A5 across), for a contract with at most eight entries."""

from __future__ import annotations

from dataclasses import dataclass

from app.papers.fonts import Fonts
from app.papers.half_page_boxes import draw_small_boxes
from app.papers.hash_line import draw_hash_line, missing_characters
from app.papers.head import (
    LABEL,
    PADDING,
    UNKNOWN_CONTRACTOR,
    Field,
    Line,
    as_many_as_fit,
    days_words,
    department_words,
    draw_field,
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
    Pages,
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
LINES = ((3, 3), (3, 2), (2, 2), (3, 1), (2, 1), (1, 1))  # of 件名 and 受託者, of all else


@dataclass(frozen=True, slots=True)
class _Layout:
    """The head as set, and the one page of rows that there is room for below it."""

    head: tuple[Line, ...]
    pages: Pages

    @property
    def boxes_top(self) -> float:
        return _head_bottom(self.head) + GAP

    @property
    def table_top(self) -> float:
        return self.boxes_top + BOXES + GAP


def half_page_record(paper: RecordPaper, fonts: Fonts) -> bytes | None:
    """The same form on half a page, or None where it does not fit and the whole page is needed."""
    if len(paper.rows) > MOST_ENTRIES:
        return None
    sheet = Sheet(fonts, f"{TITLE} {paper.head.contract_number}", HALF)
    layout = _laid_out(sheet, paper)
    if layout is None:
        return None
    _draw_title(sheet, paper)
    _draw_head(sheet, layout.head, paper)
    draw_small_boxes(sheet, layout.boxes_top, paper)
    y = draw_table(sheet, layout.table_top, layout.pages.pages[0], layout.pages.density)
    if FOOT_TOP - y > TIGHT.leading:
        draw_end_of_rows(sheet, y, FOOT_TOP)
        draw_note(sheet, paper.note, FOOT_TOP)
    _draw_foot(sheet, paper)
    missing = missing_characters(paper, fonts.regular)
    draw_hash_line(sheet, chain_words(paper.chain), 1, 1, missing, HASH_BASE)
    return sheet.finished()


def _laid_out(sheet: Sheet, paper: RecordPaper) -> _Layout | None:
    """The head on as many lines as leave every row its place; cut short before it gives way."""
    for names, others in LINES:
        head = _head_lines(sheet, paper.head, names, others)
        room = FOOT_TOP - 1.5 - (_head_bottom(head) + 2 * GAP + BOXES) - HEADING_HEIGHT
        pages = paged(sheet, paper.rows, Room(room, room, room, room))
        if len(pages.pages) == 1 and not any(row.row.others for row in pages.pages[0]):
            return _Layout(head, pages)
    return None


def _head_bottom(head: tuple[Line, ...]) -> float:
    return HEAD_TOP + sum(line.height for line in head)


def _draw_title(sheet: Sheet, paper: RecordPaper) -> None:
    bold, small = sheet.style(TITLE_SIZE, bold=True), sheet.style()
    stage = fitted(
        f"段階　{paper.head.stage}", sheet.style(10.5, bold=True), 60, HEAD, most_lines=1
    )
    sheet.lines(LEFT, TITLE_BASE - 1.4, stage, sheet.style(10.5, bold=True), 0)
    sheet.spread((LEFT + RIGHT - TITLE_WIDTH) / 2, TITLE_BASE, TITLE, bold, TITLE_WIDTH)
    sheet.flush_right(RIGHT, TITLE_BASE, f"{wareki(paper.as_of)}現在", small)


def _draw_head(sheet: Sheet, head: tuple[Line, ...], paper: RecordPaper) -> None:
    """Four lines of two fields, and the QR code beside them."""
    y, second = HEAD_TOP, LEFT + LABEL + VALUES[0]
    for line in head:
        if y > HEAD_TOP:
            sheet.line(LEFT, y, RIGHT - CODE, y)
        for field, x in zip(line.fields, (LEFT, second), strict=True):
            draw_field(sheet, x, y, line.height, field, LABEL)
        y += line.height
    sheet.line(second, HEAD_TOP, second, y)
    sheet.line(RIGHT - CODE, HEAD_TOP, RIGHT - CODE, y, DIVISION)
    inset = (CODE - SIDE) / 2
    draw_qr(sheet, RIGHT - CODE + inset, (HEAD_TOP + y - SIDE) / 2, paper.chain.qr_text)
    sheet.frame(LEFT, HEAD_TOP, WIDTH, y - HEAD_TOP)


def _head_lines(
    sheet: Sheet, head: Head, lines_of_names: int, lines_of_others: int
) -> tuple[Line, ...]:
    left, right = (width - 2 * PADDING for width in VALUES)
    small, bold = sheet.style(), sheet.style(10.5, bold=True)

    def name(label: str, text: str, room: float) -> Field:
        return Field(label, fitted(text, bold, room, HEAD, lines_of_names), bold)

    def field(label: str, text: str, room: float, style: Style = small) -> Field:
        return Field(label, fitted(text, style, room, HEAD, lines_of_others), style)

    contractor = head.contractor or UNKNOWN_CONTRACTOR
    term = field("契約期間", term_words(head), left)
    if len(term.setting.lines) > 1 or term.setting.shortened:
        term = field("契約期間", days_words(head), left)
    information = f"{people_words(head.people)}　{head.information}"
    names = [f"{one.number} {one.name}" for one in head.subcontractors]
    number = field("契約番号", head.contract_number, left, bold)
    listed = as_many_as_fit(names, small, right, lines_of_others)
    return (
        Line((number, field("所管課", department_words(head), right))),
        Line((name("件名", head.title, left), name("受託者", contractor, right))),
        Line((term, field("特記事項", head.clause_set, right))),
        Line((field("情報項目", information, left), Field("再委託先", listed, small))),
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
