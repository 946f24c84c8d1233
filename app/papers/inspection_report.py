"""立入調査結果報告書: what one visit was and came to, for the manager to approve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.papers.approval_boxes import Decided, draw_approval
from app.papers.flow import END, Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, grouped, missing_characters
from app.papers.head import TITLE_BASE, Line, contract_lines, draw_head, draw_title
from app.papers.inspection_report_page import Approval, InspectionReport
from app.papers.record_foot import TOP as FOOT
from app.papers.report_count import count_height, draw_count
from app.papers.report_findings import (
    EARLIER,
    EARLIER_COLUMNS,
    FOUND,
    FOUND_COLUMNS,
    NONE_EARLIER,
    NONE_FOUND,
    draw_findings,
    draw_none,
    earlier_rows,
    finding_rows,
)
from app.papers.report_outcome import HEIGHT as OUTCOME
from app.papers.report_outcome import draw_outcome
from app.papers.report_visit import draw_visit_lines, visit_lines
from app.papers.sheet import LEFT, RIGHT, TOP, Sheet
from app.papers.small_head import SMALL_HEAD, draw_small_head
from app.papers.table import HEADING, ROW, SECTION, Cells, Column, row_height
from audits.wareki import short_wareki, wareki

TITLE, TITLE_SPACING, SHORT_TITLE = "立入調査結果報告書", 2.0, "調査結果報告"
HEAD_TOP, GAP, PART_GAP = 21.5, 2.6, 2.0
ENDS, ENDS_HEIGHT = "以下余白", 5.0
LAST = FOOT - PART_GAP
ALONE = "所管課にほかに承認できる者がないため、作成にかかわった者が承認しました。"


def inspection_report(report: InspectionReport, fonts: Fonts) -> bytes:
    """The PDF; what is not on file stays blank, to be written in."""
    visit = report.visit
    title = f"{TITLE} {report.head.contract_number} {visit.year} 第{visit.round}回"
    return _Report(Sheet(fonts, title), report).drawn()


@dataclass(slots=True)
class _Report:
    """The paper on its sheet."""

    sheet: Sheet
    report: InspectionReport

    def drawn(self) -> bytes:
        head = contract_lines(self.sheet, self.report.head)
        flow = Flow(HEAD_TOP + sum(line.height for line in head), TOP + SMALL_HEAD + PART_GAP)
        self._plan(flow)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _plan(self, flow: Flow) -> None:
        sheet, report = self.sheet, self.report
        flow.add(OUTCOME, partial(draw_outcome, sheet, report), GAP)
        lines = visit_lines(sheet, report)
        heights = [line.height for line in lines]
        flow.add_rows(SECTION, heights, partial(self._visit, lines), PART_GAP)
        flow.add(count_height(report.count), partial(draw_count, sheet, report.count), PART_GAP)
        found = finding_rows(sheet, report.findings)
        self._plan_findings(flow, (FOUND, NONE_FOUND), FOUND_COLUMNS, found, len(report.findings))
        earlier = earlier_rows(sheet, report.earlier)
        words, number = (EARLIER, NONE_EARLIER), len(report.earlier)
        self._keep_with_boxes(flow, earlier)
        self._plan_findings(flow, words, EARLIER_COLUMNS, earlier, number)
        self._plan_end(flow)

    def _visit(self, lines: Sequence[Line], start: int, stop: int) -> Draw:
        return partial(draw_visit_lines, self.sheet, lines[start:stop], continued=start > 0)

    def _plan_findings(
        self,
        flow: Flow,
        words: tuple[str, str],
        columns: Sequence[Column],
        rows: Sequence[Cells],
        number: int,
    ) -> None:
        title, none = words
        heights = [row_height(row) for row in rows]
        if not rows:
            flow.add(SECTION + ROW, partial(draw_none, self.sheet, title, none), PART_GAP)
            return
        draw = partial(self._findings, title, columns, rows, f"{number}件")
        flow.add_rows(SECTION + HEADING, heights, draw, PART_GAP)

    @staticmethod
    def _keep_with_boxes(flow: Flow, rows: Sequence[Cells]) -> None:
        """The last part, where it ends in the boxes' place, goes to their page as a whole."""
        height = SECTION + (HEADING + sum(map(row_height, rows)) if rows else ROW)
        if LAST < flow.y + PART_GAP + height <= END:
            flow.new_page()

    def _findings(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Cells],
        beside: str,
        start: int,
        stop: int,
    ) -> Callable[[float], None]:
        shown = f"{title}（続き）" if start else title
        return partial(
            draw_findings,
            self.sheet,
            shown,
            columns,
            rows[start:stop],
            beside="" if start else beside,
        )

    def _plan_end(self, flow: Flow) -> None:
        """The boxes to stamp stand below the last part, with a word where room is left."""
        alone = self.report.approval is not None and self.report.approval.alone
        if flow.y + (ENDS_HEIGHT if alone else 0.0) > LAST:
            flow.new_page()
        if alone:
            flow.add(ENDS_HEIGHT, self._draw_alone)
        if flow.y + ENDS_HEIGHT <= LAST:
            flow.add(ENDS_HEIGHT, self._draw_ends)

    def _draw_ends(self, y: float) -> None:
        style = self.sheet.style()
        self.sheet.flush_right(RIGHT, y + ENDS_HEIGHT - 1.0, ENDS, style)

    def _draw_alone(self, y: float) -> None:
        self.sheet.text(LEFT, y + ENDS_HEIGHT - 1.0, ALONE, self.sheet.style(bold=True))

    def _begin_page(self, number: int) -> None:
        sheet, report = self.sheet, self.report
        if number:
            head = replace(report.head, contractor=report.contractor)
            draw_small_head(sheet, head, SHORT_TITLE)
        else:
            draw_title(sheet, TITLE, TITLE_SPACING, _day_words(report))
            sheet.text(LEFT, TITLE_BASE, _standing(report), sheet.style(bold=True))
            draw_head(sheet, HEAD_TOP, contract_lines(sheet, report.head))

    def _end_page(self, pages: int, number: int) -> None:
        sheet, report = self.sheet, self.report
        if number + 1 == pages:
            draw_approval(sheet, report.chain.qr_text, _decided(report.approval))
        words = f"管理記録 {report.chain.last_number}号　照合値 {grouped(report.chain.last_hash)}"
        missing = missing_characters(report, sheet.fonts.regular)
        draw_hash_line(sheet, words, number + 1, pages, missing)


def _day_words(report: InspectionReport) -> str:
    """Of which day it is."""
    if report.approval is not None:
        return f"第{report.approval.edition}版　{wareki(report.as_of)} 承認"
    return f"{wareki(report.as_of)} 現在"


def _standing(report: InspectionReport) -> str:
    """What is not approved says so, lest it be taken for what is."""
    is_draft = report.approval is None and report.standing
    return f"{report.standing}（承認前）" if is_draft else ""


def _decided(approval: Approval | None) -> Decided | None:
    """起案 is who submitted it, 所属長 who approved it; nobody stands between them."""
    if approval is None:
        return None
    lines = (
        ("版", f"第{approval.edition}版"),
        ("提出", f"{short_wareki(approval.submitted_on)}　{approval.submitted_by}"),
        ("承認", f"{short_wareki(approval.approved_on)}　{approval.approved_by}"),
    )
    return Decided(lines, (approval.submitted_by, "", approval.approved_by))
