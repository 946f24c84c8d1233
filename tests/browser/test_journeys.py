"""Journeys of clerks through the pages, as they go on an ordinary morning."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.browser.test_pages import LEVELS, TOO_WIDE, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def to_the_first_overdue_contract(page: Page) -> None:
    """From やること to the contract of what is overdue longest."""
    page.goto("/")
    page.locator("tbody a[href^='/contracts/']").first.click()


def test_an_officer_follows_what_is_overdue_to_its_contract_and_takes_the_page_away(
    visitors: Visitors, tmp_path: Path
):
    with visitors.window("school-officer") as page:
        to_the_first_overdue_contract(page)
        expect(page.get_by_role("link", name="管理記録", exact=False).first).to_be_visible()
        with page.expect_download() as waiting:
            page.get_by_role("link", name="管理記録を印刷", exact=True).click()
        paper = tmp_path / "paper.pdf"
        waiting.value.save_as(paper)
        assert paper.read_bytes().startswith(b"%PDF")
        assert waiting.value.suggested_filename.startswith("管理記録 ")


def test_a_contract_is_found_by_a_word_and_the_address_can_be_sent_on(visitors: Visitors):
    with visitors.window("secretariat") as page:
        page.goto("/")
        page.get_by_label("契約をさがす").fill("システム")
        page.get_by_role("button", name="さがす").click()
        found = page.locator("tbody tr").count()
        assert found > 0
        address = page.url
    with visitors.window("secretariat") as page:
        page.goto(address)
        assert page.locator("tbody tr").count() == found


def test_the_page_of_a_contract_keeps_nobody_out_and_fits_every_window(visitors: Visitors):
    with visitors.window("school-officer") as page:
        to_the_first_overdue_contract(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(TOO_WIDE) == 0, width
        found = Axe().run(page, options={"runOnly": LEVELS})
        assert not found.response["violations"], found.generate_report()
