"""リスク: shown with its reasons on the contract, on the dashboard and in a list of its own."""

from __future__ import annotations

import re

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements

THIS = FiscalYear.of(today())
TERM = {"開始日": THIS.days.first.isoformat(), "終了日": THIS.days.last.isoformat()}
RISKY, CALM, OTHERS = "R8-001", "R8-002", "R8-900"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """Two contracts of one department, the second of which is no risk at all, and another's."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(RISKY, 所管課="保育課", 個人番号="有", 本人数="120000", **TERM),
            contract_cells(CALM, 所管課="保育課", 本人数="3", **TERM),
            contract_cells(OTHERS, 所管課="収納課", 要配慮個人情報="有", **TERM),
        ]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, "保育課"))
    add_person(installation, "secretariat", Role.SECRETARIAT)
    return installation


def numbers(page: str) -> list[str]:
    """The contracts of the list, in its order."""
    return re.findall(r'<td><a class="key" href="/contracts/([^?"]+)', page)


def test_the_riskiest_stand_first_with_their_reasons(city):
    page = Browser(city).come_in("secretariat").get("/plans/risk").text
    assert numbers(page)[0] == RISKY
    said = re.sub(r"<[^>]+>", "", page)
    assert "個人番号 4、本人数 3" in said


@pytest.mark.parametrize(
    ("query", "first"), [("sort=risk", CALM), ("sort=risk&descending=1", RISKY)]
)
def test_the_list_is_turned_round(city, query, first):
    page = Browser(city).come_in("officer").get(f"/plans/risk?{query}").text
    assert numbers(page)[0] == first


@pytest.mark.parametrize(
    "query",
    ["sort=nothing", "page=999999999", "year=x", "sort=planned", "department=" + "長" * 999],
)
def test_no_question_breaks_the_list(city, query):
    assert Browser(city).come_in("officer").get(f"/plans/risk?{query}").status_code == 200


def test_nobody_sees_the_risk_of_others_contracts(city):
    officer = Browser(city).come_in("officer")
    assert OTHERS not in officer.get("/plans/risk").text
    assert OTHERS not in officer.get("/plans/risk?department=収納課").text
    assert OTHERS not in officer.get("/dashboard").text


@pytest.mark.parametrize("view", ["inspections", "overview"])
def test_the_contract_tells_its_points_and_why(city, view):
    page = Browser(city).come_in("officer").get(f"/contracts/{RISKY}?view={view}").text
    box = re.search(r'<section class="risk-box".*?</section>', page, re.S)
    assert box is not None
    said = re.sub(r"<[^>]+>|\s+", " ", box[0])
    assert re.search(r"\d+点 .*個人番号 4、 *本人数 3", said)
    assert "/plans/risk?" in box[0]


def test_a_visit_that_was_made_is_a_risk_no_more(city):
    row = {
        "契約番号": RISKY,
        "枝番": "0",
        "年度": str(THIS.start),
        "回": "1",
        "実施日": min(today(), THIS.days.last).isoformat(),
        "方法": "実地",
        "総合判定": "適",
    }
    loaded = city.load_sheets(契約=[], 立入調査=[row])
    assert loaded.written, loaded.errors
    assert RISKY not in numbers(Browser(city).come_in("officer").get("/plans/risk").text)


def test_the_dashboard_names_the_riskiest_and_leads_to_the_list(city):
    page = Browser(city).come_in("secretariat").get("/dashboard").text
    table = re.search(r'<table class="table table--risky">.*?</table>', page, re.S)
    assert table is not None
    assert table[0].index(f"/contracts/{RISKY}") < table[0].index(f"/contracts/{OTHERS}")
    assert "リスクの高い順の一覧（3件）" in page


@pytest.mark.parametrize("path", ["/plans/risk", "/plans/departments", "/plans"])
def test_the_statements_are_few_however_many_contracts_there_are(city, path):
    login = "officer" if path == "/plans" else "secretariat"
    browser, sent_for = Browser(city).come_in(login), []
    for first in (10, 60):
        rows = [
            contract_cells(f"R8-{n:03}", 所管課="保育課", **TERM) for n in range(first, first + 40)
        ]
        assert city.load_sheets(契約=rows).written
        with statements(city) as sent:
            assert browser.get(path).status_code == 200
        sent_for.append(len(sent))
    assert sent_for[0] == sent_for[1] <= 20
