"""市の特記事項 in a real browser: from the pasted text to the contract that is signed with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_entries import fits_everybody
from tests.integration.clause_texts import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAME = "青葉野市の特記事項（2027年版）"


def test_the_secretariat_brings_clauses_in_and_a_contract_form_offers_them(visitors: Visitors):
    with visitors.window("secretariat") as page:
        bring_in(page)
        correct(page)
        publish(page)
    with visitors.window("school-officer") as page:
        page.goto("/entries/contract")
        page.get_by_label("特記事項の版").select_option(label=NAME)
        expect(page.get_by_text("年度ごとに2回以上").first).to_be_visible()
        page.goto("/clause-sets")
        leave(page, page.get_by_role("link", name=NAME))
        expect(page.get_by_text("知った個人情報をほかの者に漏らしてはならない")).to_be_visible()
        fits_everybody(page)


def bring_in(page: Page) -> None:
    """Refused without numbers first, with what was typed still there; then cut."""
    page.goto("/")
    leave(page, page.get_by_role("link", name="設定"))
    leave(page, page.get_by_role("link", name="特記事項", exact=True))
    leave(page, page.get_by_role("link", name="市の特記事項を取り込む"))
    page.get_by_label("特記事項の文章").fill("番号のない文章です。")
    leave(page, page.get_by_role("button", name="条項に切り分ける"))
    expect(page.get_by_role("alert")).to_contain_text("番号のある条項が見つかりません")
    expect(page.get_by_label("特記事項の文章")).to_have_value("番号のない文章です。")
    fits_everybody(page)
    page.get_by_label("特記事項の文章").fill(TEXT)
    leave(page, page.get_by_role("button", name="条項に切り分ける"))
    expect(page.get_by_text("条項に切り分けました")).to_be_visible()
    fits_everybody(page)


def correct(page: Page) -> None:
    """One clause put right, one split in two and joined again, and the set given its name."""
    row = page.locator("tr").filter(has_text="持出しの禁止").first
    leave(page, row.get_by_role("link", name="直す"))
    fits_everybody(page)
    page.get_by_label("受託者", exact=True).uncheck()
    leave(page, page.get_by_role("button", name="保存する"))
    expect(page.get_by_role("alert")).to_contain_text("義務者を1つ以上選んでください")
    fits_everybody(page)
    page.get_by_label("受託者", exact=True).check()
    page.get_by_label("残るもの").fill("持出しの記録簿")
    leave(page, page.get_by_role("button", name="保存する"))
    expect(page.get_by_text("番号3の条項を変えました")).to_be_visible()
    row = page.locator("tr").filter(has_text="秘密の保持").first
    leave(page, row.get_by_role("link", name="直す"))
    leave(page, page.get_by_role("link", name="2つに分ける"))
    fits_everybody(page)
    page.get_by_label("ここから次の条項にする").last.check()
    leave(page, page.get_by_role("button", name="選んだ場所で分ける"))
    expect(page.get_by_text("11条項")).to_be_visible()
    expect(page.get_by_text("番号3が二度あります").first).to_be_visible()
    fits_everybody(page)
    leave(page, page.locator("#clause-c11").get_by_role("link", name="直す"))
    leave(page, page.get_by_role("button", name="前の条項につなげる"))
    expect(page.get_by_text("10条項").first).to_be_visible()
    leave(page, page.get_by_role("link", name="名前と設定を直す"))
    fits_everybody(page)
    page.get_by_label("題名", exact=False).first.fill("青葉野市の特記事項")
    page.get_by_label("版の名前").fill("2027")
    page.get_by_label("短い題名").fill("青葉野市・2027年版")
    leave(page, page.get_by_role("button", name="保存する"))


def publish(page: Page) -> None:
    """Compared with what it was made from, confirmed, and there for good."""
    draft = page.url.partition("#")[0]
    leave(page, page.get_by_role("link", name="もとの版と比べる"))
    expect(page.get_by_role("heading", name="条項の違い")).to_be_visible()
    fits_everybody(page)
    page.goto(draft)
    leave(page, page.get_by_role("link", name="公開へ進む"))
    fits_everybody(page)
    leave(page, page.get_by_role("button", name="公開する"))
    expect(page.get_by_role("alert")).to_contain_text("確かめて、印を付けてください")
    page.get_by_label("条文、義務、設定を確かめました").check()
    leave(page, page.get_by_role("button", name="公開する"))
    expect(page.get_by_text("公開しました")).to_be_visible()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    fits_everybody(page)
