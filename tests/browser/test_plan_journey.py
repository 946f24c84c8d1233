"""年間計画: an officer proposes, a manager approves, and everybody sees what changes then."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from app.clock import today
from app.demo.departments import SUPPORT
from tests.browser.accessibility import keeps_nobody_out
from tests.browser.conftest import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLAN = f"/plans/department?department={quote(SUPPORT.name)}"
WHY = "先方の担当者の都合により。"


def check(page: Page) -> None:
    """Nothing that the automatic check finds, and nothing cut off at the side of a tablet."""
    keeps_nobody_out(page)
    page.set_viewport_size({"width": 820, "height": 1180})
    assert page.evaluate("document.documentElement.scrollWidth") <= 820
    page.set_viewport_size({"width": 1366, "height": 900})


def test_a_plan_is_proposed_approved_changed_and_the_change_is_seen(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto("/plans")
        check(page)
        page.get_by_role("link", name="予定を入れない").first.click()
        page.get_by_label("予定を入れない理由").fill("9月末で契約を解除する見込みのため。")
        check(page)
        page.get_by_role("button", name="予定を入れないことにする").click()
        expect(page.get_by_role("heading", name="予定を入れない調査")).to_be_visible()
        page.get_by_role("button", name="この行を登録").first.click()
        expect(page.get_by_text("立入調査1件の日程を登録しました。")).to_be_visible()
        page.goto(PLAN)
        expect(page.get_by_role("button", name="この日程を承認する")).to_have_count(0)
    with visitors.window("school-manager") as page:
        page.goto(PLAN)
        check(page)
        page.get_by_role("button", name="この日程を承認する").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text("承認済").first).to_be_visible()
    with visitors.window("school-officer") as page:
        page.goto(PLAN)
        page.get_by_role("link", name="日を変える").first.click()
        sunday = today() + timedelta(7 - today().isoweekday() % 7)
        for part, figure in zip("年月日", (sunday.year, sunday.month, sunday.day), strict=True):
            page.get_by_label(part, exact=True).fill(str(figure))
        page.get_by_role("button", name="予定日を変える").click()
        expect(page.get_by_role("alert")).to_contain_text("閉庁日です")
        check(page)
        page.get_by_label("日を変える理由").fill(WHY)
        page.get_by_role("button", name="この日にする").click()
        expect(page.get_by_role("heading", name="承認後の変更")).to_be_visible()
    for login, path in (("school-manager", PLAN), ("secretariat", "/plans/departments")):
        with visitors.window(login) as page:
            page.goto(path)
            told = page.get_by_text("承認後に変更あり 1件")
            if path != PLAN:  # other departments have changed theirs as well
                told = page.get_by_role("row").filter(has_text=SUPPORT.name).filter(has=told)
            expect(told).to_be_visible()
            check(page)
    with visitors.window("secretariat") as page:
        page.goto(PLAN)
        expect(page.get_by_text(WHY).first).to_be_visible()
        expect(page.get_by_role("heading", name="閉庁日にした予定")).to_be_visible()


def test_a_reason_is_asked_for_only_as_long_as_the_day_needs_one(visitors: Visitors):
    sunday = today() + timedelta(7 - today().isoweekday() % 7)
    with visitors.window("school-officer") as page:
        page.goto("/plans")
        day = page.locator("[data-proposed]").first
        proposed = day.input_value()
        why = page.locator(".row-why").first
        must, may = why.get_by_text("※必須"), why.get_by_text("※任意")
        expect(why).to_be_hidden()
        day.fill(sunday.isoformat())
        expect(must).to_be_visible()
        expect(may).to_be_hidden()
        day.fill(proposed)
        expect(why).to_be_hidden()
        day.fill(sunday.isoformat())
        why.locator("input").fill(WHY)
        day.fill(proposed)
        expect(may).to_be_visible()
        expect(must).to_be_hidden()
        expect(why.locator("input")).to_have_value(WHY)
