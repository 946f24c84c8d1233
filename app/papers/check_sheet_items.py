"""The items of a 調査票 as set: statement, sources, the answer, and what was seen, in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.papers.check_sheet_page import VERDICTS, SheetItem, Tag
from app.papers.head import LEADING
from app.papers.pieces import in_pieces
from app.papers.sheet import LEFT, RIGHT, Sheet
from app.papers.table import CELL_SIDE, Column
from app.papers.typesetting import CELL, Setting, Style, fitted
from audits.wareki import short_wareki

COLUMNS = (
    Column("番号", 11),
    Column("点検項目と出どころ", 81),
    *(Column(words, width) for words, width in zip(VERDICTS, (9, 9, 11, 11), strict=True)),
    Column("見たこと", 43),
)
EDGES = tuple(LEFT + sum(c.width for c in COLUMNS[:place]) for place in range(len(COLUMNS) + 1))
STATEMENT, FIRST_ANSWER, COMMENT = 1, 2, len(COLUMNS) - 1
ABOVE, BETWEEN, LEAST = 1.0, 0.7, 9.3
MOST_LINES, MOST_TAG_LINES = 10, 4  # of a statement, and of a tag, that stay together
MOST_BELOW = 10  # lines of a comment that stay together
MOST_BESIDE = 6  # a longer comment has the whole width below its item
BELOW_WORDS = "（下に記載）"
TAG_SIZE, TAG_LINE, TAG_SIDE, TAG_GAP = 9.0, 4.2, 1.0, 1.6
NOTHING = Setting(())
Note = tuple[str, bool]  # what stands below a comment, and whether it is bold


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
class LaidRow:
    """A row of the table: an item, or as much of it as stands together on a page.

    `answered`: it has the four boxes, and the comment in the last column, its notes below it.
    `below`: nothing but a long comment, or a piece of it, across the columns; what is one text has
    no gap at its seams.
    """

    item: SheetItem
    statement: Setting = NOTHING
    tags: tuple[LaidTag, ...] = ()
    comment: Setting = NOTHING
    notes: tuple[Note, ...] = ()
    below: Setting = NOTHING
    answered: bool = False
    begins: bool = True
    ends: bool = True

    @property
    def above(self) -> float:
        return ABOVE if self.begins else 0.0

    @property
    def height(self) -> float:
        beneath = max((tag.y + tag.height + BETWEEN for tag in self.tags), default=0.0)
        beside = (len(self.comment.lines) + len(self.notes)) * LEADING
        below, least = len(self.below.lines) * LEADING, LEAST if self.answered else 0.0
        statement = len(self.statement.lines) * LEADING + beneath
        return max(statement, beside, below, least) + self.above + (ABOVE if self.ends else 0.0)


def laid_rows(sheet: Sheet, item: SheetItem) -> list[LaidRow]:
    """The item on one row; a very long one on several, so that a page can end between them."""
    room = COLUMNS[STATEMENT].width - 2 * CELL_SIDE
    statements = list(in_pieces(fitted(item.text, sheet.style(), room, CELL), MOST_LINES))
    beside, below = _comment(sheet, item)
    tags = _laid_tags(sheet, item.tags, room)
    rows = [
        LaidRow(
            item,
            statement,
            tags if number == len(statements) - 1 else (),
            NOTHING if number else beside,
            () if number else tuple(_notes(item)),
            answered=number == 0,
            begins=number == 0,
            ends=number == len(statements) - 1,
        )
        for number, statement in enumerate(statements)
    ]
    last = len(below) - 1
    pieces = (
        LaidRow(item, below=piece, begins=number == 0, ends=number == last)
        for number, piece in enumerate(below)
    )
    return [*rows, *pieces]


def _notes(item: SheetItem) -> Iterator[Note]:
    if item.set_due_on:
        yield f"是正期限 {short_wareki(item.set_due_on)}", True
    if item.photographs:
        yield f"写真 {item.photographs}枚", False


def _comment(sheet: Sheet, item: SheetItem) -> tuple[Setting, Sequence[Setting]]:
    """In its column, else a word that it stands below, and its pieces."""
    if not item.comment.strip():
        return NOTHING, ()
    style, width = sheet.style(), COLUMNS[COMMENT].width - 2 * CELL_SIDE
    beside = fitted(item.comment, style, width, CELL)
    if len(beside.lines) <= MOST_BESIDE:
        return beside, ()
    whole = RIGHT - EDGES[STATEMENT] - 2 * CELL_SIDE
    below = fitted(f"見たこと：{item.comment.strip()}", style, whole, CELL)
    return Setting((BELOW_WORDS,)), list(in_pieces(below, MOST_BELOW))


def _laid_tags(sheet: Sheet, tags: Sequence[Tag], room: float) -> tuple[LaidTag, ...]:
    """One after the other, on as many lines as they need; a long one has a line of its own."""
    return tuple(_placed(sheet, tags, room))


def _placed(sheet: Sheet, tags: Sequence[Tag], room: float) -> Iterator[LaidTag]:
    x = y = lowest = 0.0
    for number, tag in enumerate(tags):
        style = tag_style(sheet, tag)
        setting = fitted(tag.words, style, room - 2 * TAG_SIDE, CELL, MOST_TAG_LINES)
        width = max(map(style.width, setting.lines)) * setting.scale + 2 * TAG_SIDE
        if number and x + width > room:
            x, y = 0.0, lowest + BETWEEN
        laid = LaidTag(tag, setting, x, y, width)
        yield laid
        lowest = max(lowest, y + laid.height)
        x += width + TAG_GAP


def tag_style(sheet: Sheet, tag: Tag) -> Style:
    return sheet.style(TAG_SIZE, bold=tag.must_be_seen)
