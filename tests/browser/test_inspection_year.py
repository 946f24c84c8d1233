"""A year's inspection from its plan to the record: by an officer, a tablet and a manager."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from app.clock import today
from app.demo.cases_visits import DENTAL
from app.demo.departments import HEALTH
from audits.fiscal_year import FiscalYear
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.browser.test_check_sheets import press
from tests.browser.test_entries import fits_everybody
from tests.browser.test_reports import paper

pytestmark = [pytest.mark.browser, pytest.mark.slow]
YEAR = FiscalYear.of(today()).start
PLAN = f"/plans/department?department={quote(HEALTH.name)}"
WHY = "先方の希望により、この日に行うため。"
NOTICE, ORDER = "試健第1号", "試健第2号"
GAP, MENDED = "入退室の記録に、退室の時刻がない。", "記録の様式を改め、毎週確かめる。"


def test_a_visit_goes_from_the_plan_through_a_broken_connection_into_the_record(
    visitors: Visitors,
):
    with (
        visitors.window("health-officer") as officer,
        visitors.window("health-manager") as manager,
    ):
        contract = plan(officer)
        approve_plan(manager, contract)
        arrange_and_tell(officer, contract)
        inspect_on_a_tablet(officer, contract)
        conclude(officer)
        put_right(officer)
        report = submit(officer, contract)
        approve_report(manager, report)
        for words in ("立入調査結果報告書（第1版）を承認", ORDER, "指摘"):
            assert words in record_of(officer, contract)


def plan(page: Page) -> str:
    """The proposal is moved to today, what that goes against is said while it is typed."""
    page.goto(f"/plans?department={quote(HEALTH.name)}")
    row = page.get_by_role("row").filter(has_text=DENTAL.title)
    contract = row.locator("a.key").inner_text().strip()
    row.get_by_label(f"{contract} の予定日").fill(f"{YEAR}-13-40")
    expect(row.locator(".told")).to_contain_text("日付として読めません")
    row.get_by_label(f"{contract} の予定日").fill(today().isoformat())
    expect(row.locator(".told")).not_to_contain_text("日付として読めません")
    for _ in range(2):  # the second time is that somebody has looked at what speaks against it
        row = page.get_by_role("row").filter(has_text=DENTAL.title)
        if row.locator(".row-why").is_visible():
            row.get_by_role("textbox", name="理由").fill(WHY)
        leave(page, row.get_by_role("button", name="この行を登録"))
        if page.get_by_text("立入調査1件の日程を登録しました。").is_visible():
            return contract
    raise AssertionError(page.locator("main").inner_text())


def approve_plan(page: Page, contract: str) -> None:
    page.goto(PLAN)
    expect(page.get_by_role("cell", name=re.compile(contract)).first).to_be_visible()
    leave(page, page.get_by_role("button", name="この日程を承認する"))
    expect(page.get_by_text("承認しました")).to_be_visible()


def arrange_and_tell(page: Page, contract: str) -> None:
    page.goto(f"/visits/new?contract={quote(contract)}&branch=0&year={YEAR}")
    page.get_by_label("始まり").fill("10:00")
    page.get_by_label("終わり").fill("12:00")
    page.get_by_role("textbox", name="場所").fill("相手の作業室")
    page.get_by_label("この日にする理由").fill(WHY)
    leave(page, page.get_by_role("button", name="この訪問を決める"))
    leave(page, page.get_by_role("link", name="実施通知書を出す"))
    page.get_by_role("textbox", name="文書番号").fill(NOTICE)
    leave(page, page.get_by_role("button", name="通知書を出す"))
    text = paper(page, "通知書（PDF）")
    assert NOTICE in text
    assert "10:00～12:00" in text


def inspect_on_a_tablet(page: Page, contract: str) -> None:
    """Every group; in the middle of the first one the connection breaks and comes back."""
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto(f"/check-sheets/{quote(contract)}?branch=0&year={YEAR}&round=1&group=A")
    assert page.evaluate("document.documentElement.scrollWidth") <= 820
    press(page, 0, "適")
    expect(page.locator(".item").nth(0).get_by_text("保存しました")).to_be_visible()
    page.context.set_offline(True)
    press(page, 1, "否")
    page.locator(".item").nth(1).get_by_label("コメント").fill(GAP)
    expect(page.get_by_text("未送信の回答が1件あります")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-unsent]")).to_be_empty(timeout=15_000)
    groups = page.locator(".sections li").count()
    for group in range(groups):
        for place in range(page.locator(".item").count()):
            if (group, place) != (0, 1):
                press(page, place, "適")
        name = "保存して次へ" if group + 1 < groups else "保存して結論へ"
        leave(page, page.get_by_role("button", name=name))
    page.set_viewport_size({"width": 1366, "height": 900})


def conclude(page: Page) -> None:
    expect(page.get_by_text("次の1件を指摘として登録します。")).to_be_visible()
    expect(page.get_by_text(GAP)).to_be_visible()
    for part, figure in zip("年月日", (today().year, today().month, today().day), strict=True):
        page.get_by_label(part, exact=True).fill(str(figure))
    page.get_by_label("実地", exact=True).check()
    page.get_by_label("調査職員").fill("健診係 2名")
    leave(page, page.get_by_role("button", name="結論を管理記録に書く"))


def put_right(page: Page) -> None:
    """改善指示、改善報告、是正の確認."""
    page.goto("/findings")
    row = page.get_by_role("row").filter(has_text=GAP)
    leave(page, row.locator("td.key a[href*='/findings/of/']").first)
    leave(page, page.get_by_role("link", name="改善指示書を作る"))
    page.get_by_label("文書番号").fill(ORDER)
    leave(page, page.get_by_role("button", name="改善指示書を作る"))
    assert ORDER in paper(page, f"改善指示書 {ORDER}（PDF）")
    leave(page, page.get_by_role("link", name="改善報告を記録"))
    page.get_by_label("講じた措置").fill(MENDED)
    leave(page, page.get_by_role("button", name="報告の受領を記録する"))
    leave(page, page.get_by_role("link", name="是正を確認"))
    page.get_by_label("済（是正された）").check()
    leave(page, page.get_by_role("button", name="確認を記録する"))
    expect(page.get_by_text("是正を確認（済）")).to_be_visible()
    fits_everybody(page)
    page.set_viewport_size({"width": 1366, "height": 900})


def submit(page: Page, contract: str) -> str:
    """The address of the report, which waits for the manager."""
    address = f"/reports/visit/{quote(contract)}?year={YEAR}&round=1"
    page.goto(address)
    assert "作成中（承認前）" in paper(page, "の案（PDF）")
    leave(page, page.get_by_role("button", name="所属長に提出する"))
    expect(page.get_by_text("所属長の承認を待っています").first).to_be_visible()
    return address


def approve_report(page: Page, address: str) -> None:
    page.goto(address)
    leave(page, page.get_by_role("button", name="承認する"))
    expect(page.get_by_text("この版は、もう変わりません。").first).to_be_visible()
    assert "第1版" in paper(page, "承認した報告書（第1版、PDF）")


def record_of(page: Page, contract: str) -> str:
    """The management record as it is printed."""
    page.goto(f"/contracts/{quote(contract)}?view=record")
    return page.locator("main").inner_text()
