"""ブックの書き方: a new .xlsx that is there as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

PRODUCT = "みとどけ"
UNMADE = date(2000, 1, 1)
FONT = {"font_name": "BIZ UDPGothic", "font_size": 11}
# What a person typed stays a text: never a formula, a link or a number.
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


@contextmanager
def new_book(path: Path, *, title: str, on: date = UNMADE, streaming: bool) -> Iterator[Workbook]:
    """A workbook to fill; it takes its place at `path` when everything went well.

    The properties name the product, never a person; `on` is written as the day it was made, so
    that the same content makes the same bytes.
    """
    with TemporaryDirectory(dir=path.parent, prefix=".workbook-") as folder:
        draft = Path(folder) / "draft.xlsx"
        # A font of its own, since XlsxWriter writes into what it is given.
        own = {
            "constant_memory": streaming,
            "tmpdir": folder,
            "default_format_properties": {**FONT},
        }
        book = Workbook(str(draft), {**OPTIONS, **own})
        made_at = datetime.combine(on, time.min)
        book.set_properties({"title": title, "author": PRODUCT, "created": made_at})
        try:
            yield book
        except BaseException:
            _let_go(book)
            raise
        book.close()
        draft.replace(path)


def _let_go(book: Workbook) -> None:
    """A streamed sheet holds an open file, which only a finished book would close."""
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None:
            sheet.row_data_fh.close()
