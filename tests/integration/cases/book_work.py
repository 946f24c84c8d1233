"""登録ブックs in a case: what a department keeps in Excel comes in, and the rows of its paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.acts.loading.change import Change
from tests.books import Cells, a_book
from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.installation import GOLDEN_BOOK
from tests.integration.uploads import at_rest

BESIDE = "契約番号", "結合番号"
NAMES_CONTRACTORS = "認証"


def load_book(city: City, officer: Clerk, **sheets: Sequence[Cells]) -> Clerk:
    """The officer chooses a book, looks at what it would change, and agrees."""
    book = a_book(city.installation.folder, **sheets).read_bytes()
    officer.follow("台帳").follow("登録ブックを読み込む")
    officer.give("登録ブック（.xlsx）", "一覧.xlsx", book).press("何が変わるかを調べる")
    _wait(city, officer).sees("読み込めます", "台帳はまだ変わっていません。")
    officer.press("この内容で読み込む")
    return _wait(city, officer).sees("読み込みました")


def _wait(city: City, officer: Clerk) -> Clerk:
    """The work is done in the background; the page says how far it is."""
    at_rest(city.installation)
    return officer.follow("いまの様子を見る") if officer.offers("いまの様子を見る") else officer


def left_of_the_rows(city: City, *numbers: str) -> list[str]:
    """What the workbook's rows of these contracts or connections would still add or change.

    Nothing, where the story has lived every one of them to the letter: a book whose facts are all
    on file changes nothing.
    """
    book = _rows_of(numbers, city.installation.folder)
    found = city.installation.load(book, dry_run=True)
    assert not found.errors, found.errors
    return [words for change in found.changes for words in _told(change)]


def _rows_of(numbers: Sequence[str], folder: Path) -> Path:
    """The cases' book with nothing but the rows that name one of them."""
    book = load_workbook(GOLDEN_BOOK)
    contractors = {row["受託者名"] for row in _rows(book["契約"]) if row["契約番号"] in numbers}
    for sheet in book:
        for place, row in reversed(list(enumerate(_rows(sheet), start=2))):
            named = {word for key in BESIDE for word in str(row.get(key) or "").split("、")}
            of_theirs = sheet.title == NAMES_CONTRACTORS and row["事業者名"] in contractors
            if not (named & set(numbers) or of_theirs):
                sheet.delete_rows(place)
    path = folder / "rows.xlsx"
    book.save(path)
    book.close()
    return path


def _rows(sheet: Worksheet) -> list[Cells]:
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def _told(change: Change) -> Iterator[str]:
    if not change.previous:
        yield f"{change.sheet.sheet} {change.place.contract} {_day(change)} 新しい行"
    else:
        for heading, before, after in change.differences():
            yield f"{change.sheet.sheet} 「{heading}」 {before} → {after}"


def _day(change: Change) -> date | None:
    return next((one for one in change.values.values() if isinstance(one, date)), None)
