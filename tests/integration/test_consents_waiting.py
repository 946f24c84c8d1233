"""再委託の承諾待ち: the list of all requests that wait, and the way to it from the home page."""

from __future__ import annotations

import pytest

from app.clock import today
from tests.integration.browser import Browser
from tests.integration.consents import MAIN, NEW, asked, confirmed, decided, hidden, requested
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.test_consents import city, manager, officer

__all__ = ["city", "manager", "officer"]  # fixtures


def many(officer: Browser, count: int) -> None:
    keys = hidden(officer.get(NEW).text)
    for place in range(count):
        sent = officer.send(NEW, **{**keys, **asked(contractor=f"第{place}号株式会社")})
        assert sent.status_code == 303


def test_the_home_page_leads_to_the_requests_that_it_does_not_show(officer, manager):
    many(officer, 20)
    assert "をすべて見る" not in manager.get("/").text
    many(officer, 2)
    for browser in (officer, manager):
        page = browser.get("/").text
        assert '<a href="/consents">再委託の承諾待ちをすべて見る（22件）</a>' in page
    found = manager.get("/consents").text
    assert "22件" in found
    assert found.count(f"/consents/of/{MAIN}") == 22


def test_the_list_says_what_is_confirmed_and_what_begins_first(officer, manager):
    requested(officer, contractor="あと株式会社")
    early = {f"starts_on-{part}": str(getattr(today(), part)) for part in ("year", "month", "day")}
    requested(officer, contractor="さき株式会社", **early)
    confirmed(officer, place="open")
    page = officer.get("/consents").text
    assert "確認 6／7" in page
    assert page.index("さき株式会社") < page.index("あと株式会社")
    assert page.count("開始日を過ぎた") == 1
    assert decided(manager, "refused", reason="必要がない").status_code == 303
    assert "あと株式会社" not in officer.get("/consents").text


def test_nobody_sees_what_waits_in_another_department(city, officer):
    requested(officer)
    assert "南風データ" not in Browser(city).come_in("other").get("/consents").text
    assert "南風データ" in Browser(city).come_in("auditor").get("/consents").text
    assert Browser(city).come_in("admin").get("/consents").status_code == 403


@pytest.mark.parametrize("query", ["page=1000000000", "page=x", "page=" + "9" * 1_000])
def test_a_page_that_is_not_there_is_no_fault(officer, query):
    requested(officer)
    assert officer.get(f"/consents?{query}").status_code == 200


def test_the_list_asks_the_same_few_questions_however_many_wait(city: Installation, officer):
    requested(officer)
    asked_of = []
    for _ in range(2):
        officer.get("/consents")
        with statements(city) as few:
            assert officer.get("/consents").status_code == 200
        asked_of.append(len(few))
        many(officer, 6)
    assert asked_of[0] == asked_of[1] <= 12


def test_an_empty_list_says_so(officer):
    assert "決定を待つ申請はありません" in officer.get("/consents").text
