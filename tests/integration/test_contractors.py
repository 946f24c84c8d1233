"""事業者: found by name and number, with everything of it that one may see and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from app.clock import today
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.contract_pages import section
from tests.integration.installation import Installation
from tests.integration.statements import statements

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
NUMBER = "8700110005901"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """A contractor that was renamed, works for two departments, and is a 再委託先 as well."""
    loads = (
        {
            "契約": [
                contract_cells(
                    "R7-001",
                    受託者名="あさひ校務株式会社",
                    法人番号=NUMBER,
                    開始日="2024-04-01",
                    終了日="2025-03-31",
                )
            ]
        },
        {
            "契約": [
                contract_cells("R8-001", 受託者名="あさひシステム株式会社", 法人番号=NUMBER),
                contract_cells("R8-002", 受託者名="白樺印刷株式会社"),
                contract_cells(
                    "R8-003",
                    件名="かわせみ収納業務",
                    所管課=ELSEWHERE,
                    受託者名="あさひシステム株式会社",
                    法人番号=NUMBER,
                ),
                contract_cells("R8-004", 所管課=ELSEWHERE, 受託者名="ひぐらし企画"),
            ],
            "再委託": [
                {
                    "契約番号": "R8-002",
                    "枝番": 1,
                    "再委託先名": "あさひシステム株式会社",
                    "法人番号": NUMBER,
                    "開始日": "2026-04-01",
                    "終了日": "2027-03-31",
                }
            ],
            "認証": [
                {
                    "事業者名": "あさひ校務株式会社",
                    "制度": "プライバシーマーク",
                    "登録番号": "12345678",
                    "有効期限": today() - timedelta(days=1),
                }
            ],
            "立入調査": [
                visit("R7-001", 2024, "2024-10-01", "遠隔", 総合判定="適"),
                visit("R8-003", 2026, "2026-10-01", "実地", 総合判定="指摘あり"),
            ],
            "指摘": [
                {
                    "契約番号": "R8-003",
                    "年度": 2026,
                    "指摘番号": "1",
                    "内容": "施錠の記録がない",
                }
            ],
        },
    )
    for sheets in loads:
        loaded = installation.load_sheets(**{"契約": [], **sheets})
        assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    add_person(installation, "secretariat", Role.SECRETARIAT)
    add_person(installation, "admin", Role.ADMIN)
    return installation


def visit(contract: str, year: int, day: str, method: str, **more: str) -> dict[str, object]:
    reason = {"方法の理由": "遠方のため"} if method != "実地" else {}
    cells = {"契約番号": contract, "年度": year, "回": 1, "実施日": day, "方法": method}
    return {**cells, **reason, **more}


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def secretariat(city: Installation) -> Browser:
    return Browser(city).come_in("secretariat")


def page_of(browser: Browser, words: str) -> str:
    answer = browser.get("/contractors", query_string={"q": words}, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    "words", [NUMBER, "８７００１１０００５９０１", "あさひ校務", "あさひシステム", "ｱｻﾋ"]
)
def test_a_contractor_is_found_by_its_number_and_by_each_of_its_names(secretariat, words):
    page = page_of(secretariat, words)
    is_found = "この事業者の契約" in page
    assert is_found is (words != "ｱｻﾋ")


def test_the_list_counts_contracts_of_both_kinds(secretariat):
    page = secretariat.get("/contractors").text
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)
    row = next(one for one in rows if "あさひ" in one)
    assert re.findall(r'class="number[^"]*">(\d+)', row) == ["3", "1"]
    assert "ひぐらし企画" in page


def test_the_page_shows_contracts_names_certifications_visits_and_findings(secretariat):
    page = page_of(secretariat, NUMBER)
    for number in ("R7-001", "R8-001", "R8-002", "R8-003"):
        assert number in section(page, "parts")
    assert "再委託先1" in section(page, "parts")
    names = section(page, "names")
    assert "あさひ校務株式会社" in names
    assert "あさひシステム株式会社" in names
    assert "期限切れ プライバシーマーク 12345678" in section(page, "held")
    years = section(page, "years")
    assert years.endswith("令和8年度 1 1 0 1 1 令和6年度 1 0 1 0 0")
    assert "施錠の記録がない" in section(page, "findings")
    assert "検査用数字" not in page


def test_who_looks_after_one_department_sees_no_word_of_the_others(officer):
    page = page_of(officer, NUMBER)
    assert "R8-001" in page
    for words in ("R8-003", "かわせみ収納業務", "施錠の記録がない"):
        assert words not in page
    listed = officer.get("/contractors").text
    assert "ひぐらし企画" not in listed
    assert "事業者はありません" in page_of(officer, "ひぐらし")


def test_a_contractor_of_another_department_is_as_if_it_were_not_there(city, officer):
    [(key,)] = city.rows("SELECT id FROM contractors WHERE name = 'ひぐらし企画'")
    assert officer.get(f"/contractors/{key}").status_code == 404
    assert officer.get("/contractors/999999").status_code == 404
    assert Browser(city).come_in("admin").get("/contractors").status_code == 403


@pytest.mark.parametrize("query", ["q=%25_", "q=" + "あ" * 9_000, "page=1000000000", "q=%1f%7f"])
def test_whatever_is_asked_for_gets_an_answer(officer, query):
    assert officer.get(f"/contractors?{query}").status_code in (200, 303)
    assert officer.get(f"/contractors/1?{query}").status_code in (200, 404)


def test_a_number_that_does_not_check_is_taken_with_the_digit_that_is_expected(city, officer):
    wrong = "1" + NUMBER[1:]
    loaded = city.load_sheets(契約=[contract_cells("R8-009", 受託者名="新星社", 法人番号=wrong)])
    assert loaded.written
    assert any("先頭は8です" in one.message for one in loaded.warnings)
    assert "先頭は8です" in page_of(officer, wrong)


def test_the_statements_do_not_grow_with_the_contracts(city, secretariat):
    [(key,)] = city.rows("SELECT id FROM contractors WHERE corporate_number = :n", n=NUMBER)
    with statements(city) as few:
        secretariat.get(f"/contractors/{key}")
    more = [
        contract_cells(f"R8-{n}", 受託者名="あさひシステム株式会社", 法人番号=NUMBER)
        for n in range(100, 130)
    ]
    assert city.load_sheets(契約=more).written
    with statements(city) as many:
        secretariat.get(f"/contractors/{key}")
    assert len(many) <= len(few) <= 16, few
    with statements(city) as listed:
        secretariat.get("/contractors")
    assert len(listed) <= 12, listed
