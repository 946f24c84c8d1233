"""付議資料: what is laid before the council, in the two-column sheets that it is used to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.papers.council_sheet_page import CouncilPaper
from app.papers.council_table import plan_sheet
from app.papers.flow import Flow
from app.papers.fonts import Fonts
from app.papers.marked_text import MarkedLine, draw_marked, marked_lines
from app.papers.sheet import BOTTOM, LEFT, RIGHT, TOP, WIDTH, Sheet, base_of
from app.papers.typesetting import HEAD, fitted
from audits.council_changes import plain, whole
from audits.wareki import wareki
from audits.wording import MATTER

TITLE, TITLE_SIZE, TITLE_SPACING = "審議会付議資料", 18.0, 4.0
KIND_SIZE, LABEL, SIZE, LEADING, PADDING = 14.0, 30.0, 10.0, 5.3, 1.4
TITLE_HEIGHT, KIND_HEIGHT, GAP, SMALL_HEAD = 12.0, 10.0, 5.0, 7.0


def council_sheet(paper: CouncilPaper, fonts: Fonts) -> bytes:
    """The PDF; the same facts give the same bytes."""
    return _Paper(Sheet(fonts, f"{TITLE} {paper.number}"), paper).drawn()


@dataclass(frozen=True, slots=True)
class _HeadLine:
    label: str
    lines: tuple[MarkedLine, ...]

    @property
    def height(self) -> float:
        return max(1, len(self.lines)) * LEADING + 2 * PADDING


@dataclass(slots=True)
class _Paper:
    """The head of the matter, and a table for each of its sheets."""

    sheet: Sheet
    paper: CouncilPaper

    def drawn(self) -> bytes:
        flow = Flow(TOP, TOP + SMALL_HEAD + 2.0)
        head = self._head()
        flow.add(TITLE_HEIGHT + KIND_HEIGHT, self._draw_title)
        flow.add(sum(line.height for line in head), partial(self._draw_head, head), 2.0)
        for number, one in enumerate(self.paper.sheets):
            if number:
                flow.new_page()
            plan_sheet(flow, self.sheet, one, 0.0 if number else GAP)
        flow.draw(self.sheet, self._begin_page, partial(self._end_page, len(flow.pages)))
        return self.sheet.finished()

    def _head(self) -> list[_HeadLine]:
        paper = self.paper
        day = wareki(paper.held_on)
        session = "　".join(part for part in (paper.session, day, paper.place) if part)
        said = (
            ("件名", plain(paper.title)),
            ("条例の根拠", plain(paper.legal_basis)),
            ("会議", plain(session)),
            ("資料番号", plain(paper.document_number)),
            ("担当課", plain(paper.department)),
            ("前回の付議", plain(paper.previous)),
            ("前回からの変更", whole(paper.changes, changed=True)),
        )
        room = WIDTH - LABEL - 4.0
        lines = [
            _HeadLine(label, tuple(marked_lines(self.sheet, text, SIZE, room)))
            for label, text in said
        ]
        return [line for line in lines if line.lines]

    def _draw_title(self, y: float) -> None:
        sheet, paper = self.sheet, self.paper
        style = sheet.style(TITLE_SIZE, bold=True)
        width = style.width(TITLE) + TITLE_SPACING * (len(TITLE) - 1)
        sheet.spread((LEFT + RIGHT - width) / 2, y + 7.0, TITLE, style, width)
        kind = sheet.style(KIND_SIZE, bold=True)
        base = base_of(y + TITLE_HEIGHT + KIND_HEIGHT / 2, kind)
        sheet.text(LEFT, base, f"【{MATTER[paper.matter]}】", kind)
        number = sheet.style(12, bold=True)
        sheet.flush_right(RIGHT, base, f"付議番号　{paper.number}", number)

    def _draw_head(self, head: list[_HeadLine], y: float) -> None:
        sheet, top = self.sheet, y
        style = sheet.style(SIZE)
        for number, line in enumerate(head):
            if number:
                sheet.line(LEFT, y, RIGHT, y)
            middle = y + PADDING + LEADING / 2
            sheet.text(LEFT + 2.0, base_of(middle, style), line.label, style)
            for one in line.lines:
                draw_marked(sheet, LEFT + LABEL + 2.0, middle, one, SIZE)
                middle += LEADING
            y += line.height
        sheet.line(LEFT + LABEL, top, LEFT + LABEL, y)
        sheet.frame(LEFT, top, WIDTH, y - top)

    def _begin_page(self, number: int) -> None:
        """On later pages which matter it is."""
        if not number:
            return
        sheet, paper = self.sheet, self.paper
        small, bold = sheet.style(), sheet.style(bold=True)
        words = f"【{MATTER[paper.matter]}】{paper.title}"
        setting = fitted(words, small, WIDTH - bold.width(paper.number) - 6.0, HEAD, most_lines=1)
        base = base_of(TOP + 2.5, small)
        sheet.text(LEFT, base, setting.lines[0], small, scale=setting.scale)
        sheet.flush_right(RIGHT, base, paper.number, bold)
        sheet.line(LEFT, TOP + 5.4, RIGHT, TOP + 5.4)

    def _end_page(self, pages: int, number: int) -> None:
        """On every page as of which day it is."""
        small = self.sheet.style()
        base = BOTTOM - 1.5
        said = "　　".join(part for part in (self.paper.city, self.paper.as_of) if part)
        place = f"{number + 1}／{pages}"
        setting = fitted(said, small, WIDTH - small.width(place) - 6.0, HEAD, most_lines=1)
        self.sheet.text(LEFT, base, setting.lines[0], small, scale=setting.scale)
        self.sheet.flush_right(RIGHT, base, place, small)
