"""廃棄簿 on paper: contracts that were disposed of, and the two who decided of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from app.papers.disposed_page import ConfirmedOnPaper, DisposedOnPaper, DisposedPaper
from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, grouped, missing_characters
from app.papers.head import TITLE_BASE, draw_title
from app.papers.pieces import in_pieces
from app.papers.sheet import LEFT, RIGHT, TOP, Sheet
from app.papers.table import CELL_SIDE, HEADING, Cell, Cells, Column, draw_rows, row_height
from app.papers.table import NOTHING as EMPTY
from app.papers.typesetting import CELL, Setting, fitted
from audits.wareki import short_wareki, wareki

TITLE, TITLE_SPACING = "廃棄簿", 6.0
HEAD_HEIGHT = TITLE_BASE + 10.0 - TOP
MOST_LINES = 25
NOTHING = "廃棄した契約はありません。"
SAID = "番号、日付、管理記録の照合値と、決めた人だけが残っている。契約番号は、再び使わない。"
COLUMNS = (
    Column("番号", 9.0, "right"),
    Column("契約番号", 25.0),
    Column("所管課", 23.0),
    Column("契約期間", 17.5),
    Column("完了・不成立", 17.5),
    Column("保存期限", 17.0),
    Column("管理記録", 19.0),
    Column("二人の確認と理由", 47.0),
)


def disposed_list(paper: DisposedPaper, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    return _List(Sheet(fonts, TITLE), paper).drawn()


@dataclass(slots=True)
class _List:
    sheet: Sheet
    paper: DisposedPaper

    def drawn(self) -> bytes:
        flow = Flow(TOP, TOP)
        flow.add(HEAD_HEIGHT, self._draw_head)
        rows = [row for line in self.paper.lines for row in self._rows(line)]
        if rows:
            heights = [row_height(row) for row in rows]
            flow.add_rows(HEADING, heights, partial(self._table, rows))
        else:
            style = self.sheet.style(10)
            flow.add(HEADING, lambda y: self.sheet.text(LEFT, y + 4.0, NOTHING, style))
        flow.draw(self.sheet, lambda _: None, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _rows(self, line: DisposedOnPaper) -> Iterator[Cells]:
        """A very long reason goes on in rows of its own, so that a page can end there."""
        words = (
            str(line.number),
            line.contract,
            line.department,
            f"{short_wareki(line.first_on)}～\n{short_wareki(line.last_on)}",
            f"{short_wareki(line.done_on)}\n{line.done_as}",
            f"{short_wareki(line.kept_until)}\n{line.years}年",
            f"{line.entries}号\n{grouped(line.last_hash)}",
            "\n".join(_confirmed(one) for one in line.confirmed),
        )
        columns = [
            list(in_pieces(self._fitted(text, column), MOST_LINES))
            for text, column in zip(words, COLUMNS, strict=True)
        ]
        for pieces in zip_longest(*columns, fillvalue=None):
            yield tuple(Cell(piece or EMPTY) for piece in pieces)

    def _fitted(self, text: str, column: Column) -> Setting:
        return fitted(text, self.sheet.style(), column.width - 2 * CELL_SIDE, CELL)

    def _table(self, rows: list[Cells], start: int, stop: int) -> Draw:
        return lambda y: _drawn(self.sheet, y, rows[start:stop])

    def _draw_head(self, y: float) -> None:
        sheet, paper, small = self.sheet, self.paper, self.sheet.style()
        draw_title(sheet, TITLE, TITLE_SPACING, f"{wareki(paper.on)}現在")
        sheet.text(LEFT, TITLE_BASE, paper.city, small)
        words = "　".join(part for part in (f"{len(paper.lines):,}件", paper.narrowed) if part)
        sheet.text(LEFT, y + HEAD_HEIGHT - 2.0, SAID, small)
        sheet.flush_right(RIGHT, y + HEAD_HEIGHT - 2.0, words, small)

    def _end_page(self, pages: int, number: int) -> None:
        paper = self.paper
        words = f"{TITLE} {paper.last_number}番まで　照合値 {grouped(paper.last_hash)}"
        missing = missing_characters(paper, self.sheet.fonts.regular)
        draw_hash_line(self.sheet, words, number + 1, pages, missing, at_end="")


def _confirmed(one: ConfirmedOnPaper) -> str:
    return f"{one.which}　{one.by}　{one.at}\n{one.reason}"


def _drawn(sheet: Sheet, y: float, rows: list[Cells]) -> None:
    draw_rows(sheet, y, COLUMNS, rows)
