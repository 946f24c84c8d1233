"""A certificate compared and confirmed in a real browser: one press a line, and for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_entries import fits_everybody

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CERTIFICATE = "照-1"


def number(page: Page) -> str:
    """A contract of the department that still has data out."""
    page.goto("/data")
    return page.locator(".table tbody a.key").first.inner_text().strip()


def receive(page: Page, contract: str) -> None:
    """A certificate, and the erasure of the first data item that is out."""
    page.goto(f"/entries/certificate/{contract}")
    page.get_by_label("証明書番号").fill(CERTIFICATE)
    leave(page, page.get_by_role("button", name="記録する"))
    leave(page, page.get_by_role("button", name="この内容で記録する"))
    page.goto(f"/contracts/{contract}?view=data")
    page.get_by_role("link", name="返還・消去を記録").nth(1).click()
    page.get_by_label("消去証明書").select_option(index=1)
    for _ in range(2):  # what it changes in what is owed is shown first
        leave(page, page.locator("main form .buttons button").first)
        if page.get_by_text("返還・消去を記録しました").is_visible():
            break


def test_a_certificate_is_compared_with_one_press_a_line_and_fits_every_window(
    visitors: Visitors,
):
    with visitors.window("school-officer") as page:
        contract = number(page)
        receive(page, contract)
        page.goto(f"/erasures/{contract}?key={CERTIFICATE}")
        expect(page.get_by_role("heading", name="証明書を照合する")).to_be_visible()
        fits_everybody(page)
        page.get_by_role("button", name="消去を確認したことを記録する").click()
        expect(page.locator(".error-summary")).to_be_focused()
        expect(page.locator(".error-summary")).to_contain_text("照合していないデータがあります")
        fits_everybody(page)
        page.set_viewport_size({"width": 1366, "height": 900})
        page.get_by_label("証明書の件数").fill("3")
        page.get_by_role("button", name="照合を保存する").click()
        expect(page.locator(".differs")).to_be_visible()
        fits_everybody(page)
        page.set_viewport_size({"width": 1366, "height": 900})
        page.get_by_label("読み替えて一致").check()
        page.get_by_label("理由").fill("数え方の違い。")
        page.get_by_role("button", name="消去を確認したことを記録する").click()
        expect(page.get_by_text("消去の確認を記録しました")).to_be_visible()
        page.goto(f"/erasures/{contract}?key={CERTIFICATE}")
        expect(page.get_by_text("数え方の違い")).to_be_visible()
        fits_everybody(page)
