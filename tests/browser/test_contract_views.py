"""Every view of a contract's page, of a contract where there is much to see."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import keeps_nobody_out
from tests.browser.conftest import Visitors
from tests.browser.test_pages import TOO_WIDE, WIDTHS
from tests.integration.contract_pages import VIEWS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "教育用システム運用保守等業務"  # its number has the year of the day in it


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_keeps_nobody_out_and_fits_every_window(view: str, visitors: Visitors):
    with visitors.window("secretariat") as page:
        page.goto(f"/contracts?q={TITLE}")
        page.click(".table tbody .key a")
        page.click(f'.tabs a[href*="view={view}"]')
        page.wait_for_selector(f'.tabs a[aria-current][href*="view={view}"]')
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(TOO_WIDE) == 0, width
            keeps_nobody_out(page)
