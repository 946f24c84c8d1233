"""決裁欄: boxes to be stamped by who drafted a paper, the chief and the manager."""

from __future__ import annotations

from app.papers.qr import SIDE, draw_qr
from app.papers.record_foot import BOTTOM, CODE, HEIGHT, PADDING, STAMP, STAMP_TITLE, TOP
from app.papers.sheet import DIVISION, HAIRLINE, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import draw_date_to_write

STAMPS = ("起案", "係長", "所属長")
BLANKS = ("文書番号", "起案日", "決裁日")
NUMBER = BLANKS[0]
REMARKS = WIDTH - CODE - len(STAMPS) * STAMP
LABEL, LABEL_TEXT = 17.0, 13.0


def draw_approval(sheet: Sheet, qr_text: str) -> None:
    """Pinned to the end of the last page."""
    bold = sheet.style(bold=True)
    sheet.text(LEFT + PADDING, base_of(TOP + STAMP_TITLE / 2, bold), "決裁欄", bold)
    _draw_blanks(sheet)
    x = LEFT + REMARKS
    for title in STAMPS:
        sheet.centred(x + STAMP / 2, base_of(TOP + STAMP_TITLE / 2, bold), title, bold)
        sheet.line(x, TOP, x, BOTTOM, DIVISION)
        x += STAMP
    sheet.line(x, TOP, x, BOTTOM, DIVISION)
    sheet.line(LEFT, TOP + STAMP_TITLE, x, TOP + STAMP_TITLE)
    draw_qr(sheet, RIGHT - CODE + (CODE - SIDE) / 2, TOP + (HEIGHT - SIDE) / 2, qr_text)
    sheet.frame(LEFT, TOP, WIDTH, HEIGHT)


def _draw_blanks(sheet: Sheet) -> None:
    """Number and days, to be written in."""
    small = sheet.style()
    row = (HEIGHT - STAMP_TITLE) / len(BLANKS)
    for number, label in enumerate(BLANKS):
        top = TOP + STAMP_TITLE + number * row
        middle = top + row / 2
        sheet.spread(LEFT + PADDING, base_of(middle, small), label, small, LABEL_TEXT)
        if label != NUMBER:
            draw_date_to_write(sheet, LEFT + REMARKS - PADDING, middle)
        if number:
            sheet.line(LEFT, top, LEFT + REMARKS, top, HAIRLINE)
    sheet.line(LEFT + LABEL, TOP + STAMP_TITLE, LEFT + LABEL, BOTTOM, HAIRLINE)
