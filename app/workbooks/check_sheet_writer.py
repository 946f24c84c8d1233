"""調査票と事前点検票を書く: the books to take along; only the cells to fill in are unlocked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.workbooks.book_writer import new_book
from app.workbooks.check_sheet_book import (
    ABOUT,
    ANSWER_HEADINGS,
    ANSWERED_LINE,
    BRANCH_LINE,
    COMMENT,
    CONTRACT_LINE,
    CONTRACTOR_LINE,
    DOCUMENT,
    DUE_LINE,
    EDITION_LINE,
    EXPLANATION,
    GUIDE,
    ITEM_ID,
    KEPT,
    KIND_LINE,
    LINE_HEADINGS,
    LONGEST_DOCUMENT,
    LONGEST_WORDS,
    MARK,
    PERSON_LINE,
    RESPONDENT,
    ROUND_LINE,
    SET_DUE_ON,
    SPECS,
    VERDICT_HEADING,
    YEAR_LINE,
    BookItem,
    BookKind,
    CheckSheetBook,
)
from app.workbooks.check_sheet_guide import guide_lines
from app.workbooks.column import Column, Kind, SheetSpec
from app.workbooks.structure_lock import lock_structure
from app.workbooks.table_writer import (
    DAY_ZERO,
    HEADING,
    INK,
    RULE,
    cell_text,
    set_up_print,
)

TO_FILL_IN, ASKED, LINE = "#FFF9DB", "#FFFFFF", "#B3B3B3"
WIDTHS: Mapping[str, int] = {
    ITEM_ID: 14,
    "番号": 6,
    "区分": 21,
    "確認すること": 40,
    "出所": 18,
    "確認資料": 24,
    VERDICT_HEADING: 10,
    SET_DUE_ON: 12,
    COMMENT: 36,
    EXPLANATION: 36,
    DOCUMENT: 20,
    MARK: 20,
}
OTHER_WIDTH, LINE_WIDTHS, GUIDE_WIDTHS = 13, (24, 70), (24, 14, 60)
LONGEST: Mapping[str, int] = {
    COMMENT: LONGEST_WORDS,
    EXPLANATION: LONGEST_WORDS,
    DOCUMENT: LONGEST_DOCUMENT,
}
# What may still be done to a protected sheet: make columns and rows fit, and filter.
ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
FROZEN_COLUMNS = 2
LINE_POINTS, ABOVE_AND_BELOW = 15, 4
TALLEST = 409.0  # points; Excel has no taller row
ROOM_TO_WRITE = 2  # lines, so that something fits in where nothing stands yet


def write_check_sheet(path: Path, book: CheckSheetBook) -> None:
    """Writes either book; read back unfilled, it says what was written and nothing else."""
    title = book.identity.kind.value
    with new_book(path, title=title, on=book.made_on, streaming=False) as made:
        looks = _Looks(made)
        _write_items(made, book, looks)
        if book.identity.kind is BookKind.PRE_CHECK:
            _write_respondent(made, book, looks)
        _write_table(made, GUIDE, list(guide_lines(book.identity.kind)), GUIDE_WIDTHS, looks, book)
        about = [LINE_HEADINGS, *_about(book)]
        _write_table(made, ABOUT, about, LINE_WIDTHS, looks, book)
        if book.identity.kind is BookKind.CHECK_SHEET:
            _write_kept(made, book, looks)
    lock_structure(path)


class _Looks:
    """The formats of one book: headings, what is asked, and what is to be filled in."""

    def __init__(self, book: Workbook) -> None:
        cell = {"valign": "top", "text_wrap": True, "border": 1, "border_color": LINE}
        open_cell = {**cell, "bg_color": TO_FILL_IN, "locked": False}
        heading = {"bold": True, "font_color": INK, "bg_color": HEADING, "text_wrap": True}
        self.heading = book.add_format(
            {**heading, "bottom": 1, "bottom_color": RULE, "valign": "top"}
        )
        self.asked = book.add_format({**cell, "num_format": "@", "bg_color": ASKED})
        self.words = book.add_format({**open_cell, "num_format": "@"})
        self.day = book.add_format({**open_cell, "num_format": "yyyy-mm-dd", "align": "left"})
        self.kept_day = book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"})

    def of(self, column: Column, *, is_open: bool) -> Format:
        if column.kind is Kind.DATE:
            return self.day if is_open else self.kept_day
        return self.words if is_open else self.asked


def columns_of(spec: SheetSpec, items: Sequence[BookItem]) -> tuple[Column, ...]:
    """Without the 確認資料 where no item names any."""
    has_look_at = any(item.look_at for item in items)
    return tuple(c for c in spec.columns if has_look_at or c.field != "look_at")


def _write_items(made: Workbook, book: CheckSheetBook, looks: _Looks) -> None:
    kind = book.identity.kind
    spec, answers = SPECS[kind], ANSWER_HEADINGS[kind]
    columns = columns_of(spec, book.items)
    sheet = made.add_worksheet(spec.name)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _width(column))
        sheet.write_string(0, place, column.heading, looks.heading)
        is_open = column.heading in answers
        look = looks.of(column, is_open=is_open)
        for row, item in enumerate(book.items, start=1):
            _write(sheet, row, place, _value(item, column, answers), look)
        if is_open:
            _guide(sheet, place, column, len(book.items))
    for row, item in enumerate(book.items, start=1):
        cells = [(_value(item, c, answers), _width(c)) for c in columns]
        sheet.set_row(row, _height(cells, ROOM_TO_WRITE))
    sheet.freeze_panes(1, FROZEN_COLUMNS)
    sheet.autofilter(0, 0, len(book.items), len(columns) - 1)
    width = sum(_width(column) for column in columns)
    set_up_print(sheet, spec.name, _in_print(book), width, FROZEN_COLUMNS)
    # On paper the id is of no use; what a person reads fits on the width of a page.
    sheet.print_area(0, 1, len(book.items), len(columns) - 1)
    sheet.repeat_columns(1, 1)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", ALLOWED)


def _value(item: BookItem, column: Column, answers: Sequence[str]) -> Any:
    if column.heading in answers:
        return item.answer.get(column.heading)
    return getattr(item, column.field)


def _height(cells: Sequence[tuple[Any, int]], least: int) -> float:
    """So that the longest cell of a row is read whole, as programs do not reckon it themselves."""
    lines = (lines_of(value, width) for value, width in cells if isinstance(value, str))
    return min(max([least, *lines]) * LINE_POINTS + ABOVE_AND_BELOW, TALLEST)


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column; full-width characters count twice."""
    return sum(ceil(max(1, _columns_of(line)) / (width - 1)) for line in text.split("\n"))


