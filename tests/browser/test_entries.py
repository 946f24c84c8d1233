"""What clerks enter by hand in a real browser: with few strokes, and for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.clock import today
from tests.browser.accessibility import keeps_nobody_out
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_pages import TOO_WIDE, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "教育用システム運用保守等業務"  # its number has the year of the day in it
FORMS = ("telephone", "handover", "disposal", "subcontract", "safeguard", "note-change", "visit")


def number(page: Page) -> str:
    """The number of the contract with the most to see."""
    page.goto(f"/contracts?q={TITLE}")
    return page.locator(".table tbody .key a").first.inner_text().strip()


def fits_everybody(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == 0, width
    keeps_nobody_out(page)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_keeps_nobody_out_and_fits_every_window(form: str, visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto(f"/entries/{form}/{number(page)}")
        fits_everybody(page)


def test_a_form_with_mistakes_says_where_they_are(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto(f"/entries/handover/{number(page)}")
        page.get_by_role("button", name="記録する").click()
        summary = page.locator(".error-summary")
        expect(summary).to_be_focused()
        summary.get_by_role("link").first.click()
        fits_everybody(page)


def test_a_telephone_check_takes_at_most_twelve_strokes_beside_its_text(visitors: Visitors):
    """From the contract's page: one press, the text, and one press more."""
    with visitors.window("school-officer") as page:
        page.goto(f"/contracts/{number(page)}")
        strokes = 0
        page.get_by_role("link", name="電話確認を記録").click()
        strokes += 1
        page.get_by_label("内容").fill("夜間の保守の体制に変わりがないことを確認。")
        strokes += 1  # a press into the box
        page.get_by_role("button", name="記録する").click()
        strokes += 1
        assert strokes <= 12
        expect(page.get_by_text("管理記録に書きました")).to_be_visible()
        expect(page.get_by_text("夜間の保守の体制に変わりがない").first).to_be_visible()


def test_the_answers_of_a_sheet_are_saved_one_by_one(visitors: Visitors):
    with visitors.window("school-officer") as page:
        where = f"/check-sheets/{number(page)}?branch=4&group=C"
        page.goto(where)
        first, second = page.locator(".item").nth(0), page.locator(".item").nth(1)
        first.get_by_text("適", exact=True).click()
        expect(first.get_by_text("保存しました")).to_be_visible()
        second.get_by_text("否", exact=True).click()
        second.get_by_label("コメント").fill("退室の時刻のない行が4件あった。")
        second.get_by_label("コメント").blur()
        expect(second.get_by_text("保存しました")).to_be_visible()
        fits_everybody(page)
        page.goto(where)
        assert first.get_by_label("適", exact=True).is_checked()
        assert second.get_by_label("コメント").input_value() == "退室の時刻のない行が4件あった。"


def test_without_a_connection_an_answer_is_kept_and_sent_later(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto(f"/check-sheets/{number(page)}?branch=4&group=D")
        item = page.locator(".item").nth(0)
        page.context.set_offline(True)
        item.get_by_text("適", exact=True).click()
        expect(item.get_by_text("未送信です")).to_be_visible()
        page.context.set_offline(False)
        expect(item.get_by_text("保存しました")).to_be_visible(timeout=20_000)


def test_an_overdue_task_is_dealt_with_from_the_morning_page(visitors: Visitors):
    with visitors.window("school-officer") as page:
        page.goto("/")
        page.get_by_role("link", name="報告を登録").first.click()
        page.get_by_label("所属・役職").fill("運用部 主任")
        page.get_by_role("button", name="登録する").click()
        expect(page.get_by_role("heading", name="やること")).to_be_visible()
        expect(page.get_by_text("取扱責任者・取扱者の報告を登録しました")).to_be_visible()


def test_a_handover_takes_two_presses_beside_what_only_the_clerk_knows(visitors: Visitors):
    """Its number, day and officer are proposed; its name and count are not."""
    with visitors.window("school-officer") as page:
        page.goto(f"/contracts/{number(page)}?view=data")
        leave(page, page.get_by_role("link", name="データの引渡しを記録"))
        for label in ("データ番号", "職員"):
            assert page.get_by_label(label).input_value()
        assert page.get_by_role("textbox", name="年").first.input_value() == str(today().year)
        page.get_by_label("データ名").fill("利用者一覧（追加分）")
        page.get_by_label("件数").fill("120")
        leave(page, page.get_by_role("button", name="記録する"))
        if page.get_by_text("まだ保存していません").is_visible():  # it adds to what is owed
            page.get_by_role("button", name="記録する").click()
        expect(page.get_by_text("データの引渡しを記録しました。")).to_be_visible()
