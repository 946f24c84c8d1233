"""Leaving a page for the next one, also where the machine is slow."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def leave(page: Page, by: Locator) -> None:
    """Presses what leads away, and waits until the next page is there to be read.

    A press alone returns when the next page has begun to come: whatever is asked without
    patience then (how many rows, what address, is it visible) may still mean the page before.
    """
    with page.expect_navigation():
        by.click()
