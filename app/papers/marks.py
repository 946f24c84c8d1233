"""済 and 未, boxes to tick, words on black: signs that differ in shape and filling."""

from __future__ import annotations

from app.papers.sheet import BLACK, HAIRLINE, WHITE, Sheet, base_of
from app.papers.typesetting import HEAD

DONE, MISSING = "済", "未"
OUTER_RING, INNER_RING = 1.1, 0.3
RING_GAP = 0.75
SIZE_PER_MM = 1.9  # points of the sign per mm of its field
SQUARE_INSET = 0.1
TICK = ((0.14, 0.50), (0.42, 0.84), (0.94, -0.08))
TICK_WEIGHT = 1.3
ANSWER_RING, ANSWER_INSET = 1.5, 0.7


def draw_sign(sheet: Sheet, x: float, y: float, side: float, *, done: bool) -> None:
    """済 in a double ring like a stamp; 未 white on black: what is missing is the loud one."""
    draw = _draw_done if done else _draw_missing
    draw(sheet, x, y, side)


def _draw_done(sheet: Sheet, x: float, y: float, side: float) -> None:
    middle_x, middle_y, radius = x + side / 2, y + side / 2, side / 2
    outer, inner = (OUTER_RING, INNER_RING) if side > 6 else (0.6, 0.0)
    sheet.ring(middle_x, middle_y, radius - 0.15, outer)
    if inner:
        sheet.ring(middle_x, middle_y, radius - 0.15 - RING_GAP, inner)
    style = sheet.style(side * (SIZE_PER_MM - 0.1), bold=True)
    sheet.centred(middle_x, base_of(middle_y, style), DONE, style)


def _draw_missing(sheet: Sheet, x: float, y: float, side: float) -> None:
    sheet.block(
        x + SQUARE_INSET, y + SQUARE_INSET, side - 2 * SQUARE_INSET, side - 2 * SQUARE_INSET
    )
    style = sheet.style(side * SIZE_PER_MM, bold=True)
    sheet.centred(x + side / 2, base_of(y + side / 2, style), MISSING, style, ink=WHITE)


def draw_tick_box(sheet: Sheet, x: float, y: float, side: float, *, ticked: bool) -> None:
    """☑ or ☐, drawn: no font that can be relied on has them."""
    sheet.frame(x, y, side, side, HAIRLINE * 2)
    if ticked:
        sheet.stroke(((x + across * side, y + down * side) for across, down in TICK), TICK_WEIGHT)


def draw_answer(sheet: Sheet, x: float, y: float, side: float, words: str, *, loud: bool) -> None:
    """○ around the place given; white on black where it is `loud`. Its words are there to read."""
    sheet.unseen(x - side / 2, base_of(y, sheet.style()), words, sheet.style(), side)
    if loud:
        sheet.block(x - side / 2, y - side / 2, side, side)
    sheet.ring(x, y, side / 2 - ANSWER_INSET, ANSWER_RING, ink=WHITE if loud else BLACK)


def draw_reversed(
    sheet: Sheet, x: float, y: float, width: float, height: float, words: str, size: float
) -> None:
    """White bold words on a black field, narrowed to stay inside it."""
    sheet.block(x, y, width, height)
    style = sheet.style(size, bold=True)
    scale = min(1.0, max(HEAD / 2, (width - 2) / style.width(words)))
    sheet.centred(
        x + width / 2, base_of(y + height / 2, style), words, style, scale=scale, ink=WHITE
    )
