"""Exceptions in tests: their forms as a clerk and a manager send them."""

from __future__ import annotations

from datetime import timedelta

from werkzeug.test import TestResponse

from app.clock import today
from tests.integration.browser import Browser
from tests.integration.consents import MAIN, boxes_of, sent

NEW = f"/exceptions/new/{MAIN}"


def path(act: str = "of", number: int = 1, contract: str = MAIN) -> str:
    return f"/exceptions/{act}/{contract}?request={number}"


def asked(**changes: str) -> dict[str, str]:
    """A request as a clerk types it."""
    return {
        "branch": "0",
        "kind": "copying",
        "what": "宛名データの写し",
        "items": "氏名\n住所",
        "media": "紙",
        "count": "120",
        "reason": "点字版を作るため",
        "other_party": "",
        "place": "本社3階 保管庫",
        "safety": "施錠して保管する",
        **boxes_of("asked_on", today()),
        **boxes_of("starts_on", today()),
        **boxes_of("ends_on", today() + timedelta(days=30)),
        **changes,
    }


def lapsed(**changes: str) -> dict[str, str]:
    """One whose period is over since yesterday."""
    return {
        **boxes_of("asked_on", today() - timedelta(days=40)),
        **boxes_of("starts_on", today() - timedelta(days=30)),
        **boxes_of("ends_on", today() - timedelta(days=1)),
        **changes,
    }


def requested(browser: Browser, new: str = NEW, **changes: str) -> str:
    """Puts a request on file; the page of it."""
    answer = sent(browser, new, **asked(**changes))
    assert answer.status_code == 303, answer.text
    return answer.location


def decided(browser: Browser, decision: str, number: int = 1, **fields: str) -> TestResponse:
    return sent(browser, path("decide", number), decision=decision, **fields)


def ended(browser: Browser, number: int = 1, **fields: str) -> TestResponse:
    said = {"copy_end": "erased", "copy_ended_words": "裁断。立会い", **fields}
    return sent(browser, path("copy", number), **said)
