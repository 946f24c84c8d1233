"""The page of figures: every one of them leads to a list that counts the same."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

import pytest

from app.clock import JAPAN, now, today
from app.demo.demonstration import make_demonstration
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import BY, Installation
from tests.integration.statements import statements

LINK = re.compile(
    r'<a(?: class="[^"]*")? href="([^"]+)"[^>]*>(.*?)</a>(?:\s*<b>([\d,]+)</b>)?', re.S
)
TABLE = re.compile(r'<table class="table table--(departments|kinds|months)">(.*?)</table>', re.S)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)
TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r"[\d,]+")
TOTAL = re.compile(r"([\d,]+)件のうち [\d,]+～")
CONTRACTS = re.compile(r"（([\d,]+)契約）")
LISTS = ("/contracts?", "/inspections?", "/due-items?", "/violations?", "/findings?", "/data?")
SHARES = ("累計", "実施率")
PAST, PAST_YEAR = "2021-04-15", 2020
MOST = 32  # seven of them find the riskiest places


class Figure(NamedTuple):
    """A link of the page: where it leads, what it says, and how many; None where that is a rate."""

    href: str
    words: str
    number: int | None


def content(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def figures(page: str) -> Iterator[Figure]:
    """Every link that leads to a list; each of them says a number."""
    for href, inside, beside in LINK.findall(content(page)):
        if href.startswith((*LISTS, "/dashboard/accounts")):
            words = html.unescape(TAG.sub("", inside)).strip()
            number = None if words.endswith(("%", "—")) else count(beside or words)
            yield Figure(html.unescape(href), words, number)


def count(words: str) -> int:
    """The first number in them."""
    found = NUMBER.search(words)
    assert found, words
    return int(found[0].replace(",", ""))


def counted(page: str, pattern: re.Pattern[str] = TOTAL) -> int:
    found = pattern.search(page)
    return count(found[1]) if found else 0


def behind(browser: Browser, figure: Figure) -> int:
    """What the list counts that a figure leads to."""
    answer = browser.get(figure.href)
    assert answer.status_code == 200, figure
    assert "notice--warning" not in content(answer.text), figure
    of_data = re.fullmatch(r"[\d,]+契約", figure.words)
    return counted(answer.text, CONTRACTS if of_data else TOTAL)


def follow(browser: Browser, address: str) -> int:
    """Holds every figure of a page against the list behind it; how many there were."""
    page = browser.get(address)
    assert page.status_code == 200
    rate, *seen = figures(page.text)
    wrong = [(f, n) for f in seen if (n := behind(browser, f)) != f.number]
    assert wrong == []
    assert unlinked(page.text) == set()
    owed = next((f.number for f in seen if "which=all" in f.href), 0)
    made = behind(browser, rate)
    shown = f"{100 * made // owed}%" if owed else "—"
    assert rate.words.endswith(f"　{shown}")
    return len(seen)


def unlinked(page: str) -> set[str]:
    """What the cells of figures say without leading anywhere, besides nothing and shares."""
    found = set()
    for _, table in TABLE.findall(page):
        for row in re.split(r"<tr", table):
            if not any(words in row for words in SHARES):
                for cell in CELL.findall(row):
                    bare = TAG.sub("", LINK.sub("", re.sub(r"<svg.*?</svg>", "", cell, flags=re.S)))
                    found |= set(NUMBER.findall(re.sub(r"\d+%", "", bare)))
    return found - {"0"}


@pytest.fixture
def staffed(golden: Installation) -> Installation:
    add_person(golden, "secretariat", Role.SECRETARIAT)
    add_person(golden, "officer", (Role.OFFICER, "教育支援課"))
    add_person(golden, "left", (Role.OFFICER, "教育支援課"), last_on=date(2021, 3, 31), at=EARLY)
    return golden


EARLY = datetime(2020, 4, 1, 12, tzinfo=JAPAN)
ADDRESSES = [
    "/dashboard",
    f"/dashboard?on={PAST}",
    f"/dashboard?on={PAST}&year={PAST_YEAR}",
    f"/dashboard?on={PAST}&year={PAST_YEAR}&department=教育支援課",
    "/dashboard?on=2026-11-20&year=2021",
]


@pytest.mark.parametrize("login", ["secretariat", "officer"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_figure_of_the_golden_city_leads_to_a_list_that_counts_the_same(
    staffed, login, address
):
    assert follow(Browser(staffed).come_in(login), address) > 10


@pytest.mark.slow
def test_every_figure_of_the_demonstration_leads_to_a_list_that_counts_the_same(installation):
    day = today()
    with installation.app.app_context():
        make_demonstration(by=BY, at=now())
    past = day.replace(year=day.year - 1, day=1)
    seen = []
    for login in ("secretariat", "school-officer", "health-manager", "auditor"):
        browser = Browser(installation).come_in(login)
        addresses = ["/dashboard", f"/dashboard?on={past}", f"/dashboard?year={day.year - 2}"]
        seen += [follow(browser, address) for address in addresses]
    assert max(seen) > 100


def test_the_page_says_the_year_the_day_and_the_end_of_the_month_before(staffed):
    page = Browser(staffed).come_in("secretariat").get(f"/dashboard?on={PAST}&year=R2").text
    for words in ("令和2年度 (2020年度) の集計", "令和3年4月15日 (2021)", "令和3年3月31日 (2021)"):
        assert words in page
    assert f'href="/dashboard?on=2021-03-31&amp;year={PAST_YEAR}"' in page
    assert '<option value="2020" selected>' in page


def test_the_form_takes_the_day_in_three_boxes(staffed):
    page = (
        Browser(staffed)
        .come_in("secretariat")
        .get("/dashboard?year=2020&on-year=R3&on-month=4&on-day=15")
    )
    assert "令和3年4月15日 (2021)" in page.text


def test_a_year_that_owes_no_visit_has_no_rate(staffed):
    page = Browser(staffed).come_in("secretariat").get("/dashboard?year=2050").text
    assert re.search(r"立入調査の実施率　</span>—</a>", page)
    assert "先月末は —" in page
    assert not re.search(r">\d+%", content(page))


def test_departments_are_rows_where_there_are_several_and_lead_to_their_own_page(staffed):
    browser = Browser(staffed).come_in("secretariat")
    page = browser.get(f"/dashboard?on={PAST}").text
    links = re.findall(r'<th scope="row"><a href="(/dashboard[^"]+)">([^<]+)</a>', page)
    assert len(links) == len({name for _, name in links}) > 3
    for href, name in links:
        own = browser.get(html.unescape(href)).text
        assert f"の集計　{name}</h1>" in own
        assert "table--departments" not in own
        assert "table--kinds" in own


def test_a_department_sees_itself_and_what_it_looks_after_with_others(installation):
    loaded = installation.load_sheets(
        契約=[
            contract_cells("R8-001", 所管課="教育支援課"),
            contract_cells("R8-002", 所管課="保育課", 共管課="教育支援課"),
            contract_cells("R8-003", 所管課="税務課"),
        ]
    )
    assert loaded.written, loaded.errors
    for login, name in (("schools", "教育支援課"), ("nurseries", "保育課")):
        add_person(installation, login, (Role.MANAGER, name))
    address = "/dashboard?on=2026-11-20"
    alone = Browser(installation).come_in("nurseries").get(address).text
    assert "の集計　保育課</h1>" in alone
    assert "table--departments" not in alone
    both = content(Browser(installation).come_in("schools").get(address).text)
    rows = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', both)
    assert sorted(rows) == ["保育課", "教育支援課"]
    assert "税務課" not in both


def test_another_departments_page_shows_nothing_of_it(staffed):
    browser = Browser(staffed).come_in("officer")
    plain = browser.get(f"/dashboard?on={PAST}").text
    other = browser.get(f"/dashboard?on={PAST}&department=戸籍住民課").text
    assert "「戸籍住民課」の契約はない" in other
    assert [f.number for f in figures(other)] == [f.number for f in figures(plain)]


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.ADMIN])
def test_who_has_no_business_with_figures_does_not_see_them(golden, role):
    add_person(golden, "somebody", role)
    browser = Browser(golden).come_in("somebody")
    assert browser.get("/dashboard").status_code == 403
    assert browser.get("/dashboard/accounts").status_code == 403


def test_the_accounts_without_a_role_are_listed_with_what_they_were(staffed):
    page = Browser(staffed).come_in("secretariat").get("/dashboard/accounts?on=2021-04-01").text
    assert counted(page) == 1
    for words in ("left", "担当者", "教育支援課", "R3.3.31"):
        assert words in content(page)
    before = Browser(staffed).come_in("secretariat").get("/dashboard/accounts?on=2021-03-31").text
    assert "役割のない利用者はいません" in before


def test_an_empty_city_has_a_page_too(installation):
    add_person(installation, "secretariat", Role.SECRETARIAT)
    browser = Browser(installation).come_in("secretariat")
    page = browser.get("/dashboard?on=2026-11-20").text
    assert "期限を過ぎた契約はありません。" in page
    assert follow(browser, "/dashboard") >= 5


@pytest.mark.parametrize(
    "query",
    [
        "year=去年&on=2026-02-30",
        "year=0001&on=1900-01-01",
        "year=9999&on=2199-12-31",
        "year=99999999999999999999",
        "on-year=2026&on-month=13&on-day=1",
        "on=" + "1" * 100_000,
        "department=" + "あ" * 5000,
        "department='; DROP TABLE contracts; --",
        "year=2026&year=2027&on=x&on=y",
        "q=%ED%A0%80",
    ],
)
@pytest.mark.parametrize("path", ["/dashboard", "/dashboard/accounts"])
def test_no_parameter_breaks_the_page(staffed, path, query):
    assert Browser(staffed).come_in("secretariat").get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "branch=99999999999999999999",
        "branch=-1",
        "kind=main&state=waived&branch=0",
        "kind=other",
        "planned_month=13&made_month=x",
        "planned_month=4&made_month=12",
        "flag=x",
        "settled=yes&year=0001",
        "settled=yes&year=9999",
        "settled=either&on=1900-01-01",
    ],
)
@pytest.mark.parametrize("path", ["/due-items", "/violations", "/contracts", "/inspections"])
def test_no_filter_breaks_the_lists_behind(staffed, path, query):
    assert Browser(staffed).come_in("secretariat").get(f"{path}?{query}").status_code == 200


def test_what_was_not_understood_is_said(staffed):
    page = Browser(staffed).come_in("secretariat").get("/dashboard?year=去年&on=2026-02-30").text
    assert "「去年」は年度として読めません" in page
    assert "「2026-02-30」は日付として読めません" in page


@pytest.mark.parametrize("login", ["secretariat", "officer"])
@pytest.mark.parametrize("address", ["/dashboard", f"/dashboard?on={PAST}"])
def test_the_statements_of_the_page_are_few(staffed, login, address):
    browser = Browser(staffed).come_in(login)
    with statements(staffed) as sent:
        assert browser.get(address).status_code == 200
    assert len(sent) <= MOST, sent


@pytest.mark.parametrize(
    "path",
    ["/due-items?state=waived", "/violations?settled=either", "/contracts?flag=no_officer"],
)
def test_the_statements_of_the_lists_behind_are_few(staffed, path):
    browser = Browser(staffed).come_in("secretariat")
    with statements(staffed) as sent:
        assert browser.get(path).status_code == 200
    assert len(sent) <= 12, sent


def test_as_many_statements_are_sent_for_many_departments_as_for_one(installation):
    add_person(installation, "secretariat", Role.SECRETARIAT)
    browser, sent_for = Browser(installation).come_in("secretariat"), []
    for first in (1, 40):
        rows = [contract_cells(f"R8-{n:03}", 所管課=f"第{n}課") for n in range(first, first + 39)]
        assert installation.load_sheets(契約=rows).written
        with statements(installation) as sent:
            browser.get("/dashboard?on=2026-11-20")
        sent_for.append(len(sent))
    assert sent_for[0] == sent_for[1] <= MOST
