"""Part 2 of a 立入調査結果報告書: how many items have which answer, part by part and in all."""

from __future__ import annotations

from app.papers.check_sheet_page import VERDICTS
from app.papers.inspection_report_page import GroupCount, SheetCount
from app.papers.report_visit import NO_SHEET
from app.papers.sheet import DIVISION, FRAME, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.table import CELL_SIDE, HEADING, ROW, SECTION, Column, draw_section
from app.papers.typesetting import CELL, fitted

TITLE, NOTE = "2　結果の集計", "未確認は適に数えません。"
UNFINISHED = "調査票は記入の途中です。未確認は適に数えません。"
COLUMNS = (
    Column("区分", 75),
    Column("項目数", 20, "right"),
    *(Column(words, 20, "right") for words in VERDICTS),
)
EDGES = tuple(LEFT + sum(c.width for c in COLUMNS[:place]) for place in range(len(COLUMNS) + 1))
LINE = 5.0


def count_height(count: SheetCount | None) -> float:
    if count is None:
        return SECTION + ROW
    return SECTION + HEADING + (len(count.groups) + 1) * LINE


def draw_count(sheet: Sheet, count: SheetCount | None, y: float) -> None:
    if count is None:
        _draw_none(sheet, draw_section(sheet, y, TITLE))
        return
    top = draw_section(sheet, y, TITLE, UNFINISHED if count.unfinished else NOTE)
    _draw_headings(sheet, top)
    line = top + HEADING
    for group in count.groups:
        _draw_line(sheet, line, group)
        line += LINE
        sheet.line(LEFT, line, RIGHT, line, DIVISION if group is count.groups[-1] else 0.25)
    _draw_line(sheet, line, count.whole, bold=True)
    line += LINE
    for edge in EDGES[1:-1]:
        sheet.line(edge, top, edge, line)
    sheet.line(LEFT, top + HEADING, RIGHT, top + HEADING, FRAME)
    sheet.frame(LEFT, top, WIDTH, line - top)


def _draw_none(sheet: Sheet, top: float) -> None:
    style = sheet.style()
    sheet.text(LEFT + CELL_SIDE, base_of(top + ROW / 2, style), NO_SHEET, style)
    sheet.frame(LEFT, top, WIDTH, ROW)


def _draw_headings(sheet: Sheet, top: float) -> None:
    style = sheet.style()
    for edge, column in zip(EDGES, COLUMNS, strict=False):
        base = base_of(top + HEADING / 2, style)
        sheet.centred(edge + column.width / 2, base, column.heading, style)


def _draw_line(sheet: Sheet, y: float, group: GroupCount, *, bold: bool = False) -> None:
    style = sheet.style(bold=bold)
    base = base_of(y + LINE / 2, style)
    words = f"{group.code}　{group.name}".strip()
    name = fitted(words, style, COLUMNS[0].width - 2 * CELL_SIDE, CELL, most_lines=1)
    sheet.text(LEFT + CELL_SIDE, base, name.lines[0], style, scale=name.scale)
    counts = (
        group.items,
        group.met,
        group.not_met,
        group.not_applicable,
        group.unconfirmed,
    )
    for right, number in zip(EDGES[2:], counts, strict=True):
        sheet.flush_right(right - 4 * CELL_SIDE, base, f"{number:,}", style)
