"""Changing a connection as a clerk would, for the tests: from a day on, or putting it right."""

from __future__ import annotations

from datetime import date
from typing import Any

from werkzeug.test import TestResponse

from tests.integration.browser import Browser
from tests.integration.contract_pages import section, words
from tests.integration.council_city import LONELY, day
from tests.integration.entry_forms import boxes, send

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
WHY = "法令の改正によるため"


def way(number: str = LONELY, form: str = "connection-change", who: str = "department") -> str:
    return f"/council/{who}/{form}/connection/{number}"


def change(browser: Browser, on: date | None, number: str = LONELY, **typed: Any) -> TestResponse:
    """Sends the form: a change from a day on, or without one a correction."""
    path = way(number)
    fields = {**boxes(browser.get(path).text), "amendment": "amended" if on else "corrected"}
    if on is not None:
        fields |= {**day("amended_on", on.year, on.month, on.day), "amended_reason": WHY}
    answer: TestResponse = send(browser, path, {**fields, **typed})
    return answer


def mend(browser: Browser, revision: int = 2, who: str = "department", **typed: str) -> Any:
    path = f"/council/{who}/connection-mending/{LONELY}?revision={revision}"
    page = browser.get(path)
    assert page.status_code == 200, page.status_code
    return send(browser, path, {**boxes(page.text), **typed})


def history(browser: Browser, number: str = LONELY) -> str:
    """What the page of the connection says of its changes."""
    return section(browser.get(f"/council/connections/{number}").text, "changes")


def on_day(browser: Browser, on: date, number: str = LONELY) -> str:
    answer = browser.get(f"/council/connection-on-day/{number}?on={on.isoformat()}")
    assert answer.status_code == 200
    return words(answer.text)
