"""The foot of a paper that two people sign and the manager sees, with the QR code beside it."""

from __future__ import annotations

from app.papers.qr import SIDE, draw_qr
from app.papers.record_foot import BOTTOM, CODE, HEIGHT, PADDING, STAMP_TITLE, TOP
from app.papers.sheet import DIVISION, HAIRLINE, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import draw_date_to_write
from app.papers.typesetting import HEAD, fitted

CONFIRMING = ("確認者 1", "確認者 2")
SIGNER = 50.0
STAMP = WIDTH - 2 * SIGNER - CODE
SIGN_BASE = BOTTOM - 2.0
SIGN_LINE = (16.0, 48.0)
NAME_MIDDLE = 6.0  # below the title


def draw_signatures(
    sheet: Sheet,
    signers: tuple[str, str],
    qr_text: str,
    signed_by: tuple[str, str] = ("", ""),
    titles: tuple[str, str] = CONFIRMING,
) -> None:
    """Pinned to the page's end: two people sign with their own hand, as what the titles say.

    `signed_by`: who they are, where that is on file.
    """
    for number, (signer, person) in enumerate(zip(signers, signed_by, strict=True)):
        x = LEFT + number * SIGNER
        _draw_signer(sheet, x, titles[number], signer)
        named = fitted(person, sheet.style(), SIGNER - 2 * PADDING, HEAD, most_lines=2)
        sheet.lines(x + PADDING, TOP + STAMP_TITLE + NAME_MIDDLE, named, sheet.style(), 4.2)
    bold = sheet.style(bold=True)
    x = LEFT + 2 * SIGNER
    sheet.text(x + PADDING, base_of(TOP + STAMP_TITLE / 2, bold), "所属長確認", bold)
    draw_date_to_write(sheet, x + STAMP - PADDING, BOTTOM - 3.0)
    draw_qr(sheet, RIGHT - CODE + (CODE - SIDE) / 2, TOP + (HEIGHT - SIDE) / 2, qr_text)
    for wall in (LEFT + SIGNER, x, RIGHT - CODE):
        sheet.line(wall, TOP, wall, BOTTOM, DIVISION)
    sheet.line(LEFT, TOP + STAMP_TITLE, RIGHT - CODE, TOP + STAMP_TITLE)
    sheet.frame(LEFT, TOP, WIDTH, HEIGHT)


def _draw_signer(sheet: Sheet, x: float, title: str, department: str) -> None:
    bold, small = sheet.style(bold=True), sheet.style()
    base = base_of(TOP + STAMP_TITLE / 2, bold)
    sheet.text(x + PADDING, base, title, bold)
    setting = fitted(department, small, SIGNER - 20.0, HEAD, most_lines=1)
    sheet.flush_right(x + SIGNER - PADDING, base, setting.lines[0], small, scale=setting.scale)
    sheet.spread(x + PADDING, SIGN_BASE, "自署", small, 10.0)
    sheet.line(x + SIGN_LINE[0], BOTTOM - 1.6, x + SIGN_LINE[1], BOTTOM - 1.6, HAIRLINE)
