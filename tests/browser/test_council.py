"""付議 in a real browser: from the session to the answer, for everybody and in every window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import keeps_nobody_out
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_pages import TOO_WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def fits_everybody(page: Page) -> None:
    for width in (1366, 820):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == 0, width
    keeps_nobody_out(page)


def the_matter(page: Page) -> str:
    """The page of a matter about the contract with the most to see."""
    page.goto("/council?q=運用保守等業務")
    leave(page, page.locator(".table tbody .key a").first)
    return page.url


def test_what_was_said_in_the_council_is_answered_by_the_department(visitors: Visitors):
    with visitors.window("secretariat") as page:
        matter = the_matter(page)
        fits_everybody(page)
        leave(page, page.get_by_role("link", name="意見を登録"))
        page.get_by_label("意見の内容").fill("端末をなくしたときは、だれに知らせるのか。")
        fits_everybody(page)
        leave(page, page.get_by_role("button", name="登録する"))
        expect(page.get_by_text("委員の意見を保存しました")).to_be_visible()
    with visitors.window("school-officer") as page:
        page.goto(matter)
        leave(
            page,
            page.locator("section", has_text="委員の意見")
            .get_by_role("link", name="対応を登録")
            .first,
        )
        page.get_by_label("意見への対応").fill("所管課の担当に知らせます。")
        leave(page, page.get_by_role("button", name="登録する"))
        expect(page.get_by_text("所管課の担当に知らせます。")).to_be_visible()
        fits_everybody(page)


def test_a_form_with_mistakes_says_where_they_are(visitors: Visitors):
    with visitors.window("secretariat") as page:
        page.goto("/council/secretariat/matter")
        fits_everybody(page)
        leave(page, page.get_by_role("button", name="登録する"))
        expect(page.locator(".error-summary")).to_be_focused()
        fits_everybody(page)


def test_a_connection_without_a_contract_is_entered_and_ended(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto("/council/connections")
        leave(page, page.get_by_role("link", name="外部結合を登録"))
        page.get_by_label("件名").fill("図書館との結合")
        page.get_by_label("結合の相手方").fill("県立図書館")
        leave(page, page.get_by_role("button", name="登録する"))
        expect(page.get_by_role("heading", name="図書館との結合")).to_be_visible()
        fits_everybody(page)
        leave(page, page.get_by_role("link", name="結合を終える"))
        page.get_by_label("変更の理由").fill("回線をやめるため")
        leave(page, page.get_by_role("button", name="終了を登録する"))
        expect(page.get_by_text("外部結合の終了を登録しました")).to_be_visible()
