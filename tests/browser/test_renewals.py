"""次年度更新: an officer renews two contracts in March and finds them on both sides."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import keeps_nobody_out
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def check(page: Page) -> None:
    """Nothing that the automatic check finds, and nothing cut off at the side of a tablet."""
    keeps_nobody_out(page)
    page.set_viewport_size({"width": 820, "height": 1180})
    assert page.evaluate("document.documentElement.scrollWidth") <= 820
    page.set_viewport_size({"width": 1366, "height": 900})


def test_two_contracts_are_chosen_adjusted_checked_and_made(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto("/contracts")
        leave(page, page.get_by_role("link", name="次年度更新"))
        check(page)
        ticks = page.locator('input[name="choose"]')
        ids = [str(ticks.nth(n).get_attribute("value")) for n in (1, 2)]
        for key in ids:
            page.locator(f"#choose-{key}").check()
        page.locator(f"#number-{ids[0]}").fill("")
        leave(page, page.get_by_role("button", name="印を付けた契約を確かめる"))
        expect(page.get_by_role("alert")).to_contain_text("1件に直すところがあります")
        check(page)
        page.locator(f"#number-{ids[0]}").fill("更新-1")
        page.locator(f"#number-{ids[1]}").fill("更新-2")
        leave(page, page.get_by_role("button", name="印を付けた契約を確かめる"))
        expect(page.get_by_role("alert")).to_contain_text("登録すると次の契約が2件できます")
        check(page)
        leave(page, page.get_by_role("button", name="この内容で2件を登録する"))
        expect(page.get_by_text("2件の次の契約を登録しました")).to_be_visible()
        leave(page, page.get_by_role("link", name="更新した契約"))
        check(page)
        leave(page, page.get_by_role("link", name="更新-1"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto("/contracts/更新-1?view=overview")
        expect(page.get_by_text("前契約", exact=True)).to_be_visible()


def test_all_rows_are_chosen_without_scripts(visitors: Visitors):
    with visitors.window("health-officer", scripts=False) as page:
        page.goto("/renewals")
        leave(page, page.get_by_role("button", name="すべてに印を付ける"))
        boxes = page.locator('input[name="choose"]')
        assert boxes.count() == page.locator('input[name="choose"]:checked').count() > 0
