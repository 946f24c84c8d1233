"""From a planned inspection to the visit, its notice as a paper, and the calendar."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.accessibility import keeps_nobody_out
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_pages import TOO_WIDE, WIDTHS
from tests.unit.papers_read_back import page_texts

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLACE = "相手の本社2階 𠮷野会議室"


def fits_and_keeps_nobody_out(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == 0, width
    keeps_nobody_out(page)


def arrange(page: Page) -> None:
    page.goto("/inspections")
    page.get_by_role("link", name="訪問", exact=True).click()
    page.get_by_role("link", name="訪問を決めていない調査").click()
    leave(page, page.get_by_role("link", name="訪問を決める").first)
    fits_and_keeps_nobody_out(page)
    page.get_by_label("始まり").fill("13時30分")
    page.get_by_role("button", name="この訪問を決める").click()
    expect(page.get_by_role("alert")).to_contain_text("終わりの時刻も入れてください。")
    page.get_by_label("終わり").fill("15:00")
    page.get_by_role("textbox", name="場所").fill(PLACE)
    page.get_by_role("textbox", name="立会者").fill("髙橋 様")
    page.get_by_label("この日にする理由").fill("先方の都合により。")  # wherever it was planned
    page.get_by_role("button", name="この訪問を決める").click()
    expect(page.get_by_text("訪問を決めました。")).to_be_visible()


def issue(page: Page, folder: Path) -> str:
    leave(page, page.get_by_role("link", name="実施通知書を出す"))
    fits_and_keeps_nobody_out(page)
    page.get_by_role("textbox", name="文書番号").fill("試第1号")
    page.get_by_role("button", name="通知書を出す").click()
    expect(page.get_by_role("cell", name="試第1号", exact=True)).to_be_visible()
    fits_and_keeps_nobody_out(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="通知書（PDF）").click()
    assert waiting.value.suggested_filename == "立入調査実施通知書 試第1号.pdf"
    waiting.value.save_as(folder / "notice.pdf")
    return "".join(page_texts((folder / "notice.pdf").read_bytes()))


def test_an_officer_arranges_a_visit_issues_its_notice_and_finds_it_in_the_calendar(
    visitors: Visitors, tmp_path: Path
):
    with visitors.window("school-officer") as page:
        arrange(page)
        text = issue(page, tmp_path)
        for words in ("試第1号", "13:30～15:00", "𠮷野会議室", "髙橋様", "（公印省略）"):
            assert words in text
        page.get_by_role("link", name="カレンダーで見る").click()
        visit = page.get_by_role("link", name="13:30～15:00")
        expect(visit).to_be_visible()
        expect(page.get_by_text(PLACE)).to_be_visible()
        fits_and_keeps_nobody_out(page)
        page.set_viewport_size({"width": 1366, "height": 900})
        with page.expect_download() as waiting:
            page.get_by_role("link", name="ファイル（.ics）").click()
        waiting.value.save_as(tmp_path / "calendar.ics")
    events = Calendar.from_ical((tmp_path / "calendar.ics").read_bytes()).walk("VEVENT")
    assert PLACE in {str(one.get("LOCATION", "")) for one in events}


def test_the_calendar_goes_from_month_to_month_with_the_keyboard_alone(visitors: Visitors):
    with visitors.window("secretariat") as page:
        page.goto("/calendar?day=2027-01-31")
        page.get_by_role("link", name="次の月").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("令和9年2月 (2027)")
        page.get_by_role("link", name="週", exact=True).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**day=2027-02-01**")
        expect(page.get_by_role("heading", level=1)).to_contain_text("からの1週間")


def test_the_calendar_is_a_list_where_the_window_is_narrow_and_a_grid_on_paper(visitors: Visitors):
    with visitors.window("secretariat") as page:
        page.set_viewport_size({"width": 820, "height": 1180})
        page.goto("/calendar")
        assert page.locator(".calendar__day--empty").first.is_hidden()
        page.set_viewport_size({"width": 1366, "height": 900})
        assert page.locator(".calendar thead").is_visible()
        page.emulate_media(media="print")
        assert page.locator(".calendar thead").is_visible()
        assert page.get_by_role("link", name="次の月").is_hidden()
