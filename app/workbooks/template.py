"""登録ブックのひな形: an empty 登録ブック with drop-downs, a code table and definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.workbooks.book_writer import new_book
from app.workbooks.code import CodeList
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.explaining_sheet import CODE_TABLE, DEFINITIONS, code_rows
from app.workbooks.out_sheet import Form, OutColumn, OutSheet
from app.workbooks.registration import REGISTRATION
from app.workbooks.registration_codes import YES_NO
from app.workbooks.table_writer import (
    HEADING,
    INK,
    LAST_DATA_ROW,
    RULE,
    Look,
    heading_width,
    set_up_print,
    write_table,
)

TITLE = "登録ブック"
REQUIRED, OPTIONAL = "必須", "空欄可"
STRONG_HEADING = "#C5D7FB"
NUMBER_FORMATS: Mapping[Kind, str] = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.COUNT: "#,##0",
    Kind.BRANCH: "0",
    Kind.ROUND: "0",
    Kind.FISCAL_YEAR: "0",
}
WIDTHS: Mapping[Kind, int] = {
    Kind.KEY: 16,
    Kind.TEXT: 24,
    Kind.NAME: 24,
    Kind.LIST: 28,
    Kind.KEYS: 20,
    Kind.DATES: 24,
    Kind.DATE: 12,
}
NARROWEST = 10
REQUIRED_COLUMN = OutColumn("必須", Form.TEXT, "値がなければ読み込めないか")


def write_template(path: Path) -> None:
    """Writes an empty 登録ブック that reads back without a problem and without a warning."""
    with new_book(path, title=TITLE, streaming=False) as book:
        ranges = _ranges()
        headings = _Headings(book)
        for spec in REGISTRATION.values():
            _write_sheet(book, spec, headings, ranges)
        look = Look.of(book)
        write_table(book, CODE_TABLE, code_rows(_coded()), look, TITLE)
        definitions = OutSheet(DEFINITIONS.name, (*DEFINITIONS.columns, REQUIRED_COLUMN))
        write_table(book, definitions, _definitions(), look, TITLE)


class _Headings:
    """Required headings are darker; 項目定義 and the note at each cell say the same in words."""

    def __init__(self, book: Workbook) -> None:
        shared = {"bold": True, "font_color": INK, "bottom": 1, "bottom_color": RULE}
        self.required = book.add_format({**shared, "bg_color": STRONG_HEADING})
        self.optional = book.add_format({**shared, "bg_color": HEADING})
        self.cells = {
            kind: book.add_format({"num_format": NUMBER_FORMATS.get(kind, "@"), "valign": "top"})
            for kind in Kind
        }

    def of(self, column: Column) -> Format:
        return self.required if column.required else self.optional


def _codes(column: Column) -> CodeList | None:
    return YES_NO if column.kind is Kind.YES_NO else column.codes


def _coded() -> Iterator[tuple[str, str, CodeList]]:
    for spec in REGISTRATION.values():
        for column in spec.columns:
            codes = _codes(column)
            if codes is not None:
                yield spec.name, column.heading, codes


def _ranges() -> Mapping[tuple[str, str], str]:
    """Where in コード表 the words of each coded column stand."""
    ranges, first = {}, 2
    for sheet, heading, codes in _coded():
        last = first + len(codes.words) - 1
        ranges[sheet, heading] = f"={CODE_TABLE.name}!$B${first}:$B${last}"
        first = last + 1
    return ranges


def _write_sheet(
    book: Workbook, spec: SheetSpec, headings: _Headings, ranges: Mapping[tuple[str, str], str]
) -> None:
    sheet = book.add_worksheet(spec.name)
    widths = [_width(column) for column in spec.columns]
    for place, (column, width) in enumerate(zip(spec.columns, widths, strict=True)):
        sheet.set_column(place, place, width, headings.cells[column.kind])
        sheet.write_string(0, place, column.heading, headings.of(column))
        _guide(sheet, place, column, ranges.get((spec.name, column.heading)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, len(spec.columns) - 1)
    set_up_print(sheet, spec.name, TITLE, sum(widths), repeated=1)


def _width(column: Column) -> int:
    return max(WIDTHS.get(column.kind, NARROWEST), heading_width(column.heading))


def _guide(sheet: Worksheet, place: int, column: Column, words: str | None) -> None:
    """A note on what belongs there, and a drop-down where there is a choice."""
    need = REQUIRED if column.required else OPTIONAL
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": f"{column.heading}（{need}）"[:32],
        "input_message": f"{column.meaning}\n{column.kind.value}"[:255],
    }
    if words is not None:
        rule |= {
            "validate": "list",
            "source": words,
            "error_title": "選択肢にありません",
            "error_message": "一覧から選んでください。値の意味はコード表にあります。",
        }
    sheet.data_validation(1, place, LAST_DATA_ROW, place, rule)


def _definitions() -> Iterator[tuple[str, str, str, str, str]]:
    for spec in REGISTRATION.values():
        for column in spec.columns:
            need = REQUIRED if column.required else OPTIONAL
            yield spec.name, column.heading, column.meaning, column.form, need
