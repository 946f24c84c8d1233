"""改善報告書: the form on which the contractor answers an order, with the city's check below."""

from __future__ import annotations

from functools import partial

from app.papers.flow import Flow
from app.papers.improvement_order_page import ImprovementOrder, OrderedFinding
from app.papers.sheet import LEFT, RIGHT, WIDTH, Sheet
from app.papers.table import (
    SECTION,
    draw_date_to_write,
    draw_labelled,
    draw_options,
    draw_section,
)
from app.papers.typesetting import HEAD, fitted

TITLE, TITLE_SIZE, TITLE_SPACING = "改善報告書", 16.0, 4.0
HEAD_HEIGHT, GAP, LABEL, HALF = 46.0, 3.0, 25.0, 87.5
TALL, WRITTEN = 8.2, 17.0  # a line, and room for several lines, to write on by hand
FINDING = SECTION + WRITTEN + 2 * TALL
CHECK = SECTION + 2 * TALL
SENTENCE = "改善の指示を受けた事項について、次のとおり措置を講じたので報告します。"
SENDER, SENDER_LABEL = 108.0, 18.0
SENDER_LINES = ((12.0, "所在地"), (19.0, "名称"), (26.0, "代表者"), (33.0, "連絡先"))
MOST_WORDS = 48  # of a finding, to know it again; the order has all of it


def plan_answer(flow: Flow, sheet: Sheet, order: ImprovementOrder) -> None:
    """A part for each finding, never split between pages; then what the city fills in."""
    flow.add(HEAD_HEIGHT, partial(_draw_head, sheet, order))
    for one in order.findings:
        flow.add(FINDING, partial(_draw_finding, sheet, one), GAP)
    flow.add(CHECK, partial(_draw_check, sheet), GAP)


def _draw_head(sheet: Sheet, order: ImprovementOrder, y: float) -> None:
    title, small = sheet.style(TITLE_SIZE, bold=True), sheet.style()
    width = title.width(TITLE) + TITLE_SPACING * (len(TITLE) - 1)
    sheet.spread(LEFT, y + 6.0, TITLE, title, width)
    draw_date_to_write(sheet, RIGHT, y + 4.0)
    sheet.text(LEFT, y + 15.0, f"{order.sender}　様", sheet.style(10.5))
    for base, label in SENDER_LINES:
        value = order.addressee if label == "名称" else ""
        sheet.spread(SENDER, y + base, label, small, SENDER_LABEL - 2)
        if value:
            setting = fitted(value, small, RIGHT - SENDER - SENDER_LABEL - 2, HEAD, most_lines=1)
            x = SENDER + SENDER_LABEL + 1
            sheet.text(x, y + base, setting.lines[0], small, scale=setting.scale)
        sheet.line(SENDER + SENDER_LABEL, y + base + 1.3, RIGHT, y + base + 1.3)
    sheet.text(LEFT, y + HEAD_HEIGHT - 5.0, f"{order.number}の改善指示書について", small)
    sheet.text(LEFT, y + HEAD_HEIGHT, SENTENCE, small)


def _draw_finding(sheet: Sheet, one: OrderedFinding, y: float) -> None:
    style, bold = sheet.style(), sheet.style(10, bold=True)
    top = draw_section(sheet, y, f"指摘 {one.name}")
    x = LEFT + bold.width(f"指摘 {one.name}") + 4.0
    words = one.text.replace("\n", " ")
    if len(words) > MOST_WORDS:
        words = f"{words[:MOST_WORDS]}…"
    found = fitted(words, style, RIGHT - x, HEAD, most_lines=1)
    sheet.text(x, top - 2.0, found.lines[0], style, scale=found.scale)
    draw_labelled(sheet, LEFT, top, "講じた措置", "", WIDTH, height=WRITTEN, label_width=LABEL)
    line = top + WRITTEN
    sheet.line(LEFT, line, RIGHT, line)
    draw_labelled(sheet, LEFT, line, "完了日", "", HALF, height=TALL, label_width=LABEL)
    draw_date_to_write(sheet, LEFT + HALF - 4, line + TALL / 2)
    sheet.line(LEFT + HALF, line, LEFT + HALF, line + TALL)
    x = LEFT + HALF
    draw_labelled(sheet, x, line, "完了の予定日", "", WIDTH - HALF, height=TALL, label_width=LABEL)
    draw_date_to_write(sheet, RIGHT - 4, line + TALL / 2)
    line += TALL
    sheet.line(LEFT, line, RIGHT, line)
    draw_labelled(sheet, LEFT, line, "証拠・所在", "", WIDTH, height=TALL, label_width=LABEL)
    sheet.frame(LEFT, top, WIDTH, WRITTEN + 2 * TALL)


def _draw_check(sheet: Sheet, y: float) -> None:
    """市の確認: whether what was done works."""
    top = draw_section(sheet, y, "市の確認欄")
    draw_labelled(sheet, LEFT, top, "効果の確認", "", HALF, height=TALL, label_width=LABEL)
    places = [LEFT + LABEL + 3, LEFT + LABEL + 22]
    draw_options(sheet, places, top + TALL / 2, ("済", "不十分"))
    sheet.line(LEFT + HALF, top, LEFT + HALF, top + 2 * TALL)
    x = LEFT + HALF
    draw_labelled(sheet, x, top, "再確認日", "", WIDTH - HALF, height=TALL, label_width=LABEL)
    draw_date_to_write(sheet, RIGHT - 4, top + TALL / 2)
    line = top + TALL
    sheet.line(LEFT, line, RIGHT, line)
    draw_labelled(sheet, LEFT, line, "確認者", "", HALF, height=TALL, label_width=LABEL)
    draw_labelled(sheet, x, line, "確認の方法", "", WIDTH - HALF, height=TALL, label_width=LABEL)
    sheet.frame(LEFT, top, WIDTH, 2 * TALL)
