"""The foot of the 管理記録: the years, the numbers, the manager's stamp, the QR code."""

from __future__ import annotations

from collections.abc import Sequence

from app.papers.qr import SIDE, draw_qr
from app.papers.record_page import RecordPaper, Totals, VisitsOfYear
from app.papers.sheet import DIVISION, FRAME, LEFT, RIGHT, WIDTH, Sheet, base_of
from app.papers.typesetting import HEAD, fitted
from audits.fiscal_year import FiscalYear

TOP, HEIGHT = 254.5, 27.0
BOTTOM = TOP + HEIGHT
VISITS, NUMBERS, STAMP, CODE = 50.0, 71.0, 27.0, 27.0
PADDING = 1.8
MOST_YEARS = 3
OWED, MADE, ON_SITE = 23.6, 33.6, VISITS - PADDING  # right edges of the columns
NUMBER_VALUE = 21.0
STAMP_TITLE = 5.4
DATE_SIGNS = ((4.2, "年"), (13.5, "月"), (23.0, "日"))


def draw_foot(sheet: Sheet, paper: RecordPaper) -> None:
    """Pinned to the page's end, on the last page only."""
    lines = visit_lines(paper.visits)
    row = HEIGHT / len(lines)
    _draw_visits(sheet, lines, row)
    _draw_numbers(sheet, paper.totals, row, len(lines))
    _draw_stamp(sheet, LEFT + VISITS + NUMBERS)
    draw_qr(sheet, RIGHT - CODE + (CODE - SIDE) / 2, TOP + (HEIGHT - SIDE) / 2, paper.chain.qr_text)
    for x in (LEFT + VISITS, LEFT + VISITS + NUMBERS, RIGHT - CODE):
        sheet.line(x, TOP, x, BOTTOM, DIVISION)
    sheet.frame(LEFT, TOP, WIDTH, HEIGHT, FRAME)


def visit_lines(visits: Sequence[VisitsOfYear]) -> list[tuple[str, str, str, str]]:
    """Heading, at most three years, 以前 for what lies before them, and the sum."""
    years = sorted(visits, key=lambda visit: visit.fiscal_year)
    earlier, shown = years[:-MOST_YEARS], years[-MOST_YEARS:]
    lines = [("立入調査", "要", "実施", "うち実地")]
    if earlier:
        lines.append(_sum("以前", earlier))
    lines += [_sum(FiscalYear(year.fiscal_year).short_label, [year]) for year in shown]
    lines += [("", "", "", "")] * (MOST_YEARS - len(shown))
    return [*lines, _sum("計", years)]


def _sum(label: str, years: Sequence[VisitsOfYear]) -> tuple[str, str, str, str]:
    sums = (sum(y.owed for y in years), sum(y.made for y in years), sum(y.on_site for y in years))
    return (label, *map(str, sums))  # type: ignore[return-value]


def _draw_visits(sheet: Sheet, lines: Sequence[tuple[str, str, str, str]], row: float) -> None:
    small = sheet.style()
    for number, (label, *counts) in enumerate(lines):
        y = TOP + number * row
        base = base_of(y + row / 2, small)
        sheet.text(LEFT + PADDING, base, label, sheet.style(bold=number == 0))
        for edge, count in zip((OWED, MADE, ON_SITE), counts, strict=True):
            sheet.flush_right(LEFT + edge, base, count, small)
        if number:
            sheet.line(LEFT, y, LEFT + VISITS, y)


def _draw_numbers(sheet: Sheet, totals: Totals, row: float, lines: int) -> None:
    """Five numbers; where the years take a line more, the first has double height."""
    facts = number_lines(totals)
    y, x = TOP, LEFT + VISITS
    for position, (label, words) in enumerate(facts):
        height = row * (lines - len(facts) + 1) if position == 0 else row
        if position:
            sheet.line(x, y, x + NUMBERS, y)
        _draw_number(sheet, x, y + height / 2, label, words)
        y += height


def _draw_number(sheet: Sheet, x: float, middle: float, label: str, words: str) -> None:
    bold, small = sheet.style(bold=True), sheet.style()
    sheet.text(x + PADDING, base_of(middle, bold), label, bold)
    setting = fitted(words, small, NUMBERS - NUMBER_VALUE - 1.0, HEAD, most_lines=1)
    sheet.lines(x + NUMBER_VALUE, middle, setting, small, leading=0)


def number_lines(totals: Totals) -> tuple[tuple[str, str], ...]:
    t = totals
    data = (
        f"引渡し{t.data_out}　返還{t.data_returned}　消去{t.data_erased}　"
        f"引継ぎ{t.data_carried_over}　残{t.data_left}"
    )
    checks = f"（ほか要確認{t.checks}）" if t.checks else ""
    return (
        ("データ", data),
        ("消去証明書", f"受領{t.certificates_received}　確認{t.certificates_confirmed}"),
        ("指摘", f"{t.findings}件　うち未是正{t.findings_open}"),
        ("違反", f"{t.violations}件　うち未処理{t.violations_unsettled}{checks}"),
        ("記録", f"{t.entries}件　後日記載{t.late_entries}　訂正{t.corrections}"),
    )


def _draw_stamp(sheet: Sheet, x: float) -> None:
    bold = sheet.style(bold=True)
    sheet.centred(x + STAMP / 2, base_of(TOP + STAMP_TITLE / 2, bold), "所属長確認", bold)
    sheet.line(x, TOP + STAMP_TITLE, x + STAMP, TOP + STAMP_TITLE)
    small = sheet.style()
    for across, sign in DATE_SIGNS:
        sheet.centred(x + across, BOTTOM - 1.6, sign, small)
