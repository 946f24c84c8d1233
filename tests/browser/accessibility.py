"""Whether a page keeps nobody out, as far as a machine can tell: WCAG 2.2 A and AA."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a page does itself after a change of its width (a box becomes a stop of the keyboard) it
# does with the next picture; a slow machine would be asked before that.
NEXT_PICTURE = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def keeps_nobody_out(page: Page) -> None:
    """Asserts that the check finds nothing, without exclusions."""
    page.evaluate(NEXT_PICTURE)
    found = Axe().run(page, options={"runOnly": LEVELS})
    assert not found.response["violations"], found.generate_report()
