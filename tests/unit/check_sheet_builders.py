"""Builders of 調査票 and 事前点検票 books: an inspection of a few items, written and filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.acts.sheet_file import Party, check_sheet_book, pre_check_book
from app.acts.sheet_of_visit import NamedVisit
from app.records.sheets import Answer, Sheet
from app.workbooks.check_sheet_writer import write_check_sheet
from audits.fiscal_year import FiscalYear
from checklists.composing import ComposedItem, ComposedSheet, ItemOrigin, ItemSource
from checklists.sheet import Group

AT = datetime(2026, 11, 20, 1, 2, tzinfo=UTC)
YEAR = FiscalYear(2026)
VISIT = NamedVisit("R8-001", 0, YEAR, 1)
PARTY = Party("給食費の収納委託", "教育支援課", "あさひデータ株式会社")
GROUPS = (Group("A", "組織的"), Group("D", "技術的"))
ITEMS = (
    ComposedItem(
        "standard-1",
        "A1",
        "A",
        "責任者が決まっている。",
        (ItemSource(ItemOrigin.STANDARD, "1"), ItemSource(ItemOrigin.CLAUSE, "8")),
        look_at="体制図",
    ),
    ComposedItem(
        "council-S1",
        "A2",
        "A",
        "持ち出すときは二人で記入する。",
        (
            ItemSource(ItemOrigin.COUNCIL, "S1", "付議・受託者"),
            ItemSource(ItemOrigin.ADVICE, "7"),
            ItemSource(ItemOrigin.CONTRACT, "S4", "契約書の別紙"),
        ),
    ),
    ComposedItem(
        "standard-60", "D1", "D", "ログを見ている。", (ItemSource(ItemOrigin.STANDARD, "60"),)
    ),
)


def a_sheet(**answers: Answer) -> Sheet:
    """A sheet of three items; answers by key with _ for -."""
    given = {key.replace("_", "-"): answer for key, answer in answers.items()}
    return Sheet(1, YEAR, 1, ComposedSheet("standard-2026", GROUPS, ITEMS), given, None)


def written(folder: Path, sheet: Sheet) -> Path:
    path = folder / "調査票.xlsx"
    write_check_sheet(path, check_sheet_book(VISIT, sheet, PARTY, AT))
    return path


def pre_check(folder: Path, sheet: Sheet, due_on: date | None = None) -> Path:
    path = folder / "事前点検票.xlsx"
    write_check_sheet(path, pre_check_book(VISIT, sheet, PARTY, AT, due_on))
    return path


def fill_in(path: Path, rows: dict[str, dict[str, Any]], sheet: str = "調査票") -> Path:
    """Fills cells in by item and heading, as a person does."""
    book = load_workbook(path)
    page = book[sheet]
    columns = {cell.value: cell.column for cell in page[1]}
    places = {page.cell(row, 1).value: row for row in range(2, page.max_row + 1)}
    for key, cells in rows.items():
        for heading, value in cells.items():
            page.cell(places[key], columns[heading]).value = value
    book.save(path)
    return path


def answered_by(path: Path, **lines: Any) -> Path:
    """Fills in who answered, and when."""
    book = load_workbook(path)
    page = book["回答者"]
    for row in range(2, page.max_row + 1):
        words = str(page.cell(row, 1).value).split("の")[0]
        if words in lines:
            page.cell(row, 2).value = lines[words]
    book.save(path)
    return path


def changed_sheet(path: Path, change: Any, sheet: str = "調査票") -> Path:
    """Opens the book, does something to a sheet of it, and saves it."""
    book = load_workbook(path)
    page: Worksheet = book[sheet]
    change(page)
    book.save(path)
    return path
