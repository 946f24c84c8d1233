"""The head of a second page, in one ruled line: which paper, which contract, whose."""

from __future__ import annotations

from app.papers.head import UNKNOWN_CONTRACTOR
from app.papers.record_page import Head
from app.papers.sheet import LEFT, TOP, WIDTH, Sheet
from app.papers.typesetting import HEAD, Style, fitted

SMALL_HEAD = 6.2
COLUMNS = (22.0, 33.0, 70.0, 50.0)
PADDING = 1.5


def draw_small_head(sheet: Sheet, head: Head, title: str) -> float:
    """Draws it at the page's top and gives the y below it."""
    bold, small = sheet.style(bold=True), sheet.style()
    texts: tuple[tuple[str, Style], ...] = (
        (title, small),
        (head.contract_number, bold),
        (head.title, bold),
        (head.contractor or UNKNOWN_CONTRACTOR, small),
    )
    x = LEFT
    for width, (text, style) in zip(COLUMNS, texts, strict=True):
        setting = fitted(text, style, width - 2 * PADDING, HEAD, most_lines=1)
        sheet.lines(x + PADDING, TOP + SMALL_HEAD / 2, setting, style, leading=0)
        if x > LEFT:
            sheet.line(x, TOP, x, TOP + SMALL_HEAD)
        x += width
    sheet.frame(LEFT, TOP, WIDTH, SMALL_HEAD)
    return TOP + SMALL_HEAD
