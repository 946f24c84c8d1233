"""A report on its way to the approval, and a finding on its way to being put right."""

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


def looked_at(page: Page, name: str) -> None:
    """Every window has room for it; a picture is taken for whoever asks for them."""
    fits_everybody(page)
    for width in (820, 1366) if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1366, "height": 900})


def open_finding(page: Page) -> None:
    """A finding that somebody has written down freely, of a visit that was made."""
    page.goto("/inspections?which=made")
    contract = page.locator(".table tbody a.key").first.inner_text().strip()
    page.goto(f"/entries/finding/{contract}")
    page.get_by_label("内容").fill("鍵の貸出簿に空欄がある。")
    leave(page, page.get_by_role("button", name="登録する"))
    leave(page, page.get_by_role("button", name="この内容で登録する"))
    page.goto("/findings")
    leave(page, page.locator(".table tbody td.key a[href*='/findings/of/']").first)


def paper(page: Page, link: str) -> str:
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile(link)).first.click()
    return "".join(page_texts(coming.value.path().read_bytes()))


def test_the_officer_submits_the_manager_returns_the_officer_mends_the_manager_approves(
    visitors: Visitors,
):
    with visitors.window("school-officer") as officer, visitors.window("school-manager") as manager:
        open_finding(officer)
        leave(officer, officer.get_by_role("link", name="この調査の結果報告書"))
        address = officer.url
        assert "作成中（承認前）" in paper(officer, "の案（PDF）")
        looked_at(officer, "report-draft")
        officer.get_by_role("button", name="所属長に提出する").click()
        expect(officer.get_by_text("所属長の承認を待っています").first).to_be_visible()
        manager.goto("/")
        looked_at(manager, "home-manager")
        manager.get_by_role("link", name=re.compile("報告書を開く")).first.click()
        manager.get_by_role("button", name="差し戻す").click()
        expect(manager.locator(".error-summary")).to_contain_text("差し戻す理由")
        manager.get_by_label("コメント").fill("調査者の名前を直してください。")
        leave(manager, manager.get_by_role("button", name="差し戻す"))
        officer.goto("/")
        expect(officer.get_by_text("調査者の名前を直してください。").first).to_be_visible()
        leave(officer, officer.get_by_role("link", name=re.compile("報告書を開く")).first)
        looked_at(officer, "report-returned")
        leave(officer, officer.get_by_role("button", name="所属長に提出する"))
        manager.goto(address)
        looked_at(manager, "report-waiting")
        manager.get_by_role("button", name="承認する").click()
        expect(manager.get_by_text("この版は、もう変わりません。").first).to_be_visible()
        looked_at(manager, "report-approved")
        officer.goto(address)
        text = paper(officer, "承認した報告書（第1版、PDF）")
        assert "第1版" in text
        assert "承認前" not in text


def test_a_finding_is_ordered_answered_checked_and_every_round_stays(visitors: Visitors):
    with visitors.window("school-officer") as page:
        open_finding(page)
        looked_at(page, "finding")
        address = page.url
        leave(page, page.get_by_role("link", name="改善指示書を作る"))
        page.get_by_label("文書番号").fill("8試第1号")
        looked_at(page, "order")
        page.get_by_role("button", name="改善指示書を作る").click()
        expect(page.get_by_text("改善指示書を作りました")).to_be_visible()
        assert "8試第1号" in paper(page, "改善指示書 8試第1号（PDF）")
        page.get_by_role("link", name="改善報告を記録").click()
        page.get_by_label("講じた措置").fill("貸出簿の様式を改めた。")
        page.get_by_role("button", name="報告の受領を記録する").click()
        leave(page, page.get_by_role("link", name="是正を確認"))
        page.get_by_label("不十分").check()
        page.get_by_label("確かめたこと").fill("一か所が残っている。")
        looked_at(page, "check")
        page.get_by_role("button", name="確認を記録する").click()
        expect(page.get_by_text("是正を確認（不十分）")).to_be_visible()
        leave(page, page.get_by_role("link", name="是正を確認"))
        page.get_by_label("済（是正された）").check()
        page.get_by_role("button", name="確認を記録する").click()
        expect(page.get_by_text("是正を確認（済）")).to_be_visible()
        assert page.url == address
        looked_at(page, "finding-put-right")
