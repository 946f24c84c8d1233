"""市の確認欄 at the foot of the contractor's certificate, filled in by the city on receipt."""

from __future__ import annotations

from app.papers.erasure_page import (
    CONFIRMED,
    DOCUMENT_ONLY,
    ON_SITE,
    PARTLY,
    PHOTOGRAPHS,
    REFUSED,
    WITNESSED,
)
from app.papers.qr import SIDE, draw_qr
from app.papers.record_foot import BOTTOM, CODE
from app.papers.sheet import DIVISION, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import (
    ROW,
    SECTION,
    draw_date_to_write,
    draw_labelled,
    draw_options,
    draw_section,
)

ROWS = 5
TALL = 7.2
TOP = BOTTOM - (ROWS - 1) * ROW - TALL
CITY_PART_TOP = TOP - SECTION
INNER = WIDTH - CODE
HALF = INNER / 2
LABEL = 25.0
TICKED = (
    ("照合", ("媒体番号", "件数", "方法", "ログ", "控え"), (0.0, 27.0, 47.0, 67.0, 87.0)),
    ("確認の方法", (WITNESSED, ON_SITE, PHOTOGRAPHS, DOCUMENT_ONLY), (0.0, 27.0, 47.0, 67.0)),
    ("判定", (CONFIRMED, PARTLY, REFUSED), (0.0, 27.0, 67.0)),
)


def draw_city_part(sheet: Sheet, qr_text: str) -> None:
    """Pinned to the last page's end, with the QR code of the record."""
    draw_section(sheet, CITY_PART_TOP, "市の確認欄", "受託者は記入しないでください。")
    y = TOP
    _draw_dates(sheet, y)
    for label, options, places in TICKED:
        y += ROW
        sheet.line(LEFT, y, LEFT + INNER, y)
        draw_labelled(sheet, LEFT, y, label, "", INNER, label_width=LABEL)
        draw_options(sheet, [LEFT + LABEL + 3 + place for place in places], y + ROW / 2, options)
    _draw_signers(sheet, y + ROW)
    draw_qr(sheet, RIGHT - CODE + (CODE - SIDE) / 2, (TOP + BOTTOM - SIDE) / 2, qr_text)
    sheet.line(RIGHT - CODE, TOP, RIGHT - CODE, BOTTOM, DIVISION)
    sheet.frame(LEFT, TOP, WIDTH, BOTTOM - TOP)


def _draw_dates(sheet: Sheet, y: float) -> None:
    for x, label in ((LEFT, "受領日"), (LEFT + HALF, "確認日")):
        draw_labelled(sheet, x, y, label, "", HALF, label_width=LABEL)
        draw_date_to_write(sheet, x + HALF - 6, y + ROW / 2)
    sheet.line(LEFT + HALF, y, LEFT + HALF, y + ROW)


def _draw_signers(sheet: Sheet, y: float) -> None:
    sheet.line(LEFT, y, LEFT + INNER, y)
    style = sheet.style()
    for number, x in enumerate((LEFT, LEFT + HALF)):
        sheet.spread(x + 2, base_of(y + TALL / 2, style), f"確認者{number + 1}", style, LABEL - 4)
        sheet.line(x + LABEL, y, x + LABEL, y + TALL)
    sheet.line(LEFT + HALF, y, LEFT + HALF, y + TALL)
