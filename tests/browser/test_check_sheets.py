"""調査票 in a real browser: with few strokes, and with a connection that breaks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.clock import today
from audits.fiscal_year import FiscalYear
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_entries import number

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTHING_WAITS = "Object.keys(localStorage).every((key) => !key.startsWith('answers'))"
ROUND = 9  # a visit of their own: other tests answer others


def sheet(page: Page, visit: int) -> str:
    year = FiscalYear.of(today()).start
    return f"/check-sheets/{number(page)}?branch=0&year={year}&round={visit}&group=A"


def press(page: Page, place: int, words: str) -> None:
    """The verdict of an item, as a finger presses it."""
    page.locator(".item").nth(place).locator("label.answer").filter(
        has_text=re.compile(f"^\\s*{words}")
    ).click()


def until_all_is_sent(page: Page) -> None:
    """The policy of the pages lets no text be run as a script: asked from outside, in turns."""
    for _ in range(100):
        if page.evaluate(NOTHING_WAITS):
            return
        page.wait_for_timeout(100)
    raise AssertionError("answers still wait")


def done(page: Page) -> int:
    return int(page.locator("[data-done]").inner_text())


def test_what_was_answered_without_a_connection_is_sent_when_it_is_back(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto(sheet(page, ROUND))
        before = done(page)
        press(page, 0, "適")
        expect(page.locator(".item").nth(0).get_by_text("保存しました")).to_be_visible()
        page.context.set_offline(True)
        press(page, 1, "否")
        page.locator(".item").nth(1).get_by_label("コメント").fill("入退室の記録がない。")
        press(page, 2, "適")
        expect(page.get_by_text("未送信の回答が2件あります")).to_be_visible()
        page.context.set_offline(False)
        expect(page.locator("[data-unsent]")).to_be_empty(timeout=15_000)
        assert done(page) == before + 3
        page.reload()
        expect(page.locator(".item").nth(1).get_by_role("radio", name="否")).to_be_checked()
        expect(page.locator(".item").nth(1).get_by_label("コメント")).to_have_value(
            "入退室の記録がない。"
        )


def test_what_could_not_be_sent_is_still_there_when_the_page_is_opened_anew(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto(sheet(page, ROUND + 1))
        before = done(page)
        page.route("**/check-sheets/answer/**", lambda route: route.abort())
        press(page, 0, "否")
        page.locator(".item").nth(0).get_by_label("コメント").fill("台帳に記入がない。")
        press(page, 1, "適")
        expect(page.get_by_text("未送信の回答が2件あります")).to_be_visible()
        page.unroute("**/check-sheets/answer/**")
        page.goto(sheet(page, ROUND + 1))
        expect(page.locator("[data-unsent]")).to_be_empty(timeout=15_000)
        assert done(page) == before + 2
        page.reload()
        expect(page.locator(".item").nth(0).get_by_label("コメント")).to_have_value(
            "台帳に記入がない。"
        )


def test_an_answer_refused_on_another_part_waits_there_with_the_reason(visitors: Visitors):
    with (
        visitors.window("school-officer") as page,
        visitors.window("school-manager") as colleague,
    ):
        path = sheet(page, ROUND + 4)
        page.goto(path)
        page.route("**/check-sheets/answer/**", lambda route: route.abort())
        press(page, 0, "適")
        expect(page.get_by_text("未送信の回答が1件あります")).to_be_visible()
        colleague.goto(path)
        press(colleague, 0, "該当なし")
        expect(colleague.get_by_text("保存しました")).to_be_visible()
        page.unroute("**/check-sheets/answer/**")
        page.goto(path.replace("group=A", "group=B"))
        expect(page.locator("[data-unsent]")).to_contain_text("「A ")
        expect(page.locator("[data-unsent]")).to_contain_text("保存できなかった回答があります")
        page.goto(path)
        expect(page.get_by_text("「該当なし」と答えています")).to_be_visible()
        expect(page.locator("[data-unsent]")).to_be_empty()
        expect(page.locator(".item").nth(0).get_by_role("radio", name="適")).to_be_checked()
        page.get_by_role("button", name="自分の答えを保存する").click()
        expect(page.locator(".item").nth(0).get_by_text("保存しました")).to_be_visible()


def test_the_last_of_many_quick_presses_is_the_one_that_stays(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto(sheet(page, ROUND + 2))
        for words in ("適", "否", "該当なし", "適", "否", "適"):
            press(page, 0, words)
        until_all_is_sent(page)
        page.reload()
        expect(page.locator(".item").nth(0).get_by_role("radio", name="適")).to_be_checked()


def test_a_sheet_takes_one_press_for_each_item_and_one_for_each_group(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto(sheet(page, ROUND + 3))
        total = int(page.locator("[data-total]").inner_text())
        groups, presses = page.locator(".sections li").count(), 0
        for group in range(groups):
            for place in range(page.locator(".item").count()):
                press(page, place, "適")
                presses += 1
            name = "保存して次へ" if group + 1 < groups else "保存して結論へ"
            leave(page, page.get_by_role("button", name=name))
            presses += 1
        expect(page.get_by_role("heading", name="結論")).to_be_visible()
        assert presses == total + groups
