"""A year with one contract, entered by hand: from its first day to 完了 and the printed page."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.wareki import short_wareki
from tests.browser.conftest import Visitors
from tests.browser.leaving import leave
from tests.unit.papers_read_back import page_texts

pytestmark = [pytest.mark.browser, pytest.mark.slow]
YEAR = FiscalYear(FiscalYear.of(today()).start - 1)
NUMBER = "試-旅-001"
TITLE = "学校図書館の蔵書データ整備業務"
CONTRACTOR = "しらかば情報株式会社"
HELPER = "なぎさ整備合同会社"


def type_day(page: Page, label: str, day: date) -> None:
    """The whole date in the first of the three boxes, as R7.4.1."""
    group = page.get_by_role("group", name=re.compile(f"^{label}"))
    expect(group.get_by_role("textbox")).to_have_count(3)
    first, *others = group.get_by_role("textbox").all()
    first.fill(short_wareki(day))
    for box in others:
        box.fill("")


def save(page: Page, said: str) -> None:
    """Sends the form, agreeing to what it would change, and sees that it was done."""
    button = page.locator("main form .buttons button").first
    leave(page, button)
    if page.get_by_text("まだ保存していません").is_visible():
        leave(page, button)
    expect(page.locator("main")).to_contain_text(said)


def view(page: Page, name: str) -> None:
    page.goto(f"/contracts/{NUMBER}?view={name}")


def owed(page: Page) -> list[str]:
    """What is still to be done, as the table of due items has it."""
    view(page, "due")
    rows = page.get_by_role("region", name="終わっていない期限").locator("tbody tr")
    return [row.locator("td").nth(2).inner_text() for row in rows.all()]


def follow(page: Page, button: str) -> None:
    """Presses the button that deals with the first due item of its kind."""
    view(page, "due")
    leave(page, page.get_by_role("link", name=button).first)


def register(page: Page) -> None:
    page.goto("/contracts")
    page.get_by_role("link", name="契約を登録").click()
    page.get_by_label("契約番号").fill(NUMBER)
    page.get_by_label("件名").fill(TITLE)
    page.get_by_label("受託者名").fill(CONTRACTOR)
    type_day(page, "開始日", YEAR.days.first)
    type_day(page, "終了日", YEAR.days.last)
    page.get_by_label("情報項目").fill("利用者名\n学年")
    page.get_by_label("本人数").fill("820")
    page.get_by_label("特記事項の版").select_option(index=1)
    save(page, "契約を登録しました。")


def hand_over(page: Page) -> None:
    follow(page, "報告を登録")
    type_day(page, "受領日", YEAR.days.first)
    page.get_by_label("所属・役職").fill("データ整備課長")
    save(page, "取扱責任者・取扱者の報告を登録しました。")
    view(page, "data")
    page.get_by_role("link", name="データの引渡しを記録").click()
    page.get_by_label("データ名").fill("利用者一覧")
    page.get_by_label("件数").fill("820")
    page.get_by_label("媒体番号").fill("M-17")
    type_day(page, "引き渡した日", YEAR.days.first + timedelta(9))
    save(page, "データの引渡しを記録しました。")


def subcontract(page: Page) -> None:
    view(page, "subcontracts")
    page.get_by_role("link", name="再委託を登録").click()
    page.get_by_label("再委託先名").fill(HELPER)
    type_day(page, "開始日", YEAR.days.first + timedelta(60))
    type_day(page, "終了日", YEAR.days.last)
    page.get_by_label("再委託の契約に特記事項が書かれている").check()
    type_day(page, "従事者への周知", YEAR.days.first + timedelta(50))
    save(page, "再委託を登録しました。")
    follow(page, "承諾を記録")
    type_day(page, "承諾日", YEAR.days.first + timedelta(40))
    page.get_by_label("承諾文書番号").fill("試第12号")
    save(page, "承諾")
    follow(page, "報告を登録")
    type_day(page, "受領日", YEAR.days.first + timedelta(59))
    page.get_by_label("所属・役職").fill("主任")
    save(page, "取扱責任者・取扱者の報告を登録しました。")


def telephone(page: Page) -> None:
    page.goto(f"/contracts/{NUMBER}")
    page.get_by_role("link", name="電話確認を記録").click()
    type_day(page, "確かめた日", YEAR.days.first + timedelta(160))
    page.get_by_label("内容").fill("作業場所に変わりがないことを確認。")
    save(page, "電話確認を管理記録に書きました。")


def answer_sheet(page: Page, on: date, comment: str = "") -> None:
    """Every item 適, but for the first one where there is a comment; then the conclusion."""
    groups = page.locator(".sections li").count()
    for group in range(groups):
        for answers in page.locator(".item .answers").all():
            answers.locator("label.answer").first.click()
        if comment and group == 0:
            first = page.locator(".item").first
            first.locator("label.answer").nth(1).click()
            first.get_by_label("コメント").fill(comment)
        leave(page, page.get_by_role("button", name=re.compile("保存して(次|結論)へ")))
    type_day(page, "実施日", on)
    save(page, "立入調査の結果を管理記録に書きました。")


def visit(page: Page, party: str, on: date, comment: str = "") -> None:
    follow(page, "日程を決める")
    type_day(page, "予定日", on)
    save(page, "立入調査の日程を登録しました。")
    view(page, "inspections")
    leave(page, page.get_by_role("link", name=re.compile(f"調査票に答える.*{party}", re.S)).first)
    answer_sheet(page, on, comment)


def put_right(page: Page, on: date) -> None:
    view(page, "inspections")
    page.get_by_role("link", name="改善報告を記録").first.click()
    type_day(page, "報告を受けた日", on)
    page.get_by_label("講じた措置").fill("貸出簿の様式を改めた。")
    save(page, "改善報告を記録しました。")
    follow(page, "是正を確認")
    type_day(page, "確かめた日", on + timedelta(7))
    page.get_by_label("済（是正された）").check()
    save(page, "効果の確認を記録しました。")


def erase(page: Page) -> None:
    gone = YEAR.days.last + timedelta(14)
    view(page, "data")
    page.get_by_role("link", name="消去証明書の受領を記録").click()
    type_day(page, "証明日", gone)
    type_day(page, "受領日", gone + timedelta(1))
    page.get_by_label("消去責任者の役職").fill("管理部長")
    type_day(page, "最後の控えが消える日", gone + timedelta(30))
    save(page, "消去証明書の受領を記録しました。")
    follow(page, "返還・消去を記録")
    page.get_by_label(re.compile("^データ")).select_option(index=1)
    type_day(page, "行った日", gone)
    page.get_by_label("方法").fill("専用装置による物理的破壊")
    page.get_by_label("消去証明書").select_option(index=1)
    save(page, "返還・消去を記録しました。")
    follow(page, "証明書を照合")
    page.get_by_label("台帳のとおり").check()
    type_day(page, "確認日", gone + timedelta(3))
    save(page, "消去の確認を記録しました。")
    follow(page, "控えの消滅を確認")
    type_day(page, "控えの消滅確認日", gone + timedelta(31))
    save(page, "控えの消滅の確認を記録しました。")


def nothing_to_erase(page: Page) -> None:
    """The subcontractor worked at the contractor's and held no data of its own."""
    view(page, "data")
    page.get_by_role("link", name="対象データなしを記録").click()
    page.get_by_role("link", name=re.compile(HELPER)).click()
    page.get_by_label("内容").fill("受託者の作業場所だけで作業し、データを持ち帰っていない。")
    save(page, "管理記録に書きました。")


