"""Uploading a 登録ブック as a person does, and waiting until the work in the background is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from werkzeug.test import TestResponse

from app.jobs.runner import runner
from audits.roles import Role
from tests.books import Cells, a_book, contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

PATIENCE_SECONDS = 60
DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
LOAD, AGAIN = "この内容で読み込む", "もう一度始める"
OUTCOME = re.compile(r'name="outcome" value="([0-9a-f]{64})"')


def a_city(installation: Installation) -> Installation:
    """A contract on file, two officers of its department, and the secretariat."""
    assert installation.load_sheets(契約=[contract_cells(本人数=1200)]).written
    for login in ("officer", "colleague"):
        add_person(installation, login, (Role.OFFICER, DEPARTMENT))
    add_person(installation, "secretariat", Role.SECRETARIAT)
    return installation


def book(city: Installation, name: str = "登録.xlsx", **sheets: Sequence[Cells]) -> Path:
    """A 登録ブック under this name."""
    made = a_book(city.folder, **sheets)
    return made.rename(made.with_name(name))


def words(page: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def at_rest(installation: Installation) -> None:
    """Waits until nobody works in the background any more."""
    with installation.app.app_context():
        assert runner().rest(PATIENCE_SECONDS)


def send_book(
    browser: Browser, book: Path | tuple[bytes, str], key: str = "", **fields: str
) -> TestResponse:
    """Sends a file in the form for books."""
    content, name = (book.read_bytes(), book.name) if isinstance(book, Path) else book
    given = {"csrf_token": browser.csrf_token(), "form_key": key, **fields}
    return browser.open("/loads", "POST", data={**given, "book": (BytesIO(content), name)})


def tried(installation: Installation, browser: Browser, book: Path) -> tuple[str, str]:
    """A book is chosen and tried: the address of its page, and what the page says."""
    sent = send_book(browser, book)
    assert sent.status_code == 303, sent.text
    return sent.location, read(installation, browser, sent.location)


def read(installation: Installation, browser: Browser, path: str) -> str:
    """A page once the work that it tells of has ended."""
    browser.get(path)
    at_rest(installation)
    return browser.get(path).text


def agree(browser: Browser, path: str, page: str) -> TestResponse:
    """Presses 「この内容で読み込む」 on that page."""
    found = OUTCOME.search(page)
    assert found is not None, page
    return browser.send(f"{path}/load", outcome=found[1])
