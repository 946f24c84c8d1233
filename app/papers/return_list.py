"""返却一覧: what is to come back, medium by medium, signed by who brings and who receives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, grouped, missing_characters
from app.papers.head import UNKNOWN_CONTRACTOR, contract_lines, draw_head, draw_title
from app.papers.record_foot import TOP as FOOT
from app.papers.return_list_page import MediumOnList, ReturnList
from app.papers.sheet import LEFT, TOP, WIDTH, Sheet
from app.papers.signatures import draw_signatures
from app.papers.small_head import SMALL_HEAD, draw_small_head
from app.papers.table import (
    COUNT,
    HEADING,
    ROW,
    SECTION,
    Cell,
    Cells,
    Column,
    cell,
    count_words,
    draw_labelled,
    draw_options,
    draw_rows,
    draw_section,
    row_height,
)
from audits.wareki import wareki

TITLE, TITLE_SPACING = "返却一覧", 6.0
HEAD_TOP, GAP, PART_GAP, LABEL = 21.5, 2.6, 2.4, 25.0
TO_WRITE = 8.2  # a row that is filled in by hand
SIGNERS = ("返却した者", "受領した者")
REMAINS = ("残存なし", "残存あり（　　　　　　　　　　　　　　　　　　　　　　　　　　　）")
_WHAT = (
    Column("番号", 11),
    Column("データ名", 31),
    Column("媒体の区分", 22),
    Column("記録媒体", 25),
    Column("媒体番号", 28),
    Column("件数", 15, "right"),
)
OUT = (*_WHAT, Column("返却日", 27), Column("備考", 16))
GONE = (*_WHAT[:5], Column("区分", 14, "centre"), Column("日付", 17), Column("方法", 27))


def return_list(paper: ReturnList, fonts: Fonts) -> bytes:
    """The PDF: what is on file filled in, the rest left to the hand of those who are there."""
    return _List(Sheet(fonts, f"{TITLE} {paper.head.contract_number}"), paper).drawn()


@dataclass(slots=True)
class _List:
    sheet: Sheet
    paper: ReturnList

    def drawn(self) -> bytes:
        head = contract_lines(self.sheet, self.paper.head)
        flow = Flow(HEAD_TOP + sum(line.height for line in head), TOP + SMALL_HEAD + PART_GAP)
        self._plan(flow)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _plan(self, flow: Flow) -> None:
        flow.add(2 * ROW, self._draw_whose, GAP)
        out = [self._out_cells(one) for one in self.paper.out] or [tuple(Cell() for _ in OUT)]
        heights = [row_height(row, TO_WRITE) for row in out]
        flow.add_rows(SECTION + HEADING, heights, partial(self._out, out), PART_GAP)
        gone = [self._gone_cells(one) for one in self.paper.gone]
        heights = [row_height(row) for row in gone]
        flow.add_rows(SECTION + HEADING, heights, partial(self._gone, gone), PART_GAP)
        if flow.y + PART_GAP > FOOT - SECTION - PART_GAP:
            flow.new_page()
            flow.add(0.0, lambda _: None)

    def _draw_whose(self, y: float) -> None:
        sheet, paper = self.sheet, self.paper
        due = f"　　返還・消去の期限　{wareki(paper.due_on)}" if paper.due_on else ""
        whose = f"{paper.whose}　{paper.head.contractor or UNKNOWN_CONTRACTOR}{due}"
        draw_labelled(sheet, LEFT, y, "返却する者", whose, WIDTH, label_width=LABEL)
        sheet.line(LEFT, y + ROW, LEFT + WIDTH, y + ROW)
        draw_labelled(sheet, LEFT, y + ROW, "残存の有無", "", WIDTH, label_width=LABEL)
        places = [LEFT + LABEL + 3, LEFT + LABEL + 30]
        draw_options(sheet, places, y + ROW + ROW / 2, REMAINS)
        sheet.frame(LEFT, y, WIDTH, 2 * ROW)

    def _out(self, rows: Sequence[Cells], start: int, stop: int) -> Draw:
        words = f"{wareki(self.paper.on)}現在　{len(self.paper.out)}点"
        return partial(
            self._table, "1　返却するデータと媒体", words, OUT, rows, start, stop, TO_WRITE
        )

    def _gone(self, rows: Sequence[Cells], start: int, stop: int) -> Draw:
        words = f"{len(rows)}点"
        title = "2　返還・引渡し・引継ぎ・消去が済んだもの"
        return partial(self._table, title, words, GONE, rows, start, stop, HEADING)

    def _table(
        self,
        title: str,
        words: str,
        columns: Sequence[Column],
        rows: Sequence[Cells],
        start: int,
        stop: int,
        least: float,
        y: float,
    ) -> None:
        continued = "（続き）" if start else ""
        y = draw_section(self.sheet, y, title + continued, "" if start else words)
        draw_rows(self.sheet, y, columns, rows[start:stop], least)

    def _what(self, one: MediumOnList) -> tuple[Cell, ...]:
        words = (one.number, one.name, one.kind, one.medium, one.medium_number)
        return tuple(
            cell(self.sheet, text, column) for text, column in zip(words, OUT, strict=False)
        )

    def _out_cells(self, one: MediumOnList) -> Cells:
        count = cell(self.sheet, count_words(one.count), OUT[5], narrowest=COUNT)
        return (*self._what(one), count, Cell(to_write=True), Cell())

    def _gone_cells(self, one: MediumOnList) -> Cells:
        way, means = cell(self.sheet, one.way, GONE[5]), cell(self.sheet, one.means, GONE[7])
        return (*self._what(one), way, Cell(day=one.on), means)

    def _begin_page(self, number: int) -> None:
        sheet, paper = self.sheet, self.paper
        if number:
            draw_small_head(sheet, paper.head, TITLE)
        else:
            draw_title(sheet, TITLE, TITLE_SPACING, wareki(paper.on))
            draw_head(sheet, HEAD_TOP, contract_lines(sheet, paper.head))

    def _end_page(self, pages: int, number: int) -> None:
        sheet, paper = self.sheet, self.paper
        if number + 1 == pages:
            draw_section(sheet, FOOT - SECTION, "3　受渡し", "受渡しの日　　　　年　　月　　日")
            signers = (paper.whose, paper.department)
            draw_signatures(sheet, signers, paper.chain.qr_text, titles=SIGNERS)
        words = f"管理記録 {paper.chain.last_number}号　照合値 {grouped(paper.chain.last_hash)}"
        missing = missing_characters(paper, sheet.fonts.regular)
        draw_hash_line(sheet, words, number + 1, pages, missing)
