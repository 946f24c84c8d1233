"""A request for consent: registered, confirmed, decided under a condition, and printed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_entries import fits_everybody
from tests.unit.papers_read_back import page_texts

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = os.environ.get("MITODOKE_TEST_PICTURES", "")
TITLE = "教育用システム運用保守等業務"
TYPED = {
    "再委託先の名称": "南風データ株式会社",
    "所在地": "青葉野市南町1-2-3",
    "業務の範囲": "利用者登録票の入力",
    "再委託する理由": "専門の設備を持つため",
}
CONFIRMED = ("flow_down", "staff_told", "supervision", "necessity", "items", "certification")


def looked_at(page: Page, name: str) -> None:
    """Every window has room for it; a picture is taken for whoever asks for them."""
    fits_everybody(page)
    for width in (820, 1366) if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1366, "height": 900})


def test_a_request_is_confirmed_by_the_officer_and_decided_by_the_manager(visitors: Visitors):
    with visitors.window("school-officer") as officer, visitors.window("school-manager") as manager:
        officer.goto(f"/contracts?q={TITLE}")
        leave(officer, officer.locator(".table tbody td.key a").first)
        leave(officer, officer.get_by_role("link", name=re.compile("^再委託")).first)
        leave(officer, officer.get_by_role("link", name="承諾の申請を登録"))
        for label, words in TYPED.items():
            officer.get_by_label(label).first.fill(words)
        looked_at(officer, "consent-form")
        leave(officer, officer.get_by_role("button", name="申請を登録する"))
        for point in CONFIRMED:
            officer.locator(f"#{point}-confirmed").check()
        leave(officer, officer.get_by_role("button", name="確認したことを残す"))
        expect(officer.get_by_text("6／7")).to_be_visible()
        looked_at(officer, "consent-points")
        manager.goto("/")
        looked_at(manager, "home-with-consents")
        leave(manager, manager.get_by_role("link", name=re.compile("^事項を確認")).first)
        leave(manager, manager.get_by_role("link", name="決定する"))
        manager.get_by_label("条件付承諾").check()
        manager.get_by_label("文書番号").fill("8試第41号")
        manager.get_by_role("button", name="決定する").click()
        expect(manager.locator(".error-summary")).to_contain_text("条件を入れてください")
        looked_at(manager, "consent-decision")
        manager.get_by_label(re.compile("^条件1(?!の)")).fill("入力室の施錠を確かめること")
        leave(manager, manager.get_by_role("button", name="決定する"))
        expect(manager.get_by_text("入力室の施錠を確かめること")).to_be_visible()
        looked_at(manager, "consent-decided")
        with manager.expect_download() as coming:
            manager.get_by_role("link", name=re.compile("再委託承諾通知書")).click()
        assert "8試第41号" in "".join(page_texts(coming.value.path().read_bytes()))
        leave(manager, manager.locator(".crumb a").nth(1))
        expect(manager.get_by_text("南風データ株式会社").first).to_be_visible()
        looked_at(manager, "consent-tree")
