"""通知の手紙: number, day, addressee, sender and title, the sentence, 記 and 以上, on any pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.papers.flow import Draw, Flow
from app.papers.hash_line import draw_hash_line, missing_characters
from app.papers.head import LABEL, LONGEST_NAME, PADDING, Field, Line, draw_head
from app.papers.pieces import in_pieces
from app.papers.sheet import HAIRLINE, LEFT, MIDDLE, RIGHT, TOP, WIDTH, Sheet, base_of, bases
from app.papers.table import (
    HEADING,
    SECTION,
    Cells,
    Column,
    draw_rows,
    draw_section,
    row_height,
)
from app.papers.typesetting import CELL, HEAD, Setting, fitted
from audits.wareki import wareki

TITLE_SIZE = 18.0
SEAL_LEFT_OFF, SEAL, SEAL_SIDE, SEAL_TOP = "（公印省略）", "公印", 24.0, 30.0
SIGNATORY = "代表者　様"
LETTER_TOP, LETTER_HEIGHT, SMALL_HEAD, GAP = 11.0, 68.0, 8.0, 4.0
NUMBER_BASE, DAY_BASE, ADDRESSEE_BASE, SENDER_BASE, TITLE_BASE = 7.0, 13.0, 24.0, 43.0, 63.0
NAME, TEXT, TEXT_LEADING, TEXT_GAP = 12.0, 10.5, 6.2, 3.0
NAME_ROOM, SENDER_ROOM = 110.0, 80.0
ABOVE = 2  # lines of a name that the letterhead has room for
INDENT = "一"  # stands for the blank, which is not kept at a line's beginning
BELOW, BELOW_HEIGHT = "記", 9.0
ENDS, ENDS_HEIGHT = "以上", 6.0
MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above a letter; `sealed`: with room for the seal over the sender's name."""

    title: str
    number: str
    issued_on: date
    addressee: str
    sender: str
    title_spacing: float = 2.0
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter on its sheet: begun, then filled by whoever writes it, then drawn."""

    sheet: Sheet
    head: Letterhead

    def begun(self, sentence: str) -> Flow:
        """Letterhead and sentence; what is said below them is added to it."""
        flow = Flow(LETTER_TOP, TOP + SMALL_HEAD + GAP)
        addressee = self._addressee()
        flow.add(LETTER_HEIGHT + _further(addressee), partial(self._draw_letterhead, addressee))
        text = fitted(INDENT + sentence, self.sheet.style(TEXT), WIDTH, 1.0)
        flow.add(len(text.lines) * TEXT_LEADING, partial(self._draw_text, text.lines), TEXT_GAP)
        flow.add(BELOW_HEIGHT, self._draw_below, TEXT_GAP)
        return flow

    def add_facts(self, flow: Flow, lines: Sequence[Line], gap: float = 0.0) -> None:
        """A table of labels and what they name, split between pages where it has to be."""
        flow.add_rows(0.0, [line.height for line in lines], partial(self._facts, lines), gap)

    def add_table(
        self,
        flow: Flow,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Cells],
        tall: float,
        beside: str = "",
    ) -> None:
        """A titled table, split between rows; its title says on later pages that it goes on."""
        heights = [row_height(row, tall) for row in rows]

        def part(start: int, stop: int) -> Draw:
            def draw(y: float) -> None:
                words = (f"{title}（続き）", "") if start else (title, beside)
                top = draw_section(self.sheet, y, *words)
                draw_rows(self.sheet, top, columns, rows[start:stop], tall)

            return draw

        flow.add_rows(SECTION + HEADING, heights, part, GAP)

    def end(self, flow: Flow) -> None:
        flow.add(ENDS_HEIGHT, self._draw_end)

    def drawn(self, flow: Flow, facts: object) -> bytes:
        """The PDF; `facts`: everything that is said, for characters that the fonts do not have."""
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, facts, len(flow.pages)))
        return self.sheet.finished()

    def _draw_letterhead(self, addressee: Setting, y: float) -> None:
        sheet, head = self.sheet, self.head
        small, name = sheet.style(TEXT), sheet.style(NAME)
        sheet.flush_right(RIGHT, y + NUMBER_BASE, head.number, small)
        sheet.flush_right(RIGHT, y + DAY_BASE, wareki(head.issued_on), small)
        y += _further(addressee)
        self._draw_addressee(addressee, y + ADDRESSEE_BASE)
        sheet.text(LEFT, y + ADDRESSEE_BASE + 7.0, SIGNATORY, name)
        self._draw_sender(y)
        title = sheet.style(TITLE_SIZE, bold=True)
        width = title.width(head.title) + head.title_spacing * (len(head.title) - 1)
        sheet.spread((LEFT + RIGHT - width) / 2, y + TITLE_BASE, head.title, title, width)

    def _addressee(self) -> Setting:
        return fitted(self.head.addressee, self.sheet.style(NAME), NAME_ROOM, HEAD, LONGEST_NAME)

    def _draw_addressee(self, setting: Setting, base: float) -> None:
        """A long name on a second line above the first, so that what follows keeps its place."""
        style = self.sheet.style(NAME)
        for number, line in enumerate(reversed(setting.lines)):
            self.sheet.text(LEFT, base - number * TEXT_LEADING, line, style, scale=setting.scale)

    def _draw_sender(self, y: float) -> None:
        """With room for the seal, which stands over the end of the name; or a word that none is."""
        sheet, name, small = self.sheet, self.sheet.style(NAME), self.sheet.style()
        right = RIGHT - (SEAL_SIDE + 2.0 if self.head.sealed else 0.0)
        sender = fitted(self.head.sender, name, SENDER_ROOM, HEAD, most_lines=1)
        width = name.width(sender.lines[0]) * sender.scale
        sheet.text(right - width, y + SENDER_BASE, sender.lines[0], name, scale=sender.scale)
        if self.head.sealed:
            x, top = RIGHT - SEAL_SIDE, y + SEAL_TOP
            sheet.frame(x, top, SEAL_SIDE, SEAL_SIDE, HAIRLINE)
            sheet.centred(x + SEAL_SIDE / 2, base_of(top + SEAL_SIDE / 2, small), SEAL, small)
        else:
            sheet.flush_right(RIGHT, y + SENDER_BASE + 6.0, SEAL_LEFT_OFF, sheet.style(TEXT))

    def _draw_text(self, lines: Sequence[str], y: float) -> None:
        """The first line begins one character further in."""
        style = self.sheet.style(TEXT)
        for number, base in enumerate(
            bases(y + len(lines) * TEXT_LEADING / 2, len(lines), style, TEXT_LEADING)
        ):
            words = lines[number].removeprefix(INDENT) if number == 0 else lines[number]
            self.sheet.text(LEFT + (style.em if number == 0 else 0.0), base, words, style)

    def _draw_below(self, y: float) -> None:
        self.sheet.centred(MIDDLE, y + 5.0, BELOW, self.sheet.style(NAME))

    def _facts(self, lines: Sequence[Line], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            draw_head(self.sheet, y, tuple(lines[start:stop]))

        return draw

    def _draw_end(self, y: float) -> None:
        self.sheet.flush_right(RIGHT, y + ENDS_HEIGHT - 0.5, ENDS, self.sheet.style(TEXT))

    def _begin_page(self, number: int) -> None:
        if number:
            head, style = self.head, self.sheet.style()
            words = f"{head.title}　{head.number}　{wareki(head.issued_on)}　{head.addressee}"
            setting = fitted(words, style, WIDTH, HEAD, most_lines=1)
            self.sheet.text(LEFT, TOP + 4.5, setting.lines[0], style, scale=setting.scale)
            self.sheet.line(LEFT, TOP + 6.5, RIGHT, TOP + 6.5)

    def _end_page(self, facts: object, pages: int, number: int) -> None:
        missing = missing_characters(facts, self.sheet.fonts.regular)
        words = f"文書番号 {self.head.number}"
        draw_hash_line(self.sheet, words, number + 1, pages, missing, at_end="")


def _further(addressee: Setting) -> float:
    """How much lower all else stands because of a name of more than two lines."""
    return max(0, len(addressee.lines) - ABOVE) * TEXT_LEADING


def fact_lines(
    sheet: Sheet, label: str, text: str, tall: float, *, bold: bool = False
) -> Iterator[Line]:
    """One fact; a very long text goes on in lines of its own, of which the first has the label."""
    style = sheet.style(TEXT if bold else 9.0, bold=bold)
    whole = fitted(text, style, WIDTH - LABEL - 2 * PADDING, CELL)
    for number, piece in enumerate(in_pieces(whole, MOST_LINES)):
        yield Line((Field("" if number else label, piece, style),), tall)
