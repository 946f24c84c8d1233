"""証拠 in a real browser: switched on, attached, taken back; photographs beside an item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from app.clock import today
from audits.fiscal_year import FiscalYear
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_entries import fits_everybody, number
from tests.unit.evidence_files import PDF, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROUND = 7  # a visit of their own: other tests answer others
NAME = "引渡票（押印済）.pdf"


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def switch(visitors: Visitors, word: str) -> None:
    """As the administrator does it on the page of the settings."""
    with visitors.window("admin") as page:
        page.goto("/settings")
        box = page.get_by_role("group", name="ファイルの添付を使う")
        box.get_by_label(word, exact=True).check()
        leave(page, page.get_by_role("button", name="保存する"))


@pytest.fixture
def files(visitors: Visitors) -> Iterator[None]:
    """The city takes files, for the time of a test."""
    switch(visitors, "はい")
    yield
    switch(visitors, "いいえ")


def sheet(page: Page) -> str:
    year = FiscalYear.of(today()).start
    return f"/check-sheets/{number(page)}?branch=0&year={year}&round={ROUND}&group=A"


@pytest.mark.usefixtures("files")
def test_a_paper_is_attached_found_again_and_taken_back(visitors: Visitors, tmp_path: Path):
    with visitors.window("school-manager") as page:
        page.goto(f"/contracts/{number(page)}?view=record&order=oldest")
        leave(page, page.get_by_role("link", name="証拠を付ける").first)
        expect(page.get_by_text("個人情報が入ったファイルは、ここに付けないで")).to_be_visible()
        fits_everybody(page)
        page.locator("input[name=files]").set_input_files([payload("写真.jpg", PDF)])
        leave(page, page.get_by_role("button", name="付けて管理記録に書く"))
        expect(page.get_by_role("alert").get_by_text("中身はPDFの書類です")).to_be_visible()
        fits_everybody(page)
        page.locator("input[name=files]").set_input_files([payload(NAME, PDF)])
        leave(page, page.get_by_role("button", name="付けて管理記録に書く"))
        with page.expect_download() as download:
            page.get_by_role("link", name=NAME, exact=True).click()
        assert download.value.suggested_filename == NAME
        download.value.save_as(tmp_path / "taken")
        assert (tmp_path / "taken").read_bytes() == PDF
        page.get_by_label("綴り").fill("契約綴り R8-3")
        leave(page, page.get_by_role("button", name="所在を管理記録に書く"))
        leave(page, page.get_by_role("link", name="証拠の一覧"))
        expect(page.get_by_role("link", name=NAME, exact=True)).to_be_visible()
        fits_everybody(page)
        page.go_back()
        leave(page, page.get_by_role("link", name="取り下げる"))
        fits_everybody(page)
        page.get_by_label("取り下げる理由").fill("別の契約の書類だったため")
        leave(page, page.get_by_role("button", name="取り下げて中身を消す"))
        expect(page.get_by_text("取り下げ、中身を消しました")).to_be_visible()
        expect(page.get_by_role("link", name=NAME, exact=True)).to_have_count(0)
        fits_everybody(page)


@pytest.mark.usefixtures("files")
def test_photographs_are_added_on_the_spot_and_without_a_script_on_a_page(visitors: Visitors):
    with visitors.window("school-officer") as page:
        where = sheet(page)
        page.goto(where)
        item = page.locator(".item").nth(0)
        with page.expect_file_chooser() as chooser:
            item.get_by_role("link", name="写真を付ける").click()
        chosen = [payload("施錠.jpg", picture()), payload("棚.png", picture("PNG"))]
        chooser.value.set_files(chosen)
        expect(item.get_by_role("link", name="施錠.jpg")).to_be_visible()
        expect(item.get_by_role("link", name="棚.png")).to_be_visible()
        with page.expect_file_chooser() as chooser:
            item.get_by_role("link", name="写真を付ける").click()
        chooser.value.set_files([payload("壊れた.jpg", b"\xff\xd8\xff")])
        expect(item.get_by_text("写真として最後まで読めません")).to_be_visible()
        fits_everybody(page)
        leave(page, item.get_by_role("link", name="写真を外す"))
        fits_everybody(page)
        line = page.get_by_role("listitem").filter(has_text="施錠.jpg")
        leave(page, line.get_by_role("button", name="外す"))
        expect(page.get_by_text("付けた写真　1枚")).to_be_visible()
    with visitors.window("school-officer", scripts=False) as page:
        page.goto(where)
        item = page.locator(".item").nth(0)
        expect(item.get_by_role("link", name="棚.png")).to_be_visible()
        leave(page, item.get_by_role("link", name="写真を付ける"))
        page.locator("input[name=files]").set_input_files(
            [payload("入口.jpg", picture("JPEG", 60, 60))]
        )
        leave(page, page.get_by_role("button", name="写真を付ける"))
        expect(page.get_by_text("付けた写真　2枚")).to_be_visible()
        leave(page, page.get_by_role("link", name="調査票に戻る"))
        expect(page.locator(".item").nth(0).get_by_role("link", name="入口.jpg")).to_be_visible()
