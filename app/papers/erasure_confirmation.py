"""消去確認書: what the city held against the certificate, how, and with what result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.papers.certificate_part import certificate_height, draw_certificate
from app.papers.confirmation_way import draw_way, way_height
from app.papers.data_match import (
    BACKUP_ROW,
    ItemRows,
    backup_cells,
    draw_backups,
    draw_data,
    item_height,
    item_rows,
)
from app.papers.erasure_check import CHECKS, draw_checks
from app.papers.erasure_page import Backup, ErasurePaper
from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, grouped, missing_characters
from app.papers.head import contract_lines, draw_head, draw_title
from app.papers.record_foot import TOP as FOOT
from app.papers.remarks import draw_remarks, height_in, laid_remarks, least_height
from app.papers.sheet import TOP, Sheet
from app.papers.signatures import draw_signatures
from app.papers.small_head import SMALL_HEAD, draw_small_head
from app.papers.table import HEADING, ROW, SECTION, Cells, draw_section, row_height
from app.papers.verdict import HEIGHT as VERDICT
from app.papers.verdict import draw_verdict
from audits.wareki import wareki

TITLE, TITLE_SPACING = "消去確認書", 5.0
HEAD_TOP, GAP, PART_GAP, CHECKS_GAP = 21.5, 2.6, 2.4, 1.6
DATE_TO_WRITE = "年　　月　　日"


def erasure_confirmation(papers: Sequence[ErasurePaper], fonts: Fonts) -> bytes:
    """The PDF, one paper a certificate; what is not on file stays blank, to be written in."""
    first = papers[0]
    sheet = Sheet(fonts, f"{TITLE} {first.head.contract_number} {first.certificate.number}")
    for number, paper in enumerate(papers):
        if number:
            sheet.next_page()
        _Confirmation(sheet, paper).draw()
    return sheet.finished()


@dataclass(slots=True)
class _Confirmation:
    """The paper on its sheet."""

    sheet: Sheet
    paper: ErasurePaper

    def draw(self) -> None:
        head = contract_lines(self.sheet, self.paper.head)
        flow = Flow(HEAD_TOP + sum(line.height for line in head), TOP + SMALL_HEAD + PART_GAP)
        self._plan(flow)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))

    def _plan(self, flow: Flow) -> None:
        sheet, paper = self.sheet, self.paper
        flow.add(VERDICT, partial(draw_verdict, sheet, paper.verdict, paper.partly), GAP)
        certificate = partial(draw_certificate, sheet, paper.certificate)
        flow.add(certificate_height(sheet, paper.certificate), certificate, PART_GAP)
        data = [item_rows(sheet, item) for item in paper.data]
        heights = [item_height(rows) for rows in data] or [HEADING]
        flow.add_rows(SECTION + HEADING, heights, partial(self._data, data), PART_GAP)
        flow.add(len(CHECKS) // 2 * ROW, partial(draw_checks, sheet, paper.checks), CHECKS_GAP)
        way = partial(draw_way, sheet, paper.confirmation)
        flow.add(way_height(sheet, paper.confirmation), way, PART_GAP)
        remaining = (*paper.backups, *paper.left) or (Backup(""),)
        backups = [backup_cells(sheet, backup) for backup in remaining]
        heights = [row_height(row, BACKUP_ROW) for row in backups]
        flow.add_rows(SECTION + HEADING, heights, partial(self._backups, backups), PART_GAP)
        self._plan_remarks(flow)

    def _data(self, rows: Sequence[ItemRows], start: int, stop: int) -> Draw:
        return partial(draw_data, self.sheet, self.paper, rows[start:stop], continued=start > 0)

    def _backups(self, rows: Sequence[Cells], start: int, stop: int) -> Draw:
        return partial(draw_backups, self.sheet, self.paper, rows[start:stop], continued=start > 0)

    def _plan_remarks(self, flow: Flow) -> None:
        """所見 takes what is left above the signatures, and goes to their page with them."""
        setting = laid_remarks(self.sheet, self.paper.remarks)
        end = FOOT - SECTION - PART_GAP
        if flow.y + PART_GAP + least_height(setting) > end:
            flow.new_page()
        height = height_in(setting, end - flow.y - PART_GAP)
        flow.add(height, partial(draw_remarks, self.sheet, setting, height), PART_GAP)

    def _begin_page(self, number: int) -> None:
        sheet, paper = self.sheet, self.paper
        day = wareki(paper.confirmed_on) if paper.confirmed_on else DATE_TO_WRITE
        if number:
            draw_small_head(sheet, paper.head, TITLE)
        else:
            draw_title(sheet, TITLE, TITLE_SPACING, day)
            draw_head(sheet, HEAD_TOP, contract_lines(sheet, paper.head))

    def _end_page(self, pages: int, number: int) -> None:
        sheet, paper = self.sheet, self.paper
        day = wareki(paper.confirmed_on) if paper.confirmed_on else DATE_TO_WRITE
        if number + 1 == pages:
            draw_section(sheet, FOOT - SECTION, "6　確認者", f"確認日　{day}")
            draw_signatures(sheet, paper.signers, paper.chain.qr_text, paper.signed_by)
        words = f"管理記録 {paper.chain.last_number}号　照合値 {grouped(paper.chain.last_hash)}"
        missing = missing_characters(paper, sheet.fonts.regular)
        draw_hash_line(sheet, words, number + 1, pages, missing)
