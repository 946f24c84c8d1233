"""The end of a 調査票: the 総合判定, who answered, what else was seen, and who signs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.papers.check_sheet_page import JUDGEMENTS, UNCONFIRMED, VERDICTS, CheckSheetPaper
from app.papers.head import PADDING as SIDE
from app.papers.head import Field, Line, draw_field
from app.papers.record_foot import BOTTOM, HEIGHT, PADDING, STAMP, STAMP_TITLE, TOP
from app.papers.sheet import DIVISION, HAIRLINE, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import (
    ROW,
    SECTION,
    draw_date_to_write,
    draw_labelled,
    draw_options,
    draw_section,
)
from app.papers.typesetting import CELL, fitted

LABEL = 20.0
ANSWERED_BY = "記入した人"
JUDGEMENT_PLACES = (LEFT + LABEL + 3.0, LEFT + LABEL + 17.0)
TALLY = LEFT + 77.0
TALLY_ROOM, TALLY_SIDE = 20.5, 2.0
LEAST_ROOM, WIDEST_ROOM = 22.0, 120.0  # to write in, but no empty page, and none once concluded
OFFICER = 48.0
MET_PERSON = WIDTH - 2 * OFFICER - STAMP
SIGN_BASE = BOTTOM - 2.0
NAME_LABEL = 9.0
RESULT = SECTION + ROW
NOTE = "未確認は適に数えません。"
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class LaidEnd:
    """The result as set: with a line on who answered, where anybody did."""

    paper: CheckSheetPaper
    answered_by: Line | None

    @property
    def result_height(self) -> float:
        """With the title."""
        return RESULT + (self.answered_by.height if self.answered_by else 0.0)

    def height(self, room: float) -> float:
        """The field to write in takes what is left, within reason."""
        widest = LEAST_ROOM if self.paper.concluded_on else WIDEST_ROOM
        return self.result_height + max(LEAST_ROOM, min(room - self.result_height, widest))


def laid_end(sheet: Sheet, paper: CheckSheetPaper) -> LaidEnd:
    if not paper.answered_by:
        return LaidEnd(paper, None)
    style = sheet.style()
    setting = fitted(paper.answered_by, style, WIDTH - LABEL - 2 * SIDE, CELL, MOST_LINES)
    return LaidEnd(paper, Line((Field(ANSWERED_BY, setting, style),)))


def draw_result(sheet: Sheet, end: LaidEnd, height: float, y: float) -> None:
    top = draw_section(sheet, y, "結果と全体の所見", NOTE)
    draw_labelled(sheet, LEFT, top, "総合判定", "", TALLY - LEFT, label_width=LABEL)
    middle = top + ROW / 2
    draw_options(sheet, JUDGEMENT_PLACES, middle, JUDGEMENTS, end.paper.visit.judgement)
    _draw_tally(sheet, middle, end.paper)
    sheet.line(TALLY, top, TALLY, top + ROW)
    sheet.line(LEFT, top + ROW, RIGHT, top + ROW)
    if end.answered_by:
        [field], below = end.answered_by.fields, top + ROW + end.answered_by.height
        draw_field(sheet, LEFT, top + ROW, end.answered_by.height, field, LABEL)
        sheet.line(LEFT, below, RIGHT, below)
    sheet.frame(LEFT, top, WIDTH, y + height - top)


def _draw_tally(sheet: Sheet, middle: float, paper: CheckSheetPaper) -> None:
    """How many items have each answer, or room to count them; and how many there are."""
    small, bold, counts = sheet.style(), sheet.style(bold=True), _counts(paper)
    x = TALLY
    for verdict in VERDICTS:
        sheet.text(x + TALLY_SIDE, base_of(middle, small), verdict, small)
        x += TALLY_ROOM
        count = str(counts[verdict]) if counts else ""
        sheet.flush_right(x - TALLY_SIDE, base_of(middle, bold), count, bold)
        sheet.line(x, middle - ROW / 2, x, middle + ROW / 2)
    sheet.flush_right(RIGHT - 1.5, base_of(middle, small), f"計 {paper.items}", small)


def _counts(paper: CheckSheetPaper) -> Counter[str]:
    """Nothing on a blank sheet; on a filled one what was not answered is 未確認."""
    verdicts = (item.verdict for group in paper.groups for item in group.items)
    if paper.is_filled:
        return Counter(verdict or UNCONFIRMED for verdict in verdicts)
    return Counter(filter(None, verdicts))


def draw_signers(sheet: Sheet) -> None:
    """Pinned to the last page's end: two officers, whom they met, and the manager's stamp."""
    for number in range(2):
        _draw_officer(sheet, LEFT + number * OFFICER, f"調査職員 {number + 1}")
    _draw_met_person(sheet, LEFT + 2 * OFFICER)
    bold = sheet.style(bold=True)
    sheet.text(RIGHT - STAMP + PADDING, base_of(TOP + STAMP_TITLE / 2, bold), "所属長確認", bold)
    draw_date_to_write(sheet, RIGHT - PADDING, BOTTOM - 3.0)
    for wall in (LEFT + OFFICER, LEFT + 2 * OFFICER, RIGHT - STAMP):
        sheet.line(wall, TOP, wall, BOTTOM, DIVISION)
    sheet.line(LEFT, TOP + STAMP_TITLE, RIGHT, TOP + STAMP_TITLE)
    sheet.frame(LEFT, TOP, WIDTH, HEIGHT)


def _draw_officer(sheet: Sheet, x: float, title: str) -> None:
    bold = sheet.style(bold=True)
    sheet.text(x + PADDING, base_of(TOP + STAMP_TITLE / 2, bold), title, bold)
    _draw_blank(sheet, x, OFFICER, SIGN_BASE, "自署")


def _draw_met_person(sheet: Sheet, x: float) -> None:
    bold = sheet.style(bold=True)
    base = base_of(TOP + STAMP_TITLE / 2, bold)
    sheet.text(x + PADDING, base, "会った人（調査先）", bold)
    _draw_blank(sheet, x, MET_PERSON, SIGN_BASE - 10.0, "役職")
    _draw_blank(sheet, x, MET_PERSON, SIGN_BASE, "氏名")


def _draw_blank(sheet: Sheet, x: float, width: float, base: float, label: str) -> None:
    """A label and a line to write on."""
    sheet.spread(x + PADDING, base, label, sheet.style(), NAME_LABEL)
    line = base + 0.4
    sheet.line(x + PADDING + NAME_LABEL + 3.0, line, x + width - PADDING, line, HAIRLINE)
