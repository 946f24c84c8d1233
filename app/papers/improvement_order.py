"""改善指示書: orders a contractor to put findings right, with the form for the answer behind it."""

from __future__ import annotations

from collections.abc import Iterator

from app.papers.fonts import Fonts
from app.papers.head import Line
from app.papers.improvement_answer import plan_answer
from app.papers.improvement_order_page import ImprovementOrder, OrderedFinding
from app.papers.letter import MOST_LINES, Letter, Letterhead, fact_lines
from app.papers.pieces import in_pieces
from app.papers.sheet import Sheet
from app.papers.table import CELL_SIDE, NOTHING, Cell, Cells, Column, cell
from app.papers.typesetting import CELL, fitted
from audits.wareki import wareki

TITLE, TITLE_SPACING, FOUND = "改善指示書", 4.0, "改善を要する事項"
TALL = 7.4
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
    """The PDF; the same facts give the same bytes. The form for the answer has its own page."""
    sheet = Sheet(fonts, f"{TITLE} {order.number}")
    named = (order.number, order.issued_on, order.addressee, order.sender)
    letter = Letter(sheet, Letterhead(TITLE, *named, TITLE_SPACING, order.sealed))
    flow = letter.begun(_sentence(order))
    letter.add_facts(flow, list(_lines(sheet, order)))
    rows = [row for one in order.findings for row in _rows(sheet, one)]
    letter.add_table(flow, FOUND, COLUMNS, rows, TALL, f"{len(order.findings)}件")
    letter.end(flow)
    flow.new_page()
    plan_answer(flow, sheet, order)
    return letter.drawn(flow, order)


def _sentence(order: ImprovementOrder) -> str:
    return (
        f"{wareki(order.visited_on)}に実施した立入調査（{order.visit}）の結果、委託業務における"
        "個人情報の取扱いについて、下記の事項の改善を要すると認めましたので、"
        f"{order.basis}に基づき、是正期限までに必要な措置を講じるよう指示します。"
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
    yield from fact_lines(sheet, "契約", contract, TALL)
    if order.demand.strip():
        yield from fact_lines(sheet, "求める措置", order.demand, TALL)
    yield from fact_lines(sheet, "報告期限", wareki(order.answer_by), TALL, bold=True)
    yield from fact_lines(sheet, "公表", PUBLISHED if order.published else NOT_PUBLISHED, TALL)
    yield from fact_lines(sheet, "連絡先", order.contact, TALL)