def test_a_contract_goes_from_its_first_day_to_its_end_and_its_page_is_printed(
    visitors: Visitors,
):
    with visitors.window("school-officer") as page:
        register(page)
        assert len(owed(page)) == 4
        hand_over(page)
        subcontract(page)
        telephone(page)
        visit(page, CONTRACTOR, YEAR.days.first + timedelta(190), "入退室の記録に抜けがある。")
        visit(page, HELPER, YEAR.days.first + timedelta(191))
        put_right(page, YEAR.days.first + timedelta(200))
        erase(page)
        nothing_to_erase(page)
        assert owed(page) == []
    with visitors.window("school-manager") as page:
        page.goto(f"/contracts/{NUMBER}")
        page.get_by_role("link", name="この契約を完了とする").click()
        page.get_by_label("理由").fill("消去の確認まで終わったため。")
        leave(page, page.locator("main form .buttons button").first)
        page.goto(f"/contracts/{NUMBER}")
        expect(page.locator(".standing").first).to_contain_text("完了")
        with page.expect_download() as download:
            page.get_by_role("link", name="管理記録を印刷").first.click()
        sheet = "".join(page_texts(download.value.path().read_bytes()))
        for words in (TITLE, CONTRACTOR, "電話確認", "指摘", "是正確認", "消去確認", "完了"):
            assert words in sheet
