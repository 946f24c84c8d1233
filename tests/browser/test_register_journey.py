"""台帳 taken away by a clerk: the choices, the file, and the check sheet of a contract."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from app.demo.departments import SUPPORT
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_officer_takes_the_register_of_the_year_away(visitors: Visitors, tmp_path: Path):
    with visitors.window("school-officer") as page:
        page.goto("/")
        page.get_by_role("link", name="台帳", exact=True).click()
        expect(page.get_by_role("heading", name="台帳", exact=True)).to_be_visible()
        page.get_by_label("年度").select_option(label="すべての年度")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="監査台帳を作る").click()
        assert waiting.value.suggested_filename.startswith(f"監査台帳 全年度 {SUPPORT.name}")
        path = tmp_path / "register.xlsx"
        waiting.value.save_as(path)
    sheets = load_workbook(path)
    departments = {row[4] for row in sheets["台帳"].iter_rows(min_row=2, values_only=True)}
    assert SUPPORT.name in departments
    assert sheets["管理記録"].max_row > 2


def test_the_secretariat_takes_away_what_it_has_ticked_and_nothing_else(
    visitors: Visitors, tmp_path: Path
):
    with visitors.window("secretariat") as page:
        page.goto("/registers")
        page.get_by_label("年度").select_option(label="すべての年度")
        page.get_by_label(SUPPORT.name).check()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="監査台帳を作る").click()
        path = tmp_path / "register.xlsx"
        waiting.value.save_as(path)
    lines = load_workbook(path)["台帳"].iter_rows(min_row=2, values_only=True)
    assert {row[4] for row in lines} == {SUPPORT.name}


def test_a_day_that_is_none_is_told_beside_its_field_and_what_was_typed_stays(visitors: Visitors):
    with visitors.window("secretariat") as page:
        page.goto("/registers")
        page.get_by_label("日", exact=True).fill("32")
        leave(page, page.get_by_role("button", name="監査台帳を作る"))
        expect(page.get_by_role("alert")).to_contain_text("基準日")
        assert page.get_by_label("日", exact=True).input_value() == "32"
