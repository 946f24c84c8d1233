"""定期報告と研修の一覧: what a year owes, what has come, and what came today."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from audits.wareki import short_wareki
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
MONTHLY, YEARLY, THEIRS = "R8-201", "R8-202", "R8-203"
YEAR = FiscalYear.of(today())
FIELD = re.compile(r'name="(form_key|branch|種別|対象期間|依頼番号)" value="([^"]*)"')
ROW = re.compile(r"<tr>(?:(?!</tr>).)*?今日受領.*?</tr>", re.S)


@pytest.fixture
def city(installation: Installation) -> Installation:
    """One with monthly reports, one with one a year, one of another department; all of the year."""
    days = {"開始日": YEAR.days.first, "終了日": YEAR.days.last}
    national = {"特記事項": "national-act-2023", **days}
    loaded = installation.load_sheets(
        契約=[
            contract_cells(MONTHLY, 定期報告="毎月", **national),
            contract_cells(YEARLY, 定期報告="毎年度", **days),
            contract_cells(THEIRS, 定期報告="四半期", 所管課=ELSEWHERE, **national),
        ],
        報告受領=[
            {
                "契約番号": MONTHLY,
                "種別": "定期報告",
                "対象期間": f"{YEAR.start}-04",
                "受領日": date(YEAR.start, 5, 8),
            }
        ],
    )
    assert loaded.written, loaded.errors
    installation.run("settings", "set", "oversight_start", YEAR.days.first.isoformat())
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    add_person(installation, "auditor", Role.AUDITOR)
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def shown(browser: Browser, path: str) -> dict[str, int]:
    """How many rows each contract has in the list."""
    page = browser.get(path).text
    found = {one: page.count(f">{one}<") for one in (MONTHLY, YEARLY, THEIRS)}
    return {contract: rows for contract, rows in found.items() if rows}


def test_a_year_owes_every_period_and_a_department_sees_its_own(city, officer):
    assert shown(officer, "/periodic-reports") == {MONTHLY: 12, YEARLY: 1}
    auditor = Browser(city).come_in("auditor")
    assert shown(auditor, "/periodic-reports") == {MONTHLY: 12, YEARLY: 1, THEIRS: 4}
    assert shown(auditor, "/trainings") == {MONTHLY: 1, THEIRS: 1}
    assert shown(officer, "/trainings") == {MONTHLY: 1}


def test_another_year_owes_nothing(officer):
    assert shown(officer, f"/periodic-reports?year={YEAR.start + 1}") == {}
    assert shown(officer, f"/periodic-reports?year={YEAR.start - 1}") == {}
    assert (
        "この年度にあてはまるものはありません"
        in officer.get(f"/trainings?year={YEAR.start - 1}").text
    )


def test_what_has_come_is_told_with_its_day(officer):
    assert shown(officer, "/periodic-reports?which=received") == {MONTHLY: 1}
    page = officer.get("/periodic-reports?which=received").text
    assert short_wareki(date(YEAR.start, 5, 8)) in page
    assert f"令和{YEAR.start - 2018}年4月分" in page
    assert shown(officer, "/periodic-reports?which=open") == {MONTHLY: 11, YEARLY: 1}
    day_before = date(YEAR.start, 5, 7).isoformat()
    assert shown(officer, f"/periodic-reports?which=received&on={day_before}") == {}


def test_the_list_is_narrowed_by_department_and_contract(city):
    auditor = Browser(city).come_in("auditor")
    assert shown(auditor, f"/periodic-reports?department={ELSEWHERE}") == {THEIRS: 4}
    assert shown(auditor, f"/periodic-reports?contract={YEARLY}") == {YEARLY: 1}


@pytest.mark.parametrize("path", ["/periodic-reports", "/trainings"])
def test_a_report_that_came_today_is_received_in_one_press(city, officer, path):
    before = officer.get(f"{path}?which=open&contract={MONTHLY}").text
    row = ROW.search(before)
    assert row is not None
    fields = dict(FIELD.findall(row.group()))
    answer = officer.send(f"/receipts/today/{MONTHLY}", **fields, back=f"{path}?which=received")
    assert (answer.status_code, answer.location) == (303, f"{path}?which=received")
    assert shown(officer, f"{path}?which=received")[MONTHLY] == (2 if "periodic" in path else 1)
    assert short_wareki(today()) in officer.get(f"{path}?which=received").text
    query = "SELECT COUNT(*) FROM report_receipts WHERE received_on = :day"
    assert city.rows(query, day=today().isoformat()) == [(1,)]


def test_who_only_looks_has_nothing_to_press(city):
    assert "今日受領" not in Browser(city).come_in("auditor").get("/periodic-reports").text


def test_a_past_day_is_looked_at_and_nothing_is_pressed(officer):
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert "今日受領" not in officer.get(f"/periodic-reports?on={yesterday}").text


@pytest.mark.parametrize("path", ["/periodic-reports", "/trainings"])
@pytest.mark.parametrize(
    "query",
    [
        "sort=nothing",
        "page=1000000000",
        "which=nothing",
        "year=abc",
        "year=9999",
        "year=0001",
        "on=2026-02-31",
        f"contract={'契' * 5000}",
        "sort=received&descending=1",
        "sort=number",
        "sort=department&descending=1",
    ],
)
def test_what_cannot_be_asked_is_a_sentence_or_the_first_page(officer, path, query):
    assert officer.get(f"{path}?{query}").status_code == 200


def test_the_statements_do_not_grow_with_the_rows(city, officer):
    officer.get("/periodic-reports")
    with statements(city) as few:
        officer.get("/periodic-reports?which=received")
    with statements(city) as many:
        officer.get("/periodic-reports")
    assert len(few) == len(many) <= 12
