"""Part 1 of a 立入調査結果報告書: whom, when, how, by whom, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.papers.head import LABEL, PADDING, SIDE_VALUE, VALUE, Field, Line, draw_head
from app.papers.inspection_report_page import InspectionReport
from app.papers.pieces import in_pieces
from app.papers.sheet import WIDTH, Sheet
from app.papers.table import ROW, draw_section
from app.papers.typesetting import CELL, HEAD, Setting, fitted
from audits.wareki import wareki

TITLE = "1　調査"
TO_WRITE = 8.2  # a line to write on by hand
MOST_LINES = 25  # of a long text that stay together on a page
MOST_NAME_LINES = 3
HOURS = "　　時　　分から　　時　　分まで"
NO_REASON = "記載なし"
NO_SHEET = "チェックシートの記入なし"


def visit_lines(sheet: Sheet, report: InspectionReport) -> list[Line]:
    """What is not on file (place, hours, who was met) is left to be written in."""
    visit = report.visit
    return [
        _pair(
            sheet,
            ("調査先", visit.party),
            ("年度・回", f"{visit.year}　第{visit.round}回"),
            bold=True,
        ),
        _pair(sheet, ("実施日", wareki(visit.carried_out_on)), ("方法", visit.method), bold=True),
        *(() if visit.is_on_site else _long(sheet, "理由", _reason_words(visit.reason))),
        _pair(sheet, ("場所", visit.place), ("時刻", visit.hours or HOURS), least=TO_WRITE),
        *_long(sheet, "調査者", visit.officers or NO_REASON),
        *_met(sheet, visit.attendants),
        *_long(sheet, "対象", subject_words(report)),
    ]


def _met(sheet: Sheet, attendants: str) -> Iterator[Line]:
    if attendants.strip():
        yield from _long(sheet, "立会者", attendants)
    else:
        yield Line((_field(sheet, "立会者", "", WIDTH - LABEL),), TO_WRITE)


def _reason_words(reason: str) -> str:
    return f"実地でない理由：{reason.strip() or NO_REASON}"


def subject_words(report: InspectionReport) -> str:
    """The parts of the sheet that were asked about, as part 2 names them."""
    if report.count is None:
        return NO_SHEET
    groups = "・".join(group.code for group in report.count.groups)
    return f"調査票の {groups}　全{report.count.whole.items}項目（{report.count.edition}）"


def draw_visit_lines(sheet: Sheet, lines: Sequence[Line], y: float, *, continued: bool) -> None:
    title = f"{TITLE}（続き）" if continued else TITLE
    draw_head(sheet, draw_section(sheet, y, title), tuple(lines))


def _pair(
    sheet: Sheet,
    left: tuple[str, str],
    right: tuple[str, str],
    least: float = ROW,
    *,
    bold: bool = False,
) -> Line:
    fields = (
        _field(sheet, *left, VALUE, bold=bold),
        _field(sheet, *right, SIDE_VALUE, bold=bold),
    )
    return Line(fields, least)


def _field(sheet: Sheet, label: str, text: str, width: float, *, bold: bool = False) -> Field:
    style = sheet.style(bold=bold)
    setting = fitted(text, style, width - 2 * PADDING, HEAD, MOST_NAME_LINES)
    return Field(label, setting, style)


def _long(sheet: Sheet, label: str, text: str) -> Iterator[Line]:
    """On a line of its own; a very long text on several, of which the first has the label."""
    style = sheet.style()
    whole: Setting = fitted(text, style, WIDTH - LABEL - 2 * PADDING, CELL)
    for number, piece in enumerate(in_pieces(whole, MOST_LINES)):
        yield Line((Field("" if number else label, piece, style),))
