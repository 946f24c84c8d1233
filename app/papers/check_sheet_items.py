"""The items of a 調査票: statement, sources, four boxes to tick, and room for what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.papers.check_sheet_page import VERDICTS, SheetItem, Tag
from app.papers.head import LEADING
from app.papers.marks import draw_tick_box
from app.papers.sheet import FRAME, LEFT, RIGHT, WIDTH, Sheet, base_of, bases
from app.papers.table import CELL_SIDE, HEADING, Column
from app.papers.typesetting import CELL, Setting, Style, fitted

COLUMNS = (
    Column("番号", 11),
    Column("点検項目と出どころ", 81),
    *(Column(words, width) for words, width in zip(VERDICTS, (9, 9, 11, 11), strict=True)),
    Column("見たこと", 43),
)
EDGES = tuple(LEFT + sum(c.width for c in COLUMNS[:place]) for place in range(len(COLUMNS) + 1))
STATEMENT, FIRST_ANSWER, COMMENT = 1, 2, len(COLUMNS) - 1
ABOVE, BETWEEN, LEAST = 1.0, 0.7, 9.3
MOST_LINES, MOST_TAG_LINES = 30, 4  # a row has to stay shorter than a page
TAG_SIZE, TAG_LINE, TAG_SIDE, TAG_GAP = 8.0, 3.7, 1.0, 1.6
THIN, THICK = 0.25, 1.1
BOX = 4.2


@dataclass(frozen=True, slots=True)
class LaidTag:
    """A tag as set, and where it stands from the left and top of the first."""

    tag: Tag
    setting: Setting
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        return TAG_LINE * len(self.setting.lines)


@dataclass(frozen=True, slots=True)
class LaidItem:
    """An item as set."""

    item: SheetItem
    statement: Setting
    tags: tuple[LaidTag, ...]
    comment: Setting
    height: float


def laid_item(sheet: Sheet, item: SheetItem) -> LaidItem:
    room = COLUMNS[STATEMENT].width - 2 * CELL_SIDE
    statement = fitted(item.text, sheet.style(), room, CELL, MOST_LINES)
    tags = _laid_tags(sheet, item.tags, room)
    wide = COLUMNS[COMMENT].width - 2 * CELL_SIDE
    comment = fitted(item.comment, sheet.style(), wide, CELL, MOST_LINES)
    beneath = max((tag.y + tag.height + BETWEEN for tag in tags), default=0.0)
    heights = (len(statement.lines) * LEADING + beneath, len(comment.lines) * LEADING, LEAST)
    return LaidItem(item, statement, tags, comment, max(heights) + 2 * ABOVE)


def _laid_tags(sheet: Sheet, tags: Sequence[Tag], room: float) -> tuple[LaidTag, ...]:
    """One after the other, on as many lines as they need; a long one has a line of its own."""
    laid: list[LaidTag] = []
    x = y = lowest = 0.0
    for tag in tags:
        style = _tag_style(sheet, tag)
        setting = fitted(tag.words, style, room - 2 * TAG_SIDE, CELL, MOST_TAG_LINES)
        width = max(map(style.width, setting.lines)) * setting.scale + 2 * TAG_SIDE
        if laid and x + width > room:
            x, y = 0.0, lowest + BETWEEN
        laid.append(LaidTag(tag, setting, x, y, width))
        lowest = max(lowest, y + laid[-1].height)
        x += width + TAG_GAP
    return tuple(laid)


def _tag_style(sheet: Sheet, tag: Tag) -> Style:
    return sheet.style(TAG_SIZE, bold=tag.must_be_seen)


def draw_items(sheet: Sheet, top: float, items: Sequence[LaidItem]) -> None:
    """Headings, items and rules."""
    _draw_headings(sheet, top)
    y = top + HEADING
    for number, item in enumerate(items):
        if number:
            sheet.line(LEFT, y, RIGHT, y)
        _draw_item(sheet, y, item)
        y += item.height
    for edge in EDGES[1:-1]:
        sheet.line(edge, top, edge, y)
    sheet.line(LEFT, top + HEADING, RIGHT, top + HEADING, FRAME)
    sheet.frame(LEFT, top, WIDTH, y - top)


def _draw_headings(sheet: Sheet, top: float) -> None:
    style = sheet.style()
    for edge, column in zip(EDGES, COLUMNS, strict=False):
        scale = min(1.0, (column.width - 1) / style.width(column.heading))
        base = base_of(top + HEADING / 2, style)
        sheet.centred(edge + column.width / 2, base, column.heading, style, scale=scale)


def _draw_item(sheet: Sheet, y: float, laid: LaidItem) -> None:
    item, style = laid.item, sheet.style()
    bold = sheet.style(bold=True)
    first = y + ABOVE + LEADING / 2
    sheet.text(LEFT + CELL_SIDE, base_of(first, bold), item.place, bold)
    left = EDGES[STATEMENT] + CELL_SIDE
    _draw_block(sheet, left, first, laid.statement, style)
    top = y + ABOVE + len(laid.statement.lines) * LEADING + BETWEEN
    for tag in laid.tags:
        _draw_tag(sheet, left + tag.x, top + tag.y, tag)
    for place, verdict in enumerate(VERDICTS, start=FIRST_ANSWER):
        x = EDGES[place] + (COLUMNS[place].width - BOX) / 2
        ticked = item.verdict == verdict
        draw_tick_box(sheet, x, y + (laid.height - BOX) / 2, BOX, ticked=ticked)
    _draw_block(sheet, EDGES[COMMENT] + CELL_SIDE, first, laid.comment, style)


def _draw_block(sheet: Sheet, x: float, middle: float, setting: Setting, style: Style) -> None:
    """Lines from the top down, the first one's middle given."""
    for number, text in enumerate(setting.lines):
        base = base_of(middle + number * LEADING, style)
        sheet.text(x, base, text, style, scale=setting.scale)


def _draw_tag(sheet: Sheet, x: float, y: float, laid: LaidTag) -> None:
    style = _tag_style(sheet, laid.tag)
    sheet.frame(x, y, laid.width, laid.height, THICK if laid.tag.must_be_seen else THIN)
    lines = laid.setting.lines
    for base, text in zip(
        bases(y + laid.height / 2, len(lines), style, TAG_LINE), lines, strict=True
    ):
        sheet.text(x + TAG_SIDE, base, text, style, scale=laid.setting.scale)
