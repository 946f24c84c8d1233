"""The page of one contract through the door: the way in, what is owed, and the record."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.records.database import reading
from app.records.decisions import ExcuseKind
from app.records.due_items import Wanted, due_items
from app.records.violations import violations
from app.workflows.excuse_due_item import excuse_due_item
from app.workflows.settle_violation import settle_violation
from audits.kind import Kind
from audits.roles import Role
from audits.rule import Rule
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.contract_pages import (
    MAILING,
    OLD,
    SHARED,
    TABLETS,
    VIEWS,
    a_secretariat,
    section,
    tab,
    the_row,
    view,
    words,
)
from tests.integration.installation import AT, NEXT_DAY, Installation
from tests.integration.statements import statements

MOST = 25
ON = date(2026, 11, 20)
REASON = "議事録で承諾の日を確かめた。"


@pytest.fixture
def secretariat(golden: Installation) -> Browser:
    return a_secretariat(golden)


@pytest.mark.parametrize("name", VIEWS)
def test_no_view_of_any_case_asks_for_more_statements_than_a_page_may(secretariat, golden, name):
    for (number,) in golden.rows("SELECT number FROM contracts"):
        with statements(golden) as sent:
            view(secretariat, number, name)
        assert len(sent) <= MOST, (number, sent)


@pytest.mark.parametrize("name", VIEWS)
def test_another_departments_contract_is_not_there_in_any_view(golden, name):
    add_person(golden, "officer", (Role.OFFICER, "学校運営課"))
    browser = Browser(golden).come_in("officer")
    answer = browser.get(f"/contracts/{TABLETS}?view={name}")
    assert answer.status_code == 404
    assert "教育用システム" not in answer.text
    assert browser.get(f"/contracts/{SHARED}?view={name}").status_code == 200


@pytest.mark.parametrize("query", ["", "view=nothing", "view=", "view=" + "x" * 9000, "view=DUE"])
def test_the_record_is_shown_where_the_address_names_no_view(secretariat, query):
    page = secretariat.get(f"/contracts/{TABLETS}?{query}")
    assert page.status_code == 200
    assert 'aria-current="page">管理記録' in page.text
    assert "連鎖に誤りなし" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "view=due&which=nothing&open=" + "x" * 5000,
        "view=due&open=commitment-0-zz&open=%F0%9F%98%80",
        "view=record&order=sideways&all=maybe",
        "view=data&branch=9",
    ],
)
def test_what_a_view_does_not_understand_does_not_break_it(secretariat, query):
    assert secretariat.get(f"/contracts/{TABLETS}?{query}").status_code == 200


@pytest.mark.parametrize("branch", ["9", "-1", "x", "１", "9" * 400])
def test_the_clauses_of_an_engagement_that_is_not_there_are_not_found(secretariat, branch):
    answer = secretariat.get(f"/contracts/{TABLETS}?view=clauses&branch={branch}")
    assert answer.status_code == 404


def test_the_numbers_behind_the_tabs_are_those_of_what_the_views_show(secretariat, golden):
    page = view(secretariat, TABLETS)
    overdue = [i for i in golden.told("due") if i["contract"] == TABLETS]
    assert tab(page, "due") == f"期限 期限超過 {len(overdue)}"
    assert tab(page, "inspections") == "立入調査 2"
    assert tab(page, "data") == "データと消去 2"
    assert tab(page, "subcontracts") == "再委託 2"
    assert tab(page, "council") == "付議と対策 5"  # one matter, four safeguards
    assert tab(page, "record") == "管理記録 14"
    assert tab(page, "clauses") == "条項の確認"


def test_an_advisor_who_takes_no_papers_is_offered_none(installation):
    installation.load_sheets(契約=[contract_cells()])
    add_person(installation, "advisor", Role.ADVISOR)
    browser = Browser(installation).come_in("advisor")
    for name in VIEWS:
        assert "/papers/" not in view(browser, "R8-001", name)


def test_monthly_reports_are_one_row_that_says_how_many_are_late_and_since_when(installation):
    installation.load_sheets(
        契約=[contract_cells("R6-001", 定期報告="毎月", **OLD)],
        報告受領=[
            {
                "契約番号": "R6-001",
                "種別": "定期報告",
                "対象期間": "2024-04",
                "受領日": "2024-05-08",
            },
            {
                "契約番号": "R6-001",
                "種別": "定期報告",
                "対象期間": "2024-05",
                "受領日": "2024-06-20",
            },
        ],
    )
    browser = a_secretariat(installation)
    series = the_row(view(browser, "R6-001", "due"), "定期報告")
    assert "7件超過" in series
    assert "R6.7.10 から" in series
    assert "定期報告 7件" in series
    whole = view(browser, "R6-001", "due", which="all")
    series = the_row(whole, "定期報告")
    assert "定期報告 9件 期限超過 7・遅延完了 1・完了 1" in series
    key = re.search(r'id="open-(periodic_report[^"]+)" aria-expanded="false"', whole)
    assert key is not None
    opened = view(browser, "R6-001", "due", which="all", open=key[1])
    assert 'aria-expanded="true"' in opened
    assert "遅延完了 R6.6.10 令和6年5月分 R6.6.20" in the_row(opened, "令和6年5月分")
    assert "日超過" in the_row(opened, "令和6年12月分")


def test_what_a_manager_excused_stands_below_with_who_when_and_why(installation):
    installation.load_sheets(契約=[contract_cells("R6-001", **OLD)])
    with installation.app.app_context():
        for kind, decision in (
            (Kind.HANDLER_REPORT, ExcuseKind.WAIVED),
            (Kind.INSPECTION, ExcuseKind.MISSED),
        ):
            with reading() as session:
                [item] = [i for i in due_items(session, Wanted(ON)) if i.kind is kind]
            excuse_due_item(item, decision, on=ON, reason=REASON, by="久保 所属長", at=AT)
    browser = a_secretariat(installation)
    assert "免除" not in section(view(browser, "R6-001", "due"), "due")
    closed = section(view(browser, "R6-001", "due", which="all"), "closed")
    assert f"免除とした日 R8.11.20 久保 所属長 理由：{REASON}" in closed
    assert f"未実施とした日 R8.11.20 久保 所属長 理由：{REASON}" in closed
    visits = view(browser, "R6-001", "inspections")
    assert f"未実施とした日 R8.11.20 久保 所属長 理由：{REASON}" in the_row(visits, "期限 R6.12.31")


def test_a_settled_violation_is_put_away_with_who_settled_it_and_why(golden):
    with golden.app.app_context():
        with reading() as session:
            found = [v for v in violations(session, ON) if v.contract == TABLETS]
        [late] = [v for v in found if v.rule is Rule.CONSENT_AFTER_START]
        settle_violation(late, on=ON, reason=REASON, by="久保 所属長", at=AT)
    page = view(a_secretariat(golden), TABLETS, "due")
    part = section(page, "violations")
    before, _, after = part.partition("処理したもの 1件")
    assert "開始日以後の承諾" not in before
    assert "再委託契約への特記事項の明記なし" in before
    assert "承諾日(令和3年3月1日)が再委託の開始日以後です。" in after
    assert f"処理した日 R8.11.20 久保 所属長 理由：{REASON}" in after
    tree = view(a_secretariat(golden), TABLETS, "subcontracts")
    assert "開始日以後の承諾" not in words(tree)


def test_twelve_entries_are_shown_the_newest_first_and_the_older_ones_on_request(secretariat):
    page = view(secretariat, TABLETS)
    assert "14件のうち12件" in words(page)
    assert "古い2件も表示する" in page
    assert len(re.findall(r'<tr id="entry-\d+"', page)) == 12
    whole = view(secretariat, TABLETS, all="1")
    assert len(re.findall(r'<tr id="entry-\d+"', whole)) == 14
    days = re.findall(r'<tr id="entry-\d+">.*?datetime="([^"]+)"', whole, re.S)
    assert days == sorted(days, reverse=True)
    turned = view(secretariat, TABLETS, all="1", order="oldest")
    assert re.findall(r'<tr id="entry-\d+">.*?datetime="([^"]+)"', turned, re.S) == sorted(days)


def test_what_was_corrected_is_struck_through_with_the_way_to_its_correction(installation):
    data = {"契約番号": "R8-001", "データ番号": "D1", "データ名": "新入園児", "区分": "提供"}
    sheets = {"契約": [contract_cells()], "データ": [{**data, "日付": "2026-04-06", "件数": 142}]}
    installation.load_sheets(**sheets)
    sheets["データ"][0]["件数"] = 124
    installation.load_sheets(at=NEXT_DAY, **sheets)
    page = view(a_secretariat(installation), "R8-001")
    [(number, corrected)] = re.findall(
        r'<tr id="entry-(\d+)">(?:(?!</tr>).)*?<s>(?:(?!</tr>).)*?href="#entry-(\d+)"', page, re.S
    )
    assert int(corrected) > int(number)
    assert f"No.{corrected} で訂正" in page
    assert "142" in the_row(page, f"No.{corrected} で訂正")
    assert 'class="tag">後日記載</span>' in page


def test_a_record_that_somebody_changed_is_told_in_red_and_papers_stay_linked(golden):
    browser = a_secretariat(golden)
    assert "連鎖に誤りがあります" not in view(browser, TABLETS)
    golden.change(
        "UPDATE entries SET text = 'べつの内容' WHERE number = 3 AND contract = :contract",
        contract=TABLETS,
    )
    page = view(browser, TABLETS)
    assert "連鎖に誤りがあります。3号：記録の内容が照合値と合いません。" in page
    assert "連鎖に誤りなし" not in page
    assert "連鎖に誤りなし" in view(browser, MAILING)


def test_a_record_cut_off_at_its_end_is_told(golden):
    golden.change(
        "DELETE FROM entries WHERE number = 14 AND contract = :contract", contract=TABLETS
    )
    page = view(a_secretariat(golden), TABLETS)
    assert "記録の件数又は末尾の照合値が控えと合いません。" in page


def test_an_entry_that_cannot_be_read_closes_no_view(golden):
    golden.change(
        "UPDATE entries SET bound_to = 'x' WHERE number = 3 AND contract = :contract",
        contract=TABLETS,
    )
    browser = a_secretariat(golden)
    assert "3号：読み取れない値があります。" in view(browser, TABLETS)
    for name in VIEWS:
        view(browser, TABLETS, name)
