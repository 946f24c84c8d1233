"""The data still out: what the city knows above, room for the contractor's answers below."""

from __future__ import annotations

from collections.abc import Sequence

from app.papers.erasure_page import DataOut
from app.papers.marks import draw_tick_box
from app.papers.sheet import DIVISION, FRAME, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import (
    COUNT,
    Cell,
    Cells,
    Column,
    cell,
    count_words,
    draw_cell,
    draw_date_to_write,
    row_height,
)
from app.papers.typesetting import HEAD, fitted

NUMBER = 10.0
UPPER = (
    Column("データ名", 33),
    Column("記録媒体", 25),
    Column("媒体番号", 22),
    Column("件数", 17, "right"),
    Column("方式", 34),
    Column("結果", 34),
)
LOWER = (
    Column("手法・ツール（版）", 43),
    Column("実施日時", 37),
    Column("実施場所", 32),
    Column("実施者", 25),
    Column("検証の方法", 28),
)
WAYS, RESULTS = ("消去", "除去", "破壊"), ("完了", "失敗", "未実施")
HEADINGS, LINES = 2, 5.2  # two lines of headings, as the items have two lines
LEAST_UPPER, TO_WRITE = 6.0, 8.6
BOX, BOX_GAP = 2.8, 0.7

LaidItem = tuple[DataOut, float]


def laid_item(sheet: Sheet, item: DataOut) -> LaidItem:
    """The item with the height of its upper line."""
    return item, row_height(_cells(sheet, item), LEAST_UPPER)


def item_height(item: LaidItem) -> float:
    return item[1] + TO_WRITE


def _cells(sheet: Sheet, item: DataOut) -> Cells:
    name, medium, medium_number, count, *_ = UPPER
    return (
        cell(sheet, item.name, name),
        cell(sheet, item.medium, medium),
        cell(sheet, item.medium_number, medium_number),
        cell(sheet, count_words(item.count), count, narrowest=COUNT),
        Cell(),
        Cell(),
    )


def draw_items(sheet: Sheet, top: float, items: Sequence[LaidItem]) -> float:
    """Two lines of headings, two lines for each item; gives the y below."""
    y = _draw_headings(sheet, top)
    for number, (item, upper) in enumerate(items):
        if number:
            sheet.line(LEFT, y, RIGHT, y, DIVISION)
        _draw_item(sheet, y, item, upper)
        y += upper + TO_WRITE
    sheet.line(LEFT + NUMBER, top, LEFT + NUMBER, y)
    sheet.frame(LEFT, top, WIDTH, y - top)
    return y


def _draw_headings(sheet: Sheet, top: float) -> float:
    style = sheet.style()
    sheet.centred(LEFT + NUMBER / 2, base_of(top + LINES, style), "番号", style)
    for line, columns in enumerate((UPPER, LOWER)):
        y, x = top + line * LINES, LEFT + NUMBER
        for column in columns:
            setting = fitted(column.heading, style, column.width - 1, HEAD, most_lines=1)
            sheet.centred(
                x + column.width / 2,
                base_of(y + LINES / 2, style),
                setting.lines[0],
                style,
                scale=setting.scale,
            )
            x += column.width
        _draw_walls(sheet, y, y + LINES, columns)
    sheet.line(LEFT + NUMBER, top + LINES, RIGHT, top + LINES)
    sheet.line(LEFT, top + 2 * LINES, RIGHT, top + 2 * LINES, FRAME)
    return top + 2 * LINES


def _draw_walls(sheet: Sheet, top: float, bottom: float, columns: Sequence[Column]) -> None:
    x = LEFT + NUMBER
    for column in columns[:-1]:
        x += column.width
        sheet.line(x, top, x, bottom)


def _draw_item(sheet: Sheet, y: float, item: DataOut, upper: float) -> None:
    bold = sheet.style(bold=True)
    number = fitted(item.number, bold, NUMBER - 1.4, HEAD, most_lines=2)
    sheet.lines(LEFT + 0.9, y + (upper + TO_WRITE) / 2, number, bold, 4.0)
    x = LEFT + NUMBER
    for column, one in zip(UPPER, _cells(sheet, item), strict=True):
        draw_cell(sheet, x, y, column, one, upper)
        x += column.width
    _draw_choices(sheet, x - UPPER[-1].width - UPPER[-2].width, y + upper / 2, WAYS)
    _draw_choices(sheet, x - UPPER[-1].width, y + upper / 2, RESULTS)
    _draw_walls(sheet, y, y + upper, UPPER)
    sheet.line(LEFT + NUMBER, y + upper, RIGHT, y + upper)
    _draw_walls(sheet, y + upper, y + upper + TO_WRITE, LOWER)
    when = LEFT + NUMBER + LOWER[0].width + LOWER[1].width
    draw_date_to_write(sheet, when - 10.0, y + upper + TO_WRITE - 2.6)
    sheet.centred(
        when - 3.0, base_of(y + upper + TO_WRITE - 2.6, sheet.style()), "時", sheet.style()
    )


def _draw_choices(sheet: Sheet, x: float, middle: float, words: Sequence[str]) -> None:
    """Three boxes beside their words in the width of one column."""
    style = sheet.style()
    scale = 0.86
    widths = [BOX + BOX_GAP + style.width(word) * scale for word in words]
    gap = (UPPER[-1].width - 2.0 - sum(widths)) / (len(words) - 1)
    x += 1.0
    for word, width in zip(words, widths, strict=True):
        draw_tick_box(sheet, x, middle - BOX / 2, BOX, ticked=False)
        sheet.text(x + BOX + BOX_GAP, base_of(middle, style), word, style, scale=scale)
        x += width + gap
