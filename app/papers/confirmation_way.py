"""Part 3 of a 消去確認書: how it was confirmed, when, where and by whom."""

from __future__ import annotations

from app.papers.erasure_page import (
    DOCUMENT_ONLY,
    ON_SITE,
    PHOTOGRAPHS,
    WITNESSED,
    Confirmation,
)
from app.papers.sheet import LEFT, RIGHT, WIDTH, Sheet
from app.papers.table import (
    ROW,
    SECTION,
    day_words,
    draw_date_to_write,
    draw_labelled,
    draw_options,
    draw_section,
    labelled_height,
)

WAYS = (WITNESSED, ON_SITE, PHOTOGRAPHS, DOCUMENT_ONLY)
PLACES = (LEFT + 4, LEFT + 32, LEFT + 60, LEFT + 88)
HALF, LABEL = 78.0, 20.0

Labelled = tuple[str, str]


def way_height(sheet: Sheet, confirmation: Confirmation) -> float:
    return SECTION + ROW + sum(_heights(sheet, confirmation))


def draw_way(sheet: Sheet, confirmation: Confirmation, y: float) -> None:
    y = top = draw_section(sheet, y, "3　確認の方法")
    draw_options(sheet, PLACES, y + ROW / 2, WAYS, confirmation.way)
    y += ROW
    heights = _heights(sheet, confirmation)
    for (left, right), height in zip(_lines(confirmation), heights, strict=True):
        sheet.line(LEFT, y, RIGHT, y)
        draw_labelled(sheet, LEFT, y, *left, HALF, height=height, label_width=LABEL)
        label, text = left
        if label.endswith("日") and not text:
            draw_date_to_write(sheet, LEFT + HALF - 12, y + height / 2)
        x = LEFT + HALF
        sheet.line(x, y, x, y + height)
        draw_labelled(sheet, x, y, *right, WIDTH - HALF, height=height, label_width=LABEL)
        y += height
    sheet.frame(LEFT, top, WIDTH, y - top)


def _lines(confirmation: Confirmation) -> tuple[tuple[Labelled, Labelled], ...]:
    """A witness stands by; the other ways are carried out."""
    witnessed = confirmation.way == WITNESSED
    when, who = ("立会日", "立会者") if witnessed else ("実施日", "実施者")
    return (
        ((when, day_words(confirmation.on)), ("場所", confirmation.place)),
        ((who, confirmation.persons), ("資料の所在", confirmation.papers)),
    )


def _heights(sheet: Sheet, confirmation: Confirmation) -> list[float]:
    return [
        labelled_height(sheet, [(left[1], HALF - LABEL), (right[1], WIDTH - HALF - LABEL)])
        for left, right in _lines(confirmation)
    ]
