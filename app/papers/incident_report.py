"""事故報告書: what happened to the data of a contract, in the nine items of the commission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.papers.approval_boxes import draw_approval
from app.papers.flow import Draw, Flow
from app.papers.fonts import Fonts
from app.papers.hash_line import draw_hash_line, grouped, missing_characters
from app.papers.head import (
    LABEL,
    PADDING,
    SIDE_VALUE,
    VALUE,
    Field,
    Line,
    contract_lines,
    draw_head,
    draw_title,
)
from app.papers.incident_report_page import IncidentReport, ReportPart, Said
from app.papers.pieces import in_pieces
from app.papers.record_foot import TOP as FOOT
from app.papers.sheet import RIGHT, TOP, WIDTH, Sheet
from app.papers.small_head import SMALL_HEAD, draw_small_head
from app.papers.table import SECTION, draw_section
from app.papers.typesetting import CELL, HEAD, fitted
from audits.wareki import wareki

TITLE, TITLE_SPACING = "事故報告書", 4.0
NOT_SAID = "（未記入）"
HEAD_TOP, PART_GAP, MOST_LINES, MOST_NAME_LINES = 21.5, 2.0, 25, 3
ENDS, ENDS_HEIGHT = "以下余白", 5.0
LAST = FOOT - PART_GAP


def incident_report(report: IncidentReport, fonts: Fonts) -> bytes:
    """The PDF; what nobody has said yet says so."""
    title = f"{TITLE} {report.head.contract_number} {report.number}"
    return _Report(Sheet(fonts, title), report).drawn()


@dataclass(slots=True)
class _Report:
    """The paper on its sheet."""

    sheet: Sheet
    report: IncidentReport

    def drawn(self) -> bytes:
        head = contract_lines(self.sheet, self.report.head)
        flow = Flow(HEAD_TOP + sum(line.height for line in head), TOP + SMALL_HEAD + PART_GAP)
        for part in self.report.parts:
            lines = [line for said in part.lines for line in _lines(self.sheet, said)]
            heights = [line.height for line in lines]
            flow.add_rows(SECTION, heights, partial(self._part, part, lines), PART_GAP)
        self._plan_end(flow)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _part(self, part: ReportPart, lines: Sequence[Line], start: int, stop: int) -> Draw:
        def draw(y: float) -> None:
            words = part.title + ("（続き）" if start else "")
            draw_head(self.sheet, draw_section(self.sheet, y, words), tuple(lines[start:stop]))

        return draw

    def _plan_end(self, flow: Flow) -> None:
        """The boxes to stamp stand below the last part, with a word where room is left."""
        if flow.y > LAST:
            flow.new_page()
        if flow.y + ENDS_HEIGHT <= LAST:
            flow.add(ENDS_HEIGHT, self._draw_ends)

    def _draw_ends(self, y: float) -> None:
        self.sheet.flush_right(RIGHT, y + ENDS_HEIGHT - 1.0, ENDS, self.sheet.style())

    def _begin_page(self, number: int) -> None:
        sheet, report = self.sheet, self.report
        if number:
            draw_small_head(sheet, replace(report.head, contractor=report.contractor), TITLE)
        else:
            beside = f"{report.standing}　{wareki(report.as_of)} 現在"
            draw_title(sheet, TITLE, TITLE_SPACING, beside)
            draw_head(sheet, HEAD_TOP, contract_lines(sheet, report.head))

    def _end_page(self, pages: int, number: int) -> None:
        sheet, chain = self.sheet, self.report.chain
        if number + 1 == pages:
            draw_approval(sheet, chain.qr_text)
        words = f"管理記録 {chain.last_number}号　照合値 {grouped(chain.last_hash)}"
        missing = missing_characters(self.report, sheet.fonts.regular)
        draw_hash_line(sheet, words, number + 1, pages, missing)


def _lines(sheet: Sheet, said: Sequence[Said]) -> Iterator[Line]:
    """Two beside each other, or one on its own, in pieces where it is very long."""
    if len(said) > 1:
        left, right = said
        yield Line((_field(sheet, left, VALUE), _field(sheet, right, SIDE_VALUE)))
        return
    [one] = said
    whole = fitted(one.text or NOT_SAID, sheet.style(), WIDTH - LABEL - 2 * PADDING, CELL)
    for number, piece in enumerate(in_pieces(whole, MOST_LINES)):
        yield Line((Field("" if number else one.label, piece, sheet.style()),))


def _field(sheet: Sheet, said: Said, width: float) -> Field:
    style = sheet.style()
    setting = fitted(said.text or NOT_SAID, style, width - 2 * PADDING, HEAD, MOST_NAME_LINES)
    return Field(said.label, setting, style)
