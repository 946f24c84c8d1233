"""記入した登録ブック: a 登録ブック with rows, as a department would hand it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from app.workbooks.book_writer import new_book
from app.workbooks.registration import REGISTRATION

Cell = str | int | date | None
Cells = Mapping[str, Cell]


def write_registration(path: Path, sheets: Mapping[str, Sequence[Cells]]) -> None:
    """Writes rows given as heading → value, sheet by sheet; headings must be those of the sheet."""
    with new_book(path, title="登録ブック", streaming=False) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            headings = REGISTRATION[name].headings
            places = {heading: place for place, heading in enumerate(headings)}
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, headings)
            for number, row in enumerate(rows, start=1):
                for heading, value in row.items():
                    if isinstance(value, date):
                        sheet.write_datetime(number, places[heading], value, day)
                    elif value is not None:
                        sheet.write(number, places[heading], value)