def _columns_of(line: str) -> int:
    return sum(2 if east_asian_width(sign) in "FWA" else 1 for sign in line)


def _width(column: Column) -> int:
    return WIDTHS.get(column.heading, OTHER_WIDTH)


def _write_kept(made: Workbook, book: CheckSheetBook, looks: _Looks) -> None:
    """The answers as they stood, so that it can be told later which side has changed."""
    sheet = made.add_worksheet(KEPT.name)
    for place, column in enumerate(KEPT.columns):
        sheet.set_column(place, place, _width(column))
        sheet.write_string(0, place, column.heading, looks.heading)
        look = looks.of(column, is_open=False)
        for row, item in enumerate(book.items, start=1):
            own = {ITEM_ID: item.key, MARK: item.mark}
            value = own.get(column.heading, item.answer.get(column.heading))
            _write(sheet, row, place, value, look)
    for row, item in enumerate(book.items, start=1):
        sheet.set_row(row, _height([(item.answer.get(COMMENT), WIDTHS[COMMENT])], 1))
    sheet.freeze_panes(1, 1)
    width = sum(_width(column) for column in KEPT.columns)
    set_up_print(sheet, KEPT.name, _in_print(book), width, 1)
    sheet.protect("", ALLOWED)


def _guide(sheet: Worksheet, place: int, column: Column, rows: int) -> None:
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": column.heading,
        "input_message": column.meaning[:255],
    }
    if column.codes is not None:
        rule |= {
            "validate": "list",
            "source": list(column.codes.words),
            "error_title": "選択肢にありません",
            "error_message": f"{'、'.join(column.codes.words)}から選んでください。",
        }
    elif column.heading in LONGEST:
        most = LONGEST[column.heading]
        rule |= {
            "validate": "length",
            "criteria": "<=",
            "value": most,
            "error_title": "長すぎます",
            "error_message": f"{most:,}文字までで書いてください。",
        }
    sheet.data_validation(1, place, rows, place, rule)


def _write_respondent(made: Workbook, book: CheckSheetBook, looks: _Looks) -> None:
    """Who answers, and when; by when is said by the city."""
    sheet = made.add_worksheet(RESPONDENT)
    _lines_head(sheet, LINE_HEADINGS, LINE_WIDTHS, looks)
    lines: Sequence[tuple[str, Any, Format]] = (
        (CONTRACTOR_LINE, book.contractor, looks.words),
        (PERSON_LINE, "", looks.words),
        (ANSWERED_LINE, None, looks.day),
        (DUE_LINE, book.due_on, looks.kept_day),
    )
    for row, (words, value, look) in enumerate(lines, start=1):
        sheet.write_string(row, 0, words, looks.asked)
        _write(sheet, row, 1, value, look)
    _lines_foot(sheet, RESPONDENT, LINE_WIDTHS, book)


def _write_table(
    made: Workbook,
    name: str,
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    looks: _Looks,
    book: CheckSheetBook,
) -> None:
    """A sheet of words to read; the first row is its headings."""
    sheet = made.add_worksheet(name)
    _lines_head(sheet, rows[0], widths, looks)
    for number, row in enumerate(rows[1:], start=1):
        for place, words in enumerate(row):
            _write(sheet, number, place, words, looks.asked)
        sheet.set_row(number, _height(list(zip(row, widths, strict=True)), 1))
    _lines_foot(sheet, name, widths, book)


def _lines_head(
    sheet: Worksheet, headings: Sequence[str], widths: Sequence[int], looks: _Looks
) -> None:
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, looks.heading)
    sheet.freeze_panes(1, 0)


def _lines_foot(sheet: Worksheet, name: str, widths: Sequence[int], book: CheckSheetBook) -> None:
    set_up_print(sheet, name, _in_print(book), sum(widths), 1)
    sheet.protect("", ALLOWED)


def _about(book: CheckSheetBook) -> Iterator[tuple[str, str]]:
    identity = book.identity
    yield KIND_LINE, identity.kind.value
    yield CONTRACT_LINE, identity.contract
    yield BRANCH_LINE, str(identity.branch)
    yield YEAR_LINE, str(identity.year)
    yield ROUND_LINE, str(identity.round)
    yield EDITION_LINE, identity.edition
    yield from book.facts
    yield "作成日時", book.made_at


def _in_print(book: CheckSheetBook) -> str:
    return book.identity.named


def _write(sheet: Worksheet, row: int, place: int, value: Any, look: Format) -> None:
    """A text stays a text; an empty cell keeps its look, so that it can be filled in."""
    if value is None or value == "":
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_number(row, place, value.toordinal() - DAY_ZERO, look)
    else:
        sheet.write_string(row, place, cell_text(str(value)), look)
