"""決裁欄: boxes to be stamped by who drafted a paper, the chief and the manager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.papers.qr import SIDE, draw_qr
from app.papers.record_foot import BOTTOM, CODE, HEIGHT, PADDING, STAMP, STAMP_TITLE, TOP
from app.papers.sheet import DIVISION, HAIRLINE, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import draw_date_to_write
from app.papers.typesetting import HEAD, Setting, Style, fitted

STAMPS = ("起案", "係長", "所属長")
BLANKS = ("文書番号", "起案日", "決裁日")
NUMBER = BLANKS[0]
REMARKS = WIDTH - CODE - len(STAMPS) * STAMP
LABEL, LABEL_TEXT = 17.0, 13.0
NAME, NAME_LINES, NAME_LEADING = 10.5, 2, 4.4


@dataclass(frozen=True, slots=True)
class Decided:
    """What stands in the boxes of a paper that was decided on in the product.

    `lines`: instead of the blanks; `names`: below the titles of the stamps, blank: nobody.
    """

    lines: tuple[tuple[str, str], ...]
    names: tuple[str, ...]


def draw_approval(sheet: Sheet, qr_text: str, decided: Decided | None = None) -> None:
    """Pinned to the end of the last page; empty boxes to be stamped unless it is decided."""
    bold = sheet.style(bold=True)
    sheet.text(LEFT + PADDING, base_of(TOP + STAMP_TITLE / 2, bold), "決裁欄", bold)
    _draw_lines(sheet, decided.lines if decided else tuple((label, "") for label in BLANKS))
    x = LEFT + REMARKS
    for place, title in enumerate(STAMPS):
        if decided:
            _draw_name(sheet, x, decided.names[place])
        sheet.centred(x + STAMP / 2, base_of(TOP + STAMP_TITLE / 2, bold), title, bold)
        sheet.line(x, TOP, x, BOTTOM, DIVISION)
        x += STAMP
    sheet.line(x, TOP, x, BOTTOM, DIVISION)
    sheet.line(LEFT, TOP + STAMP_TITLE, x, TOP + STAMP_TITLE)
    draw_qr(sheet, RIGHT - CODE + (CODE - SIDE) / 2, TOP + (HEIGHT - SIDE) / 2, qr_text)
    sheet.frame(LEFT, TOP, WIDTH, HEIGHT)


def _draw_name(sheet: Sheet, x: float, name: str) -> None:
    """In the place of a stamp; a stroke where nobody was asked."""
    style, middle = sheet.style(NAME, bold=True), (TOP + STAMP_TITLE + BOTTOM) / 2
    if not name:
        sheet.line(x, BOTTOM, x + STAMP, TOP + STAMP_TITLE, HAIRLINE)
        return
    setting = _name_in_stamp(name, style)
    bases = [middle + (n - (len(setting.lines) - 1) / 2) * NAME_LEADING for n in range(NAME_LINES)]
    for base, words in zip(bases, setting.lines, strict=False):
        sheet.centred(x + STAMP / 2, base_of(base, style), words, style, scale=setting.scale)


def _name_in_stamp(name: str, style: Style) -> Setting:
    """On two lines it is broken between its words: 教育支援課｜学務情報係."""
    setting = fitted(name, style, STAMP - 2 * PADDING, HEAD, NAME_LINES)
    if len(setting.lines) == 1 or len(name.split()) != NAME_LINES:
        return setting
    by_words = fitted("\n".join(name.split()), style, STAMP - 2 * PADDING, HEAD, NAME_LINES)
    return setting if by_words.shortened else by_words


def _draw_lines(sheet: Sheet, lines: Sequence[tuple[str, str]]) -> None:
    """Number and days, to be written in where they are not said."""
    small = sheet.style()
    row = (HEIGHT - STAMP_TITLE) / len(lines)
    for number, (label, words) in enumerate(lines):
        top = TOP + STAMP_TITLE + number * row
        middle = top + row / 2
        sheet.spread(LEFT + PADDING, base_of(middle, small), label, small, LABEL_TEXT)
        if words:
            room = REMARKS - LABEL - 2 * PADDING
            setting = fitted(words, small, room, HEAD, most_lines=1)
            x = LEFT + LABEL + PADDING
            sheet.text(x, base_of(middle, small), setting.lines[0], small, scale=setting.scale)
        elif label != NUMBER:
            draw_date_to_write(sheet, LEFT + REMARKS - PADDING, middle)
        if number:
            sheet.line(LEFT, top, LEFT + REMARKS, top, HAIRLINE)
    sheet.line(LEFT + LABEL, TOP + STAMP_TITLE, LEFT + LABEL, BOTTOM, HAIRLINE)
