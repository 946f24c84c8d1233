"""作り物の登録ブック: the rows of any number of invented contracts as an Excel file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.workbooks.registration import REGISTRATION
from tests.bench.invented_contract import rows_of

# A fixed moment: the same seed makes the same bytes. For a bare date the library takes its clock.
MADE_AT = datetime(2026, 11, 20, tzinfo=UTC)


def write_book(path: Path, contracts: int, seed: int = 1) -> int:
    """Writes a 登録ブック of so many contracts in constant memory; gives the number of rows."""
    with Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": MADE_AT})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheets = {name: _Sheet(book.add_worksheet(name), name, day) for name in REGISTRATION}
        for place in range(1, contracts + 1):
            for name, cells in rows_of(place, seed):
                sheets[name].add(cells)
    return sum(sheet.rows for sheet in sheets.values())


class _Sheet:
    """One sheet of the book, filled from the top."""

    def __init__(self, sheet: Worksheet, name: str, day: Format) -> None:
        self.rows = 0
        self._sheet = sheet
        self._day = day
        self._places = {heading: at for at, heading in enumerate(REGISTRATION[name].headings)}
        for heading, at in self._places.items():
            sheet.write_string(0, at, heading)

    def add(self, cells: Mapping[str, Any]) -> None:
        self.rows += 1
        for heading, value in cells.items():
            at = self._places[heading]
            if isinstance(value, date):
                self._sheet.write_datetime(self.rows, at, value, self._day)
            elif isinstance(value, int):
                self._sheet.write_number(self.rows, at, value)
            elif value is not None:
                self._sheet.write_string(self.rows, at, value)
