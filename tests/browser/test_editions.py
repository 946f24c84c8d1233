"""チェックシートの版 in a real browser: from a copy to the sheet that an officer opens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.clock import today
from audits.fiscal_year import FiscalYear
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_entries import fits_everybody, number

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OWN_TEXT = "窓口で渡す書類を、名前を呼ばずに番号で呼び出している。"
REWORDED = "契約で認められていない写しが、どこにもない。"
NEW = "複写機やプリンタに、取り忘れた紙が残っていない。"
ROUND = 20  # a visit of its own: other tests answer others


def test_the_secretariat_makes_an_edition_and_an_officer_is_asked_by_it(visitors: Visitors):
    with visitors.window("secretariat") as page:
        publish_an_edition(page)
    with visitors.window("school-officer") as page:
        contract = number(page)
        page.goto(f"/contracts/{contract}?view=overview")
        leave(page, page.get_by_role("link", name="選ぶ", exact=True))
        fits_everybody(page)
        page.get_by_label("クラウド").check()
        page.get_by_role("button", name="保存する").click()
        expect(page.get_by_text("特別な場合の項目を保存しました")).to_be_visible()
        year = FiscalYear.of(today()).start
        sheet = f"/check-sheets/{contract}?branch=0&year={year}&round={ROUND}&group="
        page.goto(f"{sheet}C")
        item = page.locator(".item").filter(has_text=OWN_TEXT)
        expect(item.locator(".tag").first).to_have_text("標準 53")
        expect(item.get_by_text("見るところ：呼出しの様子")).to_be_visible()
        page.goto(f"{sheet}D")
        item = page.locator(".item").filter(has_text="設定を変えた操作の記録が")
        expect(item.locator(".tag").first).to_have_text("特別な場合 クラウド6")
        fits_everybody(page)


def publish_an_edition(page: Page) -> None:
    """Copies, changes, compares and publishes, looking at each page on the way."""
    page.goto("/")
    page.get_by_role("link", name="設定").click()
    page.get_by_role("link", name="立入調査 標準チェックシート 2026年版").click()
    page.get_by_role("button", name="写して下書きを作る").click()
    page.wait_for_url("**/editions/drafts/*")
    draft = page.url
    fits_everybody(page)
    page.get_by_role("link", name="独自の項目を書く").click()
    page.get_by_label("項目の文").fill(OWN_TEXT)
    page.get_by_label("確認資料・見るところ").fill("呼出しの様子")
    page.get_by_role("button", name="加える").click()
    expect(page.get_by_role("alert")).to_contain_text("主題：選んでください")
    expect(page.get_by_label("項目の文")).to_have_value(OWN_TEXT)
    fits_everybody(page)
    page.get_by_label("区分").select_option("C")
    page.get_by_label("主題").select_option("safe_keeping")
    page.get_by_role("button", name="加える").click()
    expect(page.get_by_text("項目を加えました")).to_be_visible()
    leave(page, page.get_by_role("link", name="項目集から加える"))
    fits_everybody(page)
    page.get_by_label(NEW).check()
    leave(page, page.get_by_role("button", name="選んだ項目を加える"))
    row = page.locator("tr").filter(has_text="契約で認められていない個人情報の写し")
    row.get_by_role("button", name="上へ").click()
    row.get_by_role("link", name="直す").click()
    page.get_by_label("項目の文").fill(REWORDED)
    leave(page, page.get_by_role("button", name="保存する"))
    leave(page, page.get_by_role("link", name="もとの版と比べる"))
    expect(page.get_by_text("追加 2件")).to_be_visible()
    changed = page.locator("tbody tr").filter(has_text=REWORDED)
    expect(changed).to_contain_text("契約で認められていない個人情報の写しがない。")
    expect(changed).to_contain_text("移動")
    fits_everybody(page)
    page.goto(draft)
    leave(page, page.get_by_role("link", name="公開へ進む"))
    fits_everybody(page)
    page.get_by_label("版の名前").fill("2027")
    for part, figure in zip("年月日", (today().year, today().month, today().day), strict=True):
        page.get_by_label(part, exact=True).fill(str(figure))
    page.get_by_role("button", name="公開する").click()
    expect(page.get_by_text("公開しました")).to_be_visible()
    expect(page.get_by_text("使用中")).to_be_visible()
    fits_everybody(page)
    page.goto("/editions")
    fits_everybody(page)
