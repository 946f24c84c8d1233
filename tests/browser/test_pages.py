"""Every page for everybody: by eye, by ear, by keyboard, near and far, on paper."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import keeps_nobody_out
from tests.browser.addresses import ADDRESSES, Address
from tests.browser.conftest import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = (1366, 820, 683, 390)  # laptop, tablet, laptop at 200 %, telephone
each_page = pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
LOUD = ("error", "warning")
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@each_page
def test_nothing_keeps_anybody_out(address: Address, visitors: Visitors):
    with visitors.window(address.login) as page:
        address.reach(page)
        for width in (WIDTHS[0], WIDTHS[-1]):
            page.set_viewport_size({"width": width, "height": 900})
            keeps_nobody_out(page)


@each_page
def test_no_page_is_wider_than_its_window(address: Address, visitors: Visitors):
    with visitors.window(address.login) as page:
        address.reach(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(TOO_WIDE) == 0, width


@each_page
def test_the_browser_has_nothing_to_complain_about(address: Address, visitors: Visitors):
    """Neither a file that is missing nor anything that the headers forbid."""
    complaints: list[str] = []
    with visitors.window(address.login) as page:
        page.on("console", lambda said: complaints.append(said.text) if said.type in LOUD else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        response = address.reach(page)
        assert response is not None
        expected = [] if response.ok else [f"status of {response.status}"]
    assert [c for c in complaints if not any(e in c for e in expected)] == []


@each_page
def test_everything_comes_from_this_installation(address: Address, visitors: Visitors):
    with visitors.window(address.login) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        address.reach(page)
        home = page.url.split("/")[2]
        assert {url.split("/")[2] for url in asked} == {home}
