"""Uploading a 登録ブック as a person does, and waiting until the work in the background is done."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from werkzeug.test import TestResponse

from app.jobs.runner import runner
from tests.integration.browser import Browser
from tests.integration.installation import Installation

PATIENCE_SECONDS = 60
OUTCOME = re.compile(r'name="outcome" value="([0-9a-f]{64})"')


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
