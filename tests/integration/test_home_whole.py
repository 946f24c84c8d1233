"""やること: groups that have no list of their own, seen to their last row on the page itself."""

from __future__ import annotations

import re

import pytest

from app.rooms.home import MOST_ROWS
from tests.books import contract_cells
from tests.integration.browser import Browser
from tests.integration.exceptions import requested
from tests.integration.installation import Installation
from tests.integration.test_consents import city, manager, officer
from tests.integration.visit_reports import NUMBER, TERM, YEAR, a_city, done, step, visit_cells

__all__ = ["city", "manager", "officer"]  # fixtures
MORE = re.compile(r'<a href="([^"]+)">([^<]+)をすべて見る（(\d+)件）</a>')


def ways_to_more(page: str) -> dict[str, tuple[str, int]]:
    return {words: (href, int(count)) for href, words, count in MORE.findall(page)}


def test_exceptions_that_are_not_shown_are_a_link_away(officer: Browser, manager: Browser) -> None:
    for place in range(MOST_ROWS + 2):
        requested(officer, what=f"写し{place:02}")
    page = manager.get("/").text
    href, count = ways_to_more(page)["例外の承諾"]
    assert count == MOST_ROWS + 2
    assert len(set(re.findall(r"写し\d\d", page))) == MOST_ROWS
    rest = manager.get(href).text
    assert len(set(re.findall(r"写し\d\d", rest))) == MOST_ROWS + 2
    assert "例外の承諾" not in ways_to_more(rest)
    assert f'id="{href.partition("#")[2]}"' in rest


def test_reports_that_are_not_shown_are_a_link_away(installation: Installation) -> None:
    several = range(MOST_ROWS + 1)
    numbers = [f"R8-9{place:02}" for place in several]
    visits = [visit_cells(契約番号=number, 総合判定="適") for number in (NUMBER, *numbers)]
    a_city(installation, 立入調査=visits[:1])
    more = [contract_cells(number, **TERM) for number in numbers]
    assert installation.load_sheets(契約=more, 立入調査=visits[1:]).written
    officer = Browser(installation).come_in("officer")
    for number in numbers:
        done(step(officer, "submit", where=f"{number}?year={YEAR.start}&round=1"))
    boss = Browser(installation).come_in("manager")
    page = boss.get("/").text
    href, count = ways_to_more(page)["報告書の承認待ち"]
    assert (count, page.count("/reports/visit/")) == (MOST_ROWS + 1, MOST_ROWS)
    assert boss.get(href).text.count("/reports/visit/") == MOST_ROWS + 1


@pytest.mark.parametrize("query", ["whole=", "whole=nothing", "whole=" + "x" * 10_000])
def test_a_group_that_there_is_not_changes_nothing(officer: Browser, query: str) -> None:
    assert officer.get(f"/?{query}").status_code == 200
