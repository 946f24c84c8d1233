"""表の書き方: one table on one sheet, headings in row 1, data from row 2, streaming."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.workbooks.out_sheet import Form, OutSheet
from audits.fiscal_year import FiscalYear

OutValue = str | int | float | bool | date | FiscalYear | Sequence[str] | None

LONGEST_TEXT = 32_767
LAST_DATA_ROW = 1_048_575
A4 = 9
READABLE_WIDTH = 200  # characters across a page
FIRST_REAL_YEAR = 1900  # Excel has no earlier days
DAY_ZERO = date(1899, 12, 30).toordinal()  # holds after Excel's 29 February 1900
INK, RULE, HEADING = "#1A1A1C", "#767676", "#E8F1FE"
NUMBER_FORMATS: Mapping[Form, str] = {
    Form.DATE: "yyyy-mm-dd",
    Form.MOMENT: "yyyy-mm-dd hh:mm:ss",
    Form.ORDINAL: "0",
    Form.COUNT: "#,##0",
    Form.RATE: "0.0%",
}
ALIGNMENTS: Mapping[Form, str] = {
    Form.DATE: "left",
    Form.MOMENT: "left",
    Form.ORDINAL: "center",
}
WIDTHS: Mapping[Form, int] = {
    Form.TEXT: 20,
    Form.LONG_TEXT: 44,
    Form.LIST: 28,
    Form.CODE: 14,
    Form.DATE: 12,
    Form.ERA_DATE: 19,
    Form.MOMENT: 20,
    Form.ORDINAL: 8,
    Form.COUNT: 10,
    Form.RATE: 10,
}
FILTER_BUTTON = 4
NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
OWN_MARKUP = ("<r>", "</r>")


@dataclass(frozen=True)
class Look:
    """The cell formats of one book."""

    heading: Format
    forms: Mapping[Form, Format]

    @classmethod
    def of(cls, book: Workbook) -> Look:
        heading = {"bold": True, "font_color": INK, "bg_color": HEADING, "bottom": 1}
        forms = {
            form: book.add_format(
                {
                    "valign": "top",
                    "align": ALIGNMENTS.get(form, "general"),
                    "text_wrap": form in (Form.LONG_TEXT, Form.LIST),
                    "num_format": NUMBER_FORMATS.get(form, "@"),
                }
            )
            for form in Form
        }
        return cls(book.add_format({**heading, "bottom_color": RULE, "valign": "top"}), forms)


def write_table(
    book: Workbook,
    spec: OutSheet,
    rows: Iterable[Sequence[OutValue]],
    look: Look,
    scope: str,
    most_rows: int = LAST_DATA_ROW,
) -> None:
    """Writes every row, on further sheets of the same form where one sheet is full.

    `scope` stands at the head of each printed page.
    """
    forms = [look.forms[column.form] for column in spec.columns]
    sheet, written, part = _start(book, spec, look, scope), 0, 1
    for row in rows:
        if written == most_rows:
            _finish(sheet, spec, written)
            part += 1
            sheet, written = _start(book, spec, look, scope, part), 0
        written += 1
        _write_row(sheet, written, row, forms)
    _finish(sheet, spec, written)


def _start(book: Workbook, spec: OutSheet, look: Look, scope: str, part: int = 1) -> Worksheet:
    sheet = book.add_worksheet(spec.name if part == 1 else f"{spec.name} ({part})")
    widths = [max(WIDTHS[one.form], heading_width(one.heading)) for one in spec.columns]
    for place, (column, width) in enumerate(zip(spec.columns, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column.heading, look.heading)
    sheet.freeze_panes(1, spec.repeated_columns)
    set_up_print(sheet, spec.name, scope, sum(widths), spec.repeated_columns)
    return sheet


def _finish(sheet: Worksheet, spec: OutSheet, rows: int) -> None:
    sheet.autofilter(0, 0, rows, len(spec.columns) - 1)


def set_up_print(sheet: Worksheet, name: str, scope: str, width: int, repeated: int) -> None:
    """A4 landscape, headings on every page, what it is above, the page number below.

    Only as many pages wide as it takes to stay readable; the first columns repeat on each.
    """
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(ceil(width / READABLE_WIDTH), 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, repeated - 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.6)
    sheet.set_header(f"&L{_in_header(scope)}&R{_in_header(name)}")
    sheet.set_footer("&C&P / &N")


def _in_header(text: str) -> str:
    """A header is bounded, and a & in it would be a command."""
    return text[:80].replace("&", "&&")


def heading_width(heading: str) -> int:
    """In characters of a column's width: full-width characters count twice."""
    wide = sum(unicodedata.east_asian_width(character) in "FWA" for character in heading)
    return len(heading) + wide + FILTER_BUTTON


def _write_row(
    sheet: Worksheet, number: int, row: Sequence[OutValue], forms: Sequence[Format]
) -> None:
    for place, (form, value) in enumerate(zip(forms, row, strict=True)):
        if value is not None and value != "":
            _write(sheet, number, place, value, form)


def _write(sheet: Worksheet, row: int, place: int, value: Any, form: Format) -> None:
    """A text is always written as a text: it can never become a formula or a link."""
    if isinstance(value, str):
        sheet.write_string(row, place, cell_text(value), form)
    elif isinstance(value, bool):
        sheet.write_string(row, place, "有" if value else "無", form)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, place, value, form)
    elif isinstance(value, date):
        _write_date(sheet, row, place, value, form)
    else:
        _write_other(sheet, row, place, value, form)


def _write_date(sheet: Worksheet, row: int, place: int, value: Any, form: Format) -> None:
    """A day or a moment as Excel's own; before Excel's first year as a text."""
    if value.year > FIRST_REAL_YEAR and not isinstance(value, datetime):
        sheet.write_number(row, place, value.toordinal() - DAY_ZERO, form)  # the fast way
    elif value.year >= FIRST_REAL_YEAR:
        sheet.write_datetime(row, place, value, form)
    else:
        sheet.write_string(row, place, value.isoformat(), form)


def _write_other(sheet: Worksheet, row: int, place: int, value: Any, form: Format) -> None:
    if isinstance(value, FiscalYear):
        sheet.write_number(row, place, value.start, form)
    elif value:  # an empty list is a blank cell, not an empty text
        sheet.write_string(row, place, cell_text("、".join(value)), form)


def cell_text(text: str) -> str:
    """The text as a cell can hold it: cut where Excel ends, without what XML cannot carry."""
    if len(text) > LONGEST_TEXT // 2:
        text = _cut(text)
    if not text.isprintable():
        text = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    if text.startswith(OWN_MARKUP[0]) and text.endswith(OWN_MARKUP[1]):
        return _as_marked_up(text)
    return text


def _cut(text: str) -> str:
    """Excel counts UTF-16 units; half a character is dropped."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= LONGEST_TEXT * 2:
        return text
    return units[: (LONGEST_TEXT - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _as_marked_up(text: str) -> str:
    """XlsxWriter takes a text between <r> and </r> for its own markup: then it gets real markup."""
    return f'<r><t xml:space="preserve">{escape(text)}</t></r>'
