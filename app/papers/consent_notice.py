"""再委託承諾通知書・再委託不承諾通知書: tells a contractor whether it may hand work on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from app.papers.consent_notice_page import ConsentNotice, NoticedPoint
from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, missing_characters
from app.papers.head import LABEL, PADDING, Field, Line, draw_head
from app.papers.pieces import in_pieces
from app.papers.sheet import LEFT, MIDDLE, RIGHT, TOP, WIDTH, Sheet
from app.papers.table import (
    HEADING,
    SECTION,
    Cell,
    Cells,
    Column,
    cell,
    draw_rows,
    draw_section,
    row_height,
)
from app.papers.typesetting import CELL, HEAD, fitted
from audits.wareki import short_wareki, wareki

CONSENT, NO_CONSENT = "再委託承諾通知書", "再委託不承諾通知書"
TITLE_SIZE, TITLE_SPACING = 18.0, 2.0
SEAL_LEFT_OFF, SIGNATORY = "（公印省略）", "代表者　様"
LETTER_TOP, LETTER_HEIGHT = 11.0, 68.0
NUMBER_BASE, DAY_BASE, ADDRESSEE_BASE, SENDER_BASE, TITLE_BASE = 7.0, 13.0, 24.0, 43.0, 63.0
NAME, TEXT, TEXT_LEADING, TEXT_GAP, GAP, SMALL_HEAD, TALL = 12.0, 10.5, 6.2, 3.0, 3.5, 8.0, 6.4
NAME_ROOM, SENDER_ROOM, MOST_LINES = 110.0, 80.0, 30
BELOW, BELOW_HEIGHT = "記", 9.0
ENDS, ENDS_HEIGHT = "以上", 6.0
CONDITIONS = "承諾の条件"
POINTS = "確認した事項"
CONDITION_COLUMNS = (Column("番号", 14.0, "centre"), Column("条件", 161.0))
POINT_COLUMNS = (
    Column("事項", 61.5),
    Column("確認", 26.0),
    Column("事項", 61.5),
    Column("確認", 26.0),
)


def consent_notice(notice: ConsentNotice, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    return _Notice(Sheet(fonts, f"{title_of(notice)} {notice.number}"), notice).drawn()


def title_of(notice: ConsentNotice) -> str:
    return CONSENT if notice.consents else NO_CONSENT


@dataclass(slots=True)
class _Notice:
    """The letter on its sheet."""

    sheet: Sheet
    notice: ConsentNotice

    def drawn(self) -> bytes:
        flow = Flow(LETTER_TOP, TOP + SMALL_HEAD + GAP)
        self._plan(flow)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _plan(self, flow: Flow) -> None:
        sheet, notice = self.sheet, self.notice
        flow.add(LETTER_HEIGHT, self._draw_letterhead)
        style = sheet.style(TEXT)
        text = fitted(_sentence(notice), style, WIDTH, 1.0)
        height = len(text.lines) * TEXT_LEADING
        flow.add(
            height, lambda y: sheet.lines(LEFT, y + height / 2, text, style, TEXT_LEADING), TEXT_GAP
        )
        flow.add(BELOW_HEIGHT, self._draw_below, TEXT_GAP)
        lines = list(_lines(sheet, notice))
        flow.add_rows(0.0, [line.height for line in lines], partial(self._facts, lines))
        conditions = [
            row for n, one in enumerate(notice.conditions, 1) for row in _condition(sheet, n, one)
        ]
        self._plan_table(flow, CONDITIONS, CONDITION_COLUMNS, conditions)
        points = list(_points(sheet, notice.points))
        self._plan_table(flow, POINTS, POINT_COLUMNS, points)
        flow.add(ENDS_HEIGHT, self._draw_end)

    def _plan_table(
        self, flow: Flow, title: str, columns: Sequence[Column], rows: Sequence[Cells]
    ) -> None:
        heights = [row_height(row, TALL) for row in rows]

        def part(start: int, stop: int) -> Draw:
            def draw(y: float) -> None:
                words = title + ("（続き）" if start else "")
                top = draw_section(self.sheet, y, words, "")
                draw_rows(self.sheet, top, columns, rows[start:stop], TALL)

            return draw

        flow.add_rows(SECTION + HEADING, heights, part, GAP)

    def _draw_letterhead(self, y: float) -> None:
        sheet, notice = self.sheet, self.notice
        small, name = sheet.style(TEXT), sheet.style(NAME)
        sheet.flush_right(RIGHT, y + NUMBER_BASE, notice.number, small)
        sheet.flush_right(RIGHT, y + DAY_BASE, wareki(notice.issued_on), small)
        addressee = fitted(notice.addressee, name, NAME_ROOM, HEAD, most_lines=2)
        for number, line in enumerate(reversed(addressee.lines)):
            base = y + ADDRESSEE_BASE - number * TEXT_LEADING
            sheet.text(LEFT, base, line, name, scale=addressee.scale)
        sheet.text(LEFT, y + ADDRESSEE_BASE + 7.0, SIGNATORY, name)
        sender = fitted(notice.sender, name, SENDER_ROOM, HEAD, most_lines=1)
        width = name.width(sender.lines[0]) * sender.scale
        sheet.text(RIGHT - width, y + SENDER_BASE, sender.lines[0], name, scale=sender.scale)
        sheet.flush_right(RIGHT, y + SENDER_BASE + 6.0, SEAL_LEFT_OFF, small)
        words, title = title_of(notice), sheet.style(TITLE_SIZE, bold=True)
        width = title.width(words) + TITLE_SPACING * (len(words) - 1)
        sheet.spread((LEFT + RIGHT - width) / 2, y + TITLE_BASE, words, title, width)

    def _draw_below(self, y: float) -> None:
        self.sheet.centred(MIDDLE, y + 5.0, BELOW, self.sheet.style(NAME))

    def _facts(self, lines: Sequence[Line], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            draw_head(self.sheet, y, tuple(lines[start:stop]))

        return draw

    def _draw_end(self, y: float) -> None:
        self.sheet.flush_right(RIGHT, y + ENDS_HEIGHT - 0.5, ENDS, self.sheet.style(TEXT))

    def _begin_page(self, number: int) -> None:
        if number:
            notice, style = self.notice, self.sheet.style()
            day = wareki(notice.issued_on)
            words = f"{title_of(notice)}　{notice.number}　{day}　{notice.addressee}"
            setting = fitted(words, style, WIDTH, HEAD, most_lines=1)
            self.sheet.text(LEFT, TOP + 4.5, setting.lines[0], style, scale=setting.scale)
            self.sheet.line(LEFT, TOP + 6.5, RIGHT, TOP + 6.5)

    def _end_page(self, pages: int, number: int) -> None:
        missing = missing_characters(self.notice, self.sheet.fonts.regular)
        words = f"文書番号 {self.notice.number}"
        draw_hash_line(self.sheet, words, number + 1, pages, missing, at_end="")


def _sentence(notice: ConsentNotice) -> str:
    asked = f"　{wareki(notice.received_on)}に受け付けた再委託の承諾の申請について、"
    ground = f"{notice.clause_set}{notice.basis}に基づき、"
    if not notice.consents:
        return f"{asked}{ground}次のとおり承諾しないこととしたので、通知します。"
    how = "次の条件を付けて承諾します。" if notice.conditions else "次のとおり承諾します。"
    return f"{asked}{ground}{how}再委託先にも、受託者と同じく個人情報の取扱いを守らせてください。"


def _lines(sheet: Sheet, notice: ConsentNotice) -> Iterator[Line]:
    for label, text in notice.terms:
        yield from _line(sheet, label, text, bold=label == "再委託先")
    if not notice.consents:
        yield from _line(sheet, "理由", notice.reason, bold=True)
    yield from _line(sheet, "担当", notice.department)


def _line(sheet: Sheet, label: str, text: str, *, bold: bool = False) -> Iterator[Line]:
    """A very long text on several lines, of which the first has the label."""
    style = sheet.style(TEXT if bold else 9.0, bold=bold)
    whole = fitted(text, style, WIDTH - LABEL - 2 * PADDING, CELL)
    for number, piece in enumerate(in_pieces(whole, MOST_LINES)):
        yield Line((Field("" if number else label, piece, style),), TALL)


def _condition(sheet: Sheet, number: int, text: str) -> Iterator[Cells]:
    """A very long condition goes on in rows of its own, so that a page can end there."""
    name, words = CONDITION_COLUMNS
    whole = fitted(text, sheet.style(), words.width - 2 * PADDING, CELL)
    for part, piece in enumerate(in_pieces(whole, MOST_LINES)):
        yield (cell(sheet, "続き" if part else str(number), name), Cell(piece))


def _points(sheet: Sheet, points: Sequence[NoticedPoint]) -> Iterator[Cells]:
    """Two beside each other, read down the left half first."""
    words, standing, _, _ = POINT_COLUMNS
    half = (len(points) + 1) // 2
    for left, right in zip_longest(points[:half], points[half:]):
        cells: list[Cell] = []
        for one in (left, right):
            cells += [
                cell(sheet, one.words if one else "", words),
                cell(sheet, _told(one) if one else "", standing),
            ]
        yield tuple(cells)


def _told(one: NoticedPoint) -> str:
    return f"{short_wareki(one.on)} {one.standing}" if one.on else one.standing
