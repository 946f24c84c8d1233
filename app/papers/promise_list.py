"""審議会に説明したことのその後: the printed list of promises and of what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.pieces import in_pieces
from app.papers.promise_page import PromiseOnPaper, PromisePaper
from app.papers.sheet import BOTTOM, LEFT, RIGHT, TOP, Sheet
from app.papers.table import CELL_SIDE, HEADING, Cell, Cells, Column, draw_rows, row_height
from app.papers.table import NOTHING as EMPTY
from app.papers.typesetting import CELL, Setting, fitted
from audits.wareki import short_wareki, wareki

TITLE, TITLE_SIZE = "審議会に説明したことのその後", 16.0
TITLE_HEIGHT, GAP, MOST_LINES = 20.0, 2.0, 25
NOTHING = "当てはまる対策はありません。"
COLUMNS = (
    Column("状態", 19.0),
    Column("説明した対策", 62.0),
    Column("契約・外部結合", 33.0),
    Column("付議", 24.0),
    Column("確かめた日と方法", 37.0),
)


def promise_list(paper: PromisePaper, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    return _List(Sheet(fonts, TITLE), paper).drawn()


@dataclass(slots=True)
class _List:
    sheet: Sheet
    paper: PromisePaper

    def drawn(self) -> bytes:
        flow = Flow(TOP, TOP)
        flow.add(TITLE_HEIGHT, self._draw_title)
        rows = [row for line in self.paper.lines for row in self._rows(line)]
        if rows:
            heights = [row_height(row) for row in rows]
            flow.add_rows(HEADING, heights, partial(self._table, rows), GAP)
        else:
            style = self.sheet.style(10)
            flow.add(HEADING, lambda y: self.sheet.text(LEFT, y + 4.0, NOTHING, style), GAP)
        flow.draw(self.sheet, lambda _: None, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _rows(self, line: PromiseOnPaper) -> Iterator[Cells]:
        """A very long text goes on in rows of its own, so that a page can end there."""
        following = f"次回 {short_wareki(line.next_on)}" if line.next_on else ""
        day = short_wareki(line.confirmed_on) if line.confirmed_on else ""
        words = (
            line.state,
            f"{line.number}　{line.text}\n{line.whose}",
            line.subject,
            line.told,
            "\n".join(part for part in (day, line.how, following) if part) or "—",
        )
        bold = (line.needs_act, False, False, False, False)
        columns = [
            list(in_pieces(self._fitted(text, column, is_bold), MOST_LINES))
            for text, column, is_bold in zip(words, COLUMNS, bold, strict=True)
        ]
        for pieces in zip_longest(*columns, fillvalue=None):
            yield tuple(
                Cell(piece or EMPTY, bold=is_bold)
                for piece, is_bold in zip(pieces, bold, strict=True)
            )

    def _fitted(self, text: str, column: Column, is_bold: bool) -> Setting:
        style = self.sheet.style(bold=is_bold)
        return fitted(text, style, column.width - 2 * CELL_SIDE, CELL)

    def _table(self, rows: list[Cells], start: int, stop: int) -> Draw:
        return lambda y: _drawn(self.sheet, y, rows[start:stop])

    def _draw_title(self, y: float) -> None:
        sheet, paper = self.sheet, self.paper
        title, small = sheet.style(TITLE_SIZE, bold=True), sheet.style()
        sheet.text(LEFT, y + 6.5, TITLE, title)
        sheet.flush_right(RIGHT, y + 6.5, f"{wareki(paper.on)}現在", sheet.style(10))
        counts = "　".join(f"{state} {number:,}件" for state, number in paper.counts)
        sheet.text(LEFT, y + 13.0, f"{len(paper.lines):,}件　（{counts}）", small)
        sheet.text(LEFT, y + 17.6, paper.narrowed, small)

    def _end_page(self, pages: int, number: int) -> None:
        small = self.sheet.style()
        self.sheet.text(LEFT, BOTTOM - 1.5, self.paper.city, small)
        self.sheet.flush_right(RIGHT, BOTTOM - 1.5, f"{number + 1}／{pages}", small)


def _drawn(sheet: Sheet, y: float, rows: list[Cells]) -> None:
    draw_rows(sheet, y, COLUMNS, rows)
