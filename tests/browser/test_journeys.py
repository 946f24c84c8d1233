"""Journeys of clerks through the pages, as they go on an ordinary morning."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.books import a_book, contract_cells
from tests.browser.accessibility import keeps_nobody_out
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_pages import TOO_WIDE, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATIENCE = 30_000  # milliseconds, for work in the background


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
        leave(page, page.get_by_role("button", name="さがす"))
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
        keeps_nobody_out(page)


def test_an_officer_brings_a_book_in_and_sees_it_in_the_register(
    visitors: Visitors, tmp_path: Path
):
    own = {"所管課": "教育支援課", "受託者名": "ことり配信株式会社"}
    book = a_book(tmp_path, 契約=[contract_cells("R8-教支-901", 件名="見守りメール配信", **own)])
    with visitors.window("school-officer") as page:
        page.goto("/loads")
        page.get_by_label("登録ブック（.xlsx）").set_input_files(book)
        page.get_by_role("button", name="何が変わるかを調べる").click()
        load = page.get_by_role("button", name="この内容で読み込む")
        expect(load).to_be_visible(timeout=PATIENCE)  # the page renews itself until it is there
        expect(page.get_by_role("cell", name="見守りメール配信")).to_be_visible()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(TOO_WIDE) == 0, width
        keeps_nobody_out(page)
        load.click()
        page.get_by_role("link", name="R8-教支-901").click(timeout=PATIENCE)
        expect(page.get_by_role("heading", name="見守りメール配信")).to_be_visible()


def test_a_book_with_a_mistake_is_told_and_thrown_away_without_scripts(
    visitors: Visitors, tmp_path: Path
):
    bad = contract_cells("R8-教支-902", 所管課="教育支援課", 開始日="2026-02-30")
    with visitors.window("school-officer", scripts=False) as page:
        page.goto("/loads")
        page.get_by_label("登録ブック（.xlsx）").set_input_files(a_book(tmp_path, 契約=[bad]))
        page.get_by_role("button", name="何が変わるかを調べる").click()
        told = page.get_by_role("row", name="開始日 2026-02-30")
        expect(told).to_be_visible(timeout=PATIENCE)  # fetched anew every few seconds
        page.get_by_role("button", name="このブックを破棄する").click()
        expect(page.get_by_text("ブックを破棄しました。")).to_be_visible()
