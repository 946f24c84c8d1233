"""送りすぎ: what is too large is read to its end, so that the browser reads the sentence on it."""

from __future__ import annotations

import io

import pytest

from app.web import unread
from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

MEBIBYTE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"


class Sent(io.BytesIO):
    """What a browser sends, and how much of it was read."""

    read_so_far = 0

    def read(self, size: int | None = -1) -> bytes:
        content = super().read(size)
        self.read_so_far += len(content)
        return content


@pytest.fixture
def browser(installation: Installation) -> Browser:
    add_person(installation, "admin", Role.ADMIN)
    return Browser(installation).come_in("admin")


def send(browser: Browser, size: int, *, knows_the_end: bool = True) -> Sent:
    """Sends a form of so many bytes, which is refused with a page; what was sent."""
    stream = Sent(b"x" * size)
    answer = browser.open(
        "/people/new",
        "POST",
        input_stream=stream,
        content_length=size,
        content_type=FORM,
        environ_overrides={"wsgi.input_terminated": True} if knows_the_end else {},
    )
    assert answer.status_code == 413
    assert "大きすぎます" in answer.text
    return stream


def test_a_form_that_is_too_large_is_read_to_its_end(browser):
    assert send(browser, 9 * MEBIBYTE).read_so_far == 9 * MEBIBYTE


def test_no_more_is_read_than_a_bound(browser, monkeypatch):
    monkeypatch.setattr(unread, "MOST_BYTES", 5 * MEBIBYTE)
    assert send(browser, 9 * MEBIBYTE).read_so_far == 5 * MEBIBYTE


def test_nobody_waits_for_more_where_the_server_does_not_know_the_end(browser):
    assert send(browser, 9 * MEBIBYTE, knows_the_end=False).read_so_far < 9 * MEBIBYTE
