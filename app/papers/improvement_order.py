"""改善指示書: orders a contractor to put findings right, with the form for the answer behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, missing_characters
from app.papers.head import LABEL, PADDING, Field, Line, draw_head
from app.papers.improvement_answer import plan_answer
from app.papers.improvement_order_page import ImprovementOrder, OrderedFinding
from app.papers.pieces import in_pieces
from app.papers.sheet import HAIRLINE, LEFT, RIGHT, TOP, WIDTH, Sheet, base_of
from app.papers.table import (
    CELL_SIDE,
    HEADING,
    NOTHING,
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
from audits.wareki import wareki

TITLE, TITLE_SIZE, TITLE_SPACING = "改善指示書", 18.0, 4.0
SEAL_LEFT_OFF, SEAL, SEAL_SIDE = "（公印省略）", "公印", 24.0
LETTER_TOP, LETTER_HEIGHT = 11.0, 68.0
NUMBER_BASE, DAY_BASE, ADDRESSEE_BASE, SENDER_BASE, TITLE_BASE = 7.0, 13.0, 24.0, 43.0, 63.0
SEAL_TOP = 30.0
NAME, TEXT, TEXT_LEADING, GAP, SMALL_HEAD, TALL = 12.0, 10.5, 6.2, 4.0, 8.0, 7.4
NAME_ROOM, SENDER_ROOM, MOST_LINES = 110.0, 80.0, 25
SIGNATORY = "代表者　様"
FOUND = "改善を要する事項"
COLUMNS = (
    Column("指摘番号", 20.0),
    Column("内容", 98.0),
    Column("根拠", 34.0),
    Column("是正期限", 23.0),
)
GOES_ON = "続き"
PUBLISHED = "この指示の内容は、公表します。"
NOT_PUBLISHED = "この指示の内容は、公表の予定がありません。"


def improvement_order(order: ImprovementOrder, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    return _Order(Sheet(fonts, f"{TITLE} {order.number}"), order).drawn()


@dataclass(slots=True)
class _Order:
    """The letter on its sheet, and the form for the answer on a page of its own."""

    sheet: Sheet
    order: ImprovementOrder

    def drawn(self) -> bytes:
        flow = Flow(LETTER_TOP, TOP + SMALL_HEAD + GAP)
        self._plan(flow)
        flow.new_page()
        plan_answer(flow, self.sheet, self.order)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _plan(self, flow: Flow) -> None:
        sheet, order = self.sheet, self.order
        flow.add(LETTER_HEIGHT, self._draw_letterhead)
        style = sheet.style(TEXT)
        text = fitted(_sentence(order), style, WIDTH, 1.0)
        height = len(text.lines) * TEXT_LEADING
        flow.add(
            height, lambda y: sheet.lines(LEFT, y + height / 2, text, style, TEXT_LEADING), GAP
        )
        rows = [row for one in order.findings for row in _rows(sheet, one)]
        heights = [row_height(row, TALL) for row in rows]
        flow.add_rows(SECTION + HEADING, heights, partial(self._findings, rows), GAP)
        lines = list(_lines(sheet, order))
        flow.add_rows(0.0, [line.height for line in lines], partial(self._facts, lines), GAP)

    def _draw_letterhead(self, y: float) -> None:
        sheet, order = self.sheet, self.order
        small, name = sheet.style(TEXT), sheet.style(NAME)
        sheet.flush_right(RIGHT, y + NUMBER_BASE, order.number, small)
        sheet.flush_right(RIGHT, y + DAY_BASE, wareki(order.issued_on), small)
        addressee = fitted(order.addressee, name, NAME_ROOM, HEAD, most_lines=2)
        for number, line in enumerate(reversed(addressee.lines)):
            base = y + ADDRESSEE_BASE - number * TEXT_LEADING
            sheet.text(LEFT, base, line, name, scale=addressee.scale)
        sheet.text(LEFT, y + ADDRESSEE_BASE + 7.0, SIGNATORY, name)
        self._draw_sender(y)
        title = sheet.style(TITLE_SIZE, bold=True)
        width = title.width(TITLE) + TITLE_SPACING * (len(TITLE) - 1)
        sheet.spread((LEFT + RIGHT - width) / 2, y + TITLE_BASE, TITLE, title, width)

    def _draw_sender(self, y: float) -> None:
        """With room for the seal, which stands over the end of the name; or a word that none is."""
        sheet, order = self.sheet, self.order
        name, small = sheet.style(NAME), sheet.style()
        right = RIGHT - (SEAL_SIDE + 2.0 if order.sealed else 0.0)
        sender = fitted(order.sender, name, SENDER_ROOM, HEAD, most_lines=1)
        width = name.width(sender.lines[0]) * sender.scale
        sheet.text(right - width, y + SENDER_BASE, sender.lines[0], name, scale=sender.scale)
        if order.sealed:
            x, top = RIGHT - SEAL_SIDE, y + SEAL_TOP
            sheet.frame(x, top, SEAL_SIDE, SEAL_SIDE, HAIRLINE)
            sheet.centred(x + SEAL_SIDE / 2, base_of(top + SEAL_SIDE / 2, small), SEAL, small)
        else:
            sheet.flush_right(RIGHT, y + SENDER_BASE + 6.0, SEAL_LEFT_OFF, sheet.style(TEXT))

    def _findings(self, rows: Sequence[Cells], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            beside = "" if start else f"{len(self.order.findings)}件"
            title = FOUND + ("（続き）" if start else "")
            top = draw_section(self.sheet, y, title, beside)
            draw_rows(self.sheet, top, COLUMNS, rows[start:stop], TALL)

        return draw

    def _facts(self, lines: Sequence[Line], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            draw_head(self.sheet, y, tuple(lines[start:stop]))

        return draw

    def _begin_page(self, number: int) -> None:
        if number:
            order, style = self.order, self.sheet.style()
            words = f"{TITLE}　{order.number}　{wareki(order.issued_on)}　{order.addressee}"
            setting = fitted(words, style, WIDTH, HEAD, most_lines=1)
            self.sheet.text(LEFT, TOP + 4.5, setting.lines[0], style, scale=setting.scale)
            self.sheet.line(LEFT, TOP + 6.5, RIGHT, TOP + 6.5)

    def _end_page(self, pages: int, number: int) -> None:
        missing = missing_characters(self.order, self.sheet.fonts.regular)
        words = f"文書番号 {self.order.number}"
        draw_hash_line(self.sheet, words, number + 1, pages, missing, at_end="")


def _sentence(order: ImprovementOrder) -> str:
    return (
        f"　{wareki(order.visited_on)}に実施した立入調査（{order.visit}）の結果、委託業務における"
        "個人情報の取扱いについて、下記の事項の改善を要すると認めましたので、"
        f"{order.clause_set}に基づき、是正期限までに必要な措置を講じるよう指示します。"
        f"講じた措置は、{wareki(order.answer_by)}までに改善報告書により報告してください。"
    )


def _rows(sheet: Sheet, one: OrderedFinding) -> Iterator[Cells]:
    """A very long text goes on in rows of its own, so that a page can end there."""
    name, text, cause, _ = COLUMNS
    words = f"{one.text}\n{one.note}" if one.note else one.text
    whole = fitted(words, sheet.style(), text.width - 2 * CELL_SIDE, CELL)
    day = Cell(day=one.due_on) if one.due_on else Cell(NOTHING)
    for number, piece in enumerate(in_pieces(whole, MOST_LINES)):
        if number:
            yield (cell(sheet, GOES_ON, name), Cell(piece), Cell(), Cell())
        else:
            first = cell(sheet, one.name, name, bold=True)
            yield (first, Cell(piece), cell(sheet, one.cause, cause), day)


def _lines(sheet: Sheet, order: ImprovementOrder) -> Iterator[Line]:
    contract = f"{order.contract_number}　{order.title}　{order.party}"
    yield from _line(sheet, "契約", contract)
    if order.demand.strip():
        yield from _line(sheet, "求める措置", order.demand)
    yield from _line(sheet, "報告期限", wareki(order.answer_by), bold=True)
    yield from _line(sheet, "公表", PUBLISHED if order.published else NOT_PUBLISHED)
    yield from _line(sheet, "連絡先", order.contact)


def _line(sheet: Sheet, label: str, text: str, *, bold: bool = False) -> Iterator[Line]:
    """A very long text on several lines, of which the first has the label."""
    style = sheet.style(TEXT if bold else 9.0, bold=bold)
    whole = fitted(text, style, WIDTH - LABEL - 2 * PADDING, CELL)
    for number, piece in enumerate(in_pieces(whole, MOST_LINES)):
        yield Line((Field("" if number else label, piece, style),), TALL)
