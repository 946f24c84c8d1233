"""Parts 3 and 4 of a 立入調査結果報告書: what this visit found, and what became of the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from app.papers.inspection_report_page import EarlierFindingReported, ReportedFinding
from app.papers.pieces import in_pieces
from app.papers.sheet import LEFT, WIDTH, Sheet, base_of
from app.papers.table import (
    CELL_SIDE,
    NOTHING,
    ROW,
    Cell,
    Cells,
    Column,
    cell,
    draw_rows,
    draw_section,
)
from app.papers.typesetting import CELL, Setting, fitted

FOUND, EARLIER = "3　指摘事項", "4　前回までの指摘の状況"
NONE_FOUND, NONE_EARLIER = "指摘の記録なし", "引き継ぐ指摘の記録なし"
FOUND_COLUMNS = (
    Column("番号", 12),
    Column("内容", 80),
    Column("根拠", 25),
    Column("是正期限", 17.5),
    Column("是正確認", 17.5),
    Column("状態", 23, "centre"),
)
EARLIER_COLUMNS = (
    Column("番号", 19),
    Column("内容", 78),
    Column("今回", 20, "centre"),
    Column("是正期限", 17.5),
    Column("是正確認", 17.5),
    Column("状態", 23, "centre"),
)
MOST_LINES = 25  # of a long text that stay together on a page
NOT_ASKED = "—"
GOES_ON = "続き"


def finding_rows(sheet: Sheet, findings: Sequence[ReportedFinding]) -> list[Cells]:
    return [row for finding in findings for row in _finding_rows(sheet, finding)]


def _finding_rows(sheet: Sheet, finding: ReportedFinding) -> Iterator[Cells]:
    number, text, cause, *_, state = FOUND_COLUMNS
    first = cell(sheet, finding.number, number, bold=True)
    days = (Cell(day=finding.due_on), Cell(day=finding.put_right_on))
    standing = cell(sheet, finding.standing, state)
    texts = _side_by_side(_whole(sheet, finding.text, text), _whole(sheet, finding.cause, cause))
    yield (first, *next(texts), *days, standing)
    for pieces in texts:
        yield (cell(sheet, GOES_ON, number), *pieces, Cell(), Cell(), Cell())


def earlier_rows(sheet: Sheet, findings: Sequence[EarlierFindingReported]) -> list[Cells]:
    return [row for finding in findings for row in _earlier_rows(sheet, finding)]


def _earlier_rows(sheet: Sheet, finding: EarlierFindingReported) -> Iterator[Cells]:
    name, text, now, *_, state = EARLIER_COLUMNS
    first = cell(sheet, finding.name, name, bold=True)
    seen = cell(sheet, finding.verdict or NOT_ASKED, now)
    days = (Cell(day=finding.due_on), Cell(day=finding.put_right_on))
    standing = cell(sheet, finding.standing, state)
    texts = _side_by_side(_whole(sheet, finding.text, text))
    yield (first, *next(texts), seen, *days, standing)
    for pieces in texts:
        yield (cell(sheet, GOES_ON, name), *pieces, Cell(), Cell(), Cell(), Cell())


def _whole(sheet: Sheet, text: str, column: Column) -> Setting:
    return fitted(text, sheet.style(), column.width - 2 * CELL_SIDE, CELL)


def _side_by_side(*texts: Setting) -> Iterator[Cells]:
    """Texts in full; very long ones go on in rows of their own, so that a page can end there."""
    for pieces in zip_longest(*(in_pieces(text, MOST_LINES) for text in texts), fillvalue=NOTHING):
        yield tuple(map(Cell, pieces))


def draw_findings(
    sheet: Sheet,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Cells],
    y: float,
    *,
    beside: str = "",
) -> None:
    draw_rows(sheet, draw_section(sheet, y, title, beside), columns, rows)


def draw_none(sheet: Sheet, title: str, words: str, y: float) -> None:
    top, style = draw_section(sheet, y, title), sheet.style()
    sheet.text(LEFT + CELL_SIDE, base_of(top + ROW / 2, style), words, style)
    sheet.frame(LEFT, top, WIDTH, ROW)
