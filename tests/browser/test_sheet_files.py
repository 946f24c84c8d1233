"""Excelの調査票 in a real browser: taken along, filled in, compared, saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.clock import today
from audits.fiscal_year import FiscalYear
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_check_sheets import press
from tests.browser.test_entries import fits_everybody, number
from tests.unit.check_sheet_builders import answered_by, fill_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROUND = 8  # a visit of their own: other tests answer others


def sheet(page: Page) -> str:
    year = FiscalYear.of(today()).start
    return f"/check-sheets/{number(page)}?branch=0&year={year}&round={ROUND}&group=A"


def taken(page: Page, words: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=words).click()
    download.value.save_as(path)
    return path


def bring(page: Page, where: str, path: Path) -> None:
    page.goto(where)
    page.get_by_role("link", name="Excelで答える").click()
    page.get_by_label("Excelの票（.xlsx）").set_input_files(path)
    leave(page, page.get_by_role("button", name="中を確かめる"))


def test_a_sheet_is_taken_along_filled_in_compared_and_saved(visitors: Visitors, tmp_path: Path):
    with visitors.window("school-officer") as page:
        where = sheet(page)
        page.goto(where)
        leave(page, page.get_by_role("link", name="Excelで答える"))
        fits_everybody(page)
        book = taken(page, "調査票（Excel）を受け取る", tmp_path / "a.xlsx")
        theirs = taken(page, "事前点検票（Excel）を受け取る", tmp_path / "b.xlsx")
        rows = {"standard-1": {"判定": "適"}, "standard-2": {"判定": "否", "所見": "名簿が古い。"}}
        fill_in(book, rows)
        said = {"standard-2": {"自己点検": "できていない", "説明": "報告がまだです。"}}
        fill_in(theirs, said, "事前点検票")
        answered_by(theirs, 回答者="総務部 山田", 回答日=date(2026, 11, 20))

        page.goto(where)
        press(page, 0, "該当なし")
        expect(page.locator(".item").nth(0).get_by_text("保存しました")).to_be_visible()
        bring(page, where, book)
        expect(page.get_by_role("heading", name="両方で変わった項目")).to_be_visible()
        fits_everybody(page)
        page.get_by_label("ファイルの答え").check()
        page.get_by_role("button", name="選んだ答えを保存する").click()
        expect(page.get_by_text("2項目の答えを保存しました")).to_be_visible()
        expect(page.locator(".item").nth(0).get_by_role("radio", name="適")).to_be_checked()

        bring(page, where, theirs)
        leave(page, page.get_by_role("button", name="この回答を保存する"))
        beside = page.locator("#pre-check-standard-2")
        expect(beside.get_by_text("できていない")).to_be_visible()
        expect(beside.get_by_text("報告がまだです。")).to_be_visible()
        expect(page.locator(".item").nth(1).get_by_role("radio", name="否")).to_be_checked()
        fits_everybody(page)
