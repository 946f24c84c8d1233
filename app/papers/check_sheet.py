"""調査票: everything that one visit has to look at, to be taken along and written on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.papers.check_sheet_end import draw_result, draw_signers, laid_end
from app.papers.check_sheet_items import LaidRow, laid_rows
from app.papers.check_sheet_page import CheckSheetPaper, SheetGroup
from app.papers.check_sheet_standing import beside_title, draw_standing, standing_words
from app.papers.check_sheet_table import draw_items
from app.papers.check_sheet_visit import VISIT_HEIGHT, draw_longer, draw_visit, longer_lines
from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, missing_characters
from app.papers.head import contract_lines, draw_head, draw_title
from app.papers.record_foot import TOP as FOOT
from app.papers.record_table import draw_end_of_rows
from app.papers.sheet import LEFT, TOP, WIDTH, Sheet
from app.papers.small_head import SMALL_HEAD, draw_small_head
from app.papers.table import HEADING, SECTION, draw_section
from app.papers.typesetting import HEAD, fitted

TITLE, TITLE_SPACING = "調査票", 6.0
HEAD_TOP, GAP, PART_GAP = 21.5, 2.6, 2.4
HOW_TO = (
    "適・否・該当なし・未確認の一つに印を付けます。否と該当なしには、見たことを必ず書きます。"
    "太い枠の札は、審議会に約束したことです。"
)
HOW_IT_WAS_FILLED = (
    "○の付いたところが答えです。否と未確認は、黒地に白の○です。"
    "太い枠の札は、審議会に約束したことです。"
)
HOW_TO_HEIGHT = 5.0
LEAST_END = 6.0  # above the signatures, where 以下余白 stands


def check_sheet(paper: CheckSheetPaper, fonts: Fonts) -> bytes:
    """The PDF; answers that were given are ticked, all else is left to the hand."""
    visit = paper.visit
    title = f"{TITLE} {paper.head.contract_number} {visit.year} 第{visit.round}回"
    return _CheckSheet(Sheet(fonts, title), paper).drawn()


@dataclass(slots=True)
class _CheckSheet:
    """The paper on its sheet."""

    sheet: Sheet
    paper: CheckSheetPaper

    def drawn(self) -> bytes:
        head = contract_lines(self.sheet, self.paper.head)
        flow = Flow(HEAD_TOP + sum(line.height for line in head), TOP + SMALL_HEAD + PART_GAP)
        flow.add(VISIT_HEIGHT, partial(draw_visit, self.sheet, self.paper.visit), GAP)
        for line in longer_lines(self.sheet, self.paper.visit):
            flow.add(line.height, partial(draw_longer, self.sheet, line))
        flow.add(HOW_TO_HEIGHT, self._draw_how_to)
        for group in self.paper.groups:
            self._plan_group(flow, group)
        self._plan_end(flow)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _plan_group(self, flow: Flow, group: SheetGroup) -> None:
        rows = [row for item in group.items for row in laid_rows(self.sheet, item)]
        heights = [row.height for row in rows]
        flow.add_rows(SECTION + HEADING, heights, partial(self._items, group, rows), PART_GAP)

    def _items(self, group: SheetGroup, rows: Sequence[LaidRow], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            title = f"{group.code}　{group.name}" + ("（続き）" if start else "")
            beside = "" if start else f"{len(group.items)}項目"
            draw_items(self.sheet, draw_section(self.sheet, y, title, beside), rows[start:stop])

        return draw

    def _plan_end(self, flow: Flow) -> None:
        """The result takes what is left above the signatures, and goes to their page with them."""
        end = laid_end(self.sheet, self.paper)
        if flow.y + PART_GAP + end.height(0) > FOOT - PART_GAP:
            flow.new_page()
        height = end.height(FOOT - PART_GAP - flow.y - PART_GAP)
        flow.add(height, partial(draw_result, self.sheet, end, height), PART_GAP)
        if self.paper.concluded_on and FOOT - flow.y > LEAST_END:
            flow.add(0.0, self._draw_end_of_rows)

    def _draw_end_of_rows(self, y: float) -> None:
        draw_end_of_rows(self.sheet, y, FOOT)

    def _draw_how_to(self, y: float) -> None:
        style = self.sheet.style()
        words = HOW_IT_WAS_FILLED if self.paper.is_filled else HOW_TO
        setting = fitted(words, style, WIDTH, HEAD, most_lines=1)
        base = y + HOW_TO_HEIGHT - 0.6
        self.sheet.text(LEFT, base, setting.lines[0], style, scale=setting.scale)

    def _begin_page(self, number: int) -> None:
        sheet, paper = self.sheet, self.paper
        if number:
            draw_small_head(sheet, replace(paper.head, contractor=paper.contractor), TITLE)
        else:
            draw_title(sheet, TITLE, TITLE_SPACING, beside_title(paper))
            draw_standing(sheet, paper)
            draw_head(sheet, HEAD_TOP, contract_lines(sheet, paper.head))

    def _end_page(self, pages: int, number: int) -> None:
        sheet, paper = self.sheet, self.paper
        if number + 1 == pages:
            draw_signers(sheet)
        visit = f"{paper.head.contract_number}　{paper.visit.year}第{paper.visit.round}回"
        words = "　".join(part for part in (standing_words(paper), visit) if part)
        missing = missing_characters(paper, sheet.fonts.regular)
        draw_hash_line(sheet, words, number + 1, pages, missing, at_end=paper.edition)
