"""The lists of contracts, due items and violations, and one contract's page, through the door."""

from __future__ import annotations

import re

import pytest

from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements

TABLETS = "R2-教支-034"
SHARED = "R1-保育-022"
LISTS = ("/contracts", "/due-items?state=all", "/violations")
COUNT = re.compile(r"([\d,]+)件のうち")


@pytest.fixture
def secretariat(golden: Installation) -> Browser:
    add_person(golden, "secretariat", Role.SECRETARIAT)
    return Browser(golden).come_in("secretariat")


def total(page: str) -> int:
    found = COUNT.search(page)
    return int(found[1].replace(",", "")) if found else 0


def test_the_list_of_contracts_has_every_contract_of_the_city(secretariat, golden):
    page = secretariat.get("/contracts").text
    assert total(page) == golden.count("contracts") == 14
    assert TABLETS in page


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("q=一斉メール", 2),
        ("q=端末管理番号", 1),  # an information item
        ("q=ﾐﾅﾄ", 0),  # no such word in any width
        ("q=ひびきコミュニケーションズ", 2),
        ("q=r2-教支", 1),  # letters in any case
        ("q=配信 R1", 1),  # both words
        ("department=戸籍住民課", 3),
        ("stage=came_to_nothing", 1),
        ("stage=running", 1),
        ("year=令和8年度", 1),
        ("my_number=1", 2),
        ("q=%25", 0),  # a sign of the database's own is just a sign
    ],
)
def test_a_search_or_a_filter_finds_just_what_it_says(secretariat, query, number):
    assert total(secretariat.get(f"/contracts?{query}").text) == number


def test_the_three_warnings_share_out_all_contracts(secretariat):
    counts = [
        total(secretariat.get(f"/contracts?alert={a}").text) for a in ("red", "yellow", "green")
    ]
    assert sum(counts) == 14
    assert counts[0] > 0


def test_a_list_is_sorted_both_ways(secretariat):
    numbers = re.compile(r"/contracts/([^\"]+)\">")
    up = numbers.findall(secretariat.get("/contracts?sort=title").text)
    down = numbers.findall(secretariat.get("/contracts?sort=title&descending=1").text)
    assert up != down
    assert sorted(up) == sorted(down)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "page=1000000000",
        "page=-1",
        "page=abc",
        "page=１",
        "sort=nothing",
        "stage=x&alert=y&state=z&kind=q&level=w",
        "year=2026-13-45",
        "year=99999999999999999999",
        "year=0000",
        "year=9999",
        "department=" + "あ" * 5000,
        "q=" + "x" * 100_000,
        "q=%00%01%f0%9f%98%80",
        "q=%ED%A0%80",
        "q=(a%2B)%2B%24",
        "q='; DROP TABLE contracts; --",
        "open=1&open=2&page=1&page=2",
    ],
)
def test_no_parameter_of_a_list_breaks_it(secretariat, path, query):
    joined = f"{path}{'&' if '?' in path else '?'}{query}"
    answer = secretariat.get(joined)
    assert answer.status_code == (400 if "%00" in query else 200)


def test_what_was_not_understood_is_said(secretariat):
    page = secretariat.get("/contracts?stage=unknown&year=去年").text
    assert "「unknown」という選択肢はない" in page
    assert "「去年」は年度として読めません" in page


def test_the_list_of_due_items_counts_what_the_command_line_counts(secretariat, golden):
    for state in ("overdue", "due_soon", "planned", "done_late"):
        told = golden.told("due", "--state", state)
        assert total(secretariat.get(f"/due-items?state={state}").text) == len(told)
    assert total(secretariat.get("/due-items").text) == len(golden.told("due"))


def test_the_list_of_violations_counts_what_the_command_line_counts(secretariat, golden):
    told = golden.told("violations")
    assert total(secretariat.get("/violations").text) == len(told)
    checks = [each for each in told if each["level"] == "check"]
    assert total(secretariat.get("/violations?level=check").text) == len(checks)


def test_an_officer_sees_the_own_departments_contracts_and_those_it_shares(golden):
    add_person(golden, "officer", (Role.OFFICER, "学校運営課"))
    page = Browser(golden).come_in("officer").get("/contracts").text
    assert total(page) == 1
    assert SHARED in page


def test_another_departments_contract_is_not_there_for_an_officer(golden):
    add_person(golden, "officer", (Role.OFFICER, "保育課"))
    browser = Browser(golden).come_in("officer")
    assert browser.get(f"/contracts/{SHARED}").status_code == 200
    assert browser.get(f"/papers/record/{SHARED}").status_code == 200
    for path in (f"/contracts/{TABLETS}", f"/papers/record/{TABLETS}"):
        page = browser.get(path)
        assert page.status_code == 404
        assert "教育用システム" not in page.text


def test_the_page_of_a_contract_tells_its_life(secretariat):
    page = secretariat.get(f"/contracts/{TABLETS}").text
    for words in (
        "みなと通信株式会社",
        "株式会社みなとエムイー",
        "D1 端末一覧",
        "総合判定 適",
        "1～14号 登録ブックから",
    ):
        assert words in page
    broken = secretariat.get(f"/contracts/{TABLETS}?view=due").text
    assert "承諾日(令和3年3月1日)が再委託の開始日以後です。" in broken


def test_the_papers_come_as_downloads_under_their_names(secretariat):
    answer = secretariat.get(f"/papers/record/{TABLETS}")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "R2-%E6%95%99%E6%94%AF-034.pdf" in answer.headers["Content-Disposition"]
    for path in (
        f"/papers/certificate-form/{TABLETS}?branch=1",
        "/papers/erasure-confirmation/R2-教調-003",
    ):
        assert secretariat.get(path).status_code == 200
    assert secretariat.get(f"/papers/certificate-form/{TABLETS}?branch=9").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"), [*((path, 12) for path in LISTS), (f"/contracts/{TABLETS}", 25), ("/", 14)]
)
def test_the_statements_of_a_page_do_not_grow_with_its_rows(secretariat, golden, path, most):
    with statements(golden) as sent:
        assert secretariat.get(path).status_code == 200
    assert len(sent) <= most, sent
