"""Part 1 of a 消去確認書: the certificate as the contractor gave it."""

from __future__ import annotations

from app.papers.erasure_page import Certificate
from app.papers.sheet import LEFT, RIGHT, WIDTH, Sheet
from app.papers.table import (
    SECTION,
    day_words,
    draw_date_to_write,
    draw_labelled,
    draw_section,
    labelled_height,
)

LEFT_FIELD, LABEL = 110.0, 20.0
RIGHT_FIELD = WIDTH - LEFT_FIELD
DAYS = frozenset({"証明日", "受領日"})

Labelled = tuple[str, str]


def certificate_height(sheet: Sheet, certificate: Certificate) -> float:
    return SECTION + sum(_heights(sheet, certificate))


def draw_certificate(sheet: Sheet, certificate: Certificate, y: float) -> None:
    heights = _heights(sheet, certificate)
    y = top = draw_section(sheet, y, "1　証明書")
    for number, (left, right) in enumerate(_lines(certificate)):
        height = heights[number]
        if number:
            sheet.line(LEFT, y, RIGHT, y)
        width = LEFT_FIELD if right else WIDTH
        bold = number == 0
        draw_labelled(sheet, LEFT, y, *left, width, height=height, bold=bold, label_width=LABEL)
        if right:
            _draw_right(sheet, y, right, height)
        y += height
    sheet.frame(LEFT, top, WIDTH, y - top)


def _draw_right(sheet: Sheet, y: float, right: Labelled, height: float) -> None:
    x = LEFT + LEFT_FIELD
    sheet.line(x, y, x, y + height)
    draw_labelled(sheet, x, y, *right, RIGHT_FIELD, height=height, label_width=LABEL)
    label, text = right
    if label in DAYS and not text:
        draw_date_to_write(sheet, RIGHT - 4, y + height / 2)


def _lines(c: Certificate) -> tuple[tuple[Labelled, Labelled | None], ...]:
    return (
        (("証明書番号", c.number), ("証明日", day_words(c.certified_on))),
        (("消去責任者", c.supervisor), ("受領日", day_words(c.received_on))),
        (("実施者", c.performer), ("確認期限", day_words(c.due_on))),
        (("検証の方法", c.verification), ("結果", c.result)),
        (("証明の文言", c.wording), None),
    )


def _heights(sheet: Sheet, certificate: Certificate) -> list[float]:
    heights = []
    for left, right in _lines(certificate):
        texts = [(left[1], (LEFT_FIELD if right else WIDTH) - LABEL)]
        if right:
            texts.append((right[1], RIGHT_FIELD - LABEL))
        heights.append(labelled_height(sheet, texts))
    return heights
