"""Whatever stands in the address of the lists of visits, findings and data, a page answers."""

from __future__ import annotations

import pytest

from audits.roles import Role
from tests.integration.browser import Browser, add_person

LISTS = ("/inspections", "/findings", "/data", "/data/certificates")
DAYS = ("on", "on-year", "on-month", "on-day")
IMPOSSIBLE = (
    "0000-00-00",
    "2026-02-30",
    "99999-12-31",
    "0001-01-01",
    "9999-12-31",
    "1899-12-31",
    "R0.1.1",
    "R999999999999.1.1",
    "令和8年13月1日",
    "２０２６",
    "-1",
    "NaN",
    "%00",
    "%F0%9F%98%80",
    "%ED%A0%80",
    "'; DROP TABLE contracts; --",
    "1" * 1_000_000,
)
POSSIBLE = ("1900-01-01", "2199-12-31", "R8.11.20", "令和8年11月20日", "２０２６／１１／２０")
OTHERS = (
    "page=1000000000",
    "page=-1",
    "page=１",
    "page=" + "9" * 1_000_000,
    "sort=nothing&descending=maybe",
    "which=nothing",
    "which=all&which=open",
    "which=%ED%A0%80",
    "year=2026-13-45",
    "year=0000",
    "year=0001",
    "year=9999",
    "year=99999999999999999999",
    "department=" + "あ" * 100_000,
    "department=%25_%5C'",
)


@pytest.fixture
def secretariat(golden) -> Browser:
    add_person(golden, "secretariat", Role.SECRETARIAT)
    return Browser(golden).come_in("secretariat")


@pytest.mark.parametrize("path", LISTS)
def test_no_day_in_the_address_breaks_a_list(secretariat, path):
    for name in DAYS:
        for value in (*IMPOSSIBLE, *POSSIBLE):
            answer = secretariat.get(f"{path}?{name}={value}")
            assert answer.status_code == (400 if "%00" in value else 200), (name, value[:40])


@pytest.mark.parametrize("path", LISTS)
def test_a_day_that_cannot_be_is_said_and_today_is_shown(secretariat, path):
    today = secretariat.get(path).text
    for value in IMPOSSIBLE:
        if value == "%00":
            continue
        page = secretariat.get(f"{path}?on={value}").text
        assert "としました。" in page, value[:40]
        assert page.count("<tr>") == today.count("<tr>")


@pytest.mark.parametrize("path", LISTS)
def test_no_other_parameter_breaks_a_list(secretariat, path):
    for query in OTHERS:
        assert secretariat.get(f"{path}?{query}").status_code == 200, query[:40]


@pytest.mark.parametrize("path", LISTS)
def test_every_first_and_last_year_can_be_asked_for(secretariat, path):
    for day in ("1900-01-01", "2199-12-31"):
        for year in ("0001", "9999"):
            page = secretariat.get(f"{path}?which=all&on={day}&year={year}")
            assert page.status_code == 200


def test_a_page_beyond_the_last_is_the_last(secretariat):
    first = secretariat.get("/data?on=2021-04-15").text
    beyond = secretariat.get("/data?on=2021-04-15&page=1000000000").text
    assert first.count("<tr>") == beyond.count("<tr>") > 1
