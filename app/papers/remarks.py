"""Part 5 of a 消去確認書: 所見, and the sentence that says what a confirmation is not."""

from __future__ import annotations

from app.papers.sheet import DIVISION, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import ROW, SECTION, draw_section
from app.papers.typesetting import HEAD, Setting, fitted

LIMITS = (
    "この確認は証明書、引渡しの記録及び上記の方法の範囲のものであり、"
    "復元ができないことを証明するものではない。"
)
LEADING, MOST_LINES = 5.0, 38
LEAST, WIDEST = 12.0, 60.0  # heights in mm: room to write, but no empty page
SIDE, ABOVE = 2.0, 4.6


def laid_remarks(sheet: Sheet, remarks: str) -> Setting:
    return fitted(remarks, sheet.style(), WIDTH - 2 * SIDE, HEAD, MOST_LINES)


def least_height(setting: Setting) -> float:
    """With the title and the fixed sentence."""
    return SECTION + max(LEAST, len(setting.lines) * LEADING + 3.0) + ROW


def height_in(setting: Setting, room: float) -> float:
    """Takes the room that is left, so far as somebody could want to write in it."""
    return max(least_height(setting), min(room, SECTION + WIDEST + ROW))


def draw_remarks(sheet: Sheet, setting: Setting, height: float, y: float) -> None:
    style = sheet.style()
    top = draw_section(sheet, y, "5　所見")
    for number, text in enumerate(setting.lines):
        base = top + ABOVE + number * LEADING
        sheet.text(LEFT + SIDE, base, text, style, scale=setting.scale)
    rule = y + height - ROW
    sheet.line(LEFT, rule, RIGHT, rule, DIVISION)
    limits = fitted(LIMITS, style, WIDTH - 2 * SIDE, HEAD, most_lines=1)
    base = base_of(rule + ROW / 2, style)
    sheet.text(LEFT + SIDE, base, limits.lines[0], style, scale=limits.scale)
    sheet.frame(LEFT, top, WIDTH, y + height - top)
