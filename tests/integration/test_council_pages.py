"""付議の頁: what was laid before the council, for each role, with filters and bad addresses."""

from __future__ import annotations

import pytest

from tests.books import contract_cells
from tests.integration.council_city import (
    ASKED,
    FOREIGN,
    FOREIGN_CANARY,
    LINK_CANARY,
    LONELY,
    NOT_KEPT,
    OTHER,
    OTHER_CANARY,
    OWN,
    OWN_CANARY,
    TOLD,
    TOLD_ELSEWHERE,
    as_,
    make_council,
)
from tests.integration.installation import Installation
from tests.integration.statements import statements

LISTS = ("/council", "/council/promises", "/council/sessions", "/council/connections")
BAD = (
    "page=999999999999",
    "page=-1",
    "sort=nothing&descending=1",
    "kind=x&state=y&origin=z&which=w",
    "year=昨年",
    "held=2026-02-30",
    "on=99999-1-1",
    f"q={'あ' * 5000}",
    "department=どこにもない課",
)


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_council(installation)


@pytest.mark.parametrize("login", ["secretariat", "advisor", "auditor"])
def test_who_looks_after_all_departments_sees_every_matter(city, login):
    page = as_(city, login).get("/council").text
    assert all(number in page for number in (TOLD, TOLD_ELSEWHERE, ASKED))
    assert OWN_CANARY in page
    assert OTHER_CANARY in page


@pytest.mark.parametrize("login", ["officer", "manager"])
def test_a_department_sees_the_matters_of_its_own_contracts_and_connections(city, login):
    browser = as_(city, login)
    page = browser.get("/council").text
    assert TOLD in page
    assert ASKED in page
    assert TOLD_ELSEWHERE not in page
    assert OTHER_CANARY not in page
    assert browser.get(f"/council/matters/{TOLD_ELSEWHERE}").status_code == 404
    assert browser.get(f"/council/connections/{FOREIGN}").status_code == 404
    assert browser.get(f"/council/sheet/{TOLD_ELSEWHERE}").status_code == 404
    assert FOREIGN_CANARY not in browser.get("/council/connections").text
    assert OTHER_CANARY not in browser.get("/council/promises").text


def test_the_administrator_reaches_nothing_of_it(city):
    browser = as_(city, "admin")
    for path in (*LISTS, f"/council/matters/{TOLD}", f"/council/connections/{LONELY}"):
        assert browser.get(path).status_code == 403


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", BAD)
def test_what_nobody_would_type_gets_a_list_and_never_an_error(city, path, query):
    answer = as_(city, "secretariat").get(f"{path}?{query}")
    assert answer.status_code == 200


def test_the_list_is_narrowed_by_what_the_address_says(city):
    browser = as_(city, "secretariat")
    asked = browser.get("/council?kind=consultation").text
    assert (ASKED in asked, TOLD in asked) == (True, False)
    undecided = browser.get("/council?undecided=1").text
    assert (TOLD_ELSEWHERE in undecided, TOLD in undecided) == (True, False)
    found = browser.get("/council?q=専用線").text
    assert (ASKED in found, TOLD in found) == (True, False)
    assert "付議はありません" in browser.get("/council?year=2020").text
    assert "付議はありません" in browser.get("/council?held=2026-05-15").text
    assert TOLD in browser.get("/council?held=2026-05-14").text
    of_one = browser.get("/council?department=収納課").text
    assert (TOLD_ELSEWHERE in of_one, TOLD in of_one) == (True, False)


def test_the_page_of_a_matter_shows_the_chain_from_the_session_to_the_promises(city):
    page = as_(city, "secretariat").get(f"/council/matters/{TOLD}").text
    for words in (OWN, OWN_CANARY, "令和8年度第1回", "記録を見直すこと", NOT_KEPT, "委員意見"):
        assert words in page
    assert "契約書だけの約束" not in page
    assert "収納の対策" not in page


def test_a_matter_that_is_not_there_is_not_found(city):
    browser = as_(city, "secretariat")
    for path in ("/council/matters/none", "/council/sheet/none", "/council/connections/none"):
        assert browser.get(path).status_code == 404


def test_the_contract_page_leads_to_the_matter_and_to_the_answer(city):
    page = as_(city, "officer").get(f"/contracts/{OWN}?view=council").text
    assert f"/council/matters/{TOLD}" in page
    assert f"/council/department/advice-answer/contract/{OWN}?key=J1" in page


def test_a_connection_without_a_contract_has_its_own_page(city):
    page = as_(city, "officer").get(f"/council/connections/{LONELY}").text
    for words in (LINK_CANARY, "契約のない外部結合です", ASKED, "更新を毎月確かめる"):
        assert words in page
    assert "定期に見直すこと" in page


def test_connections_are_listed_as_they_stand_on_the_day(city):
    browser = as_(city, "officer")
    assert LINK_CANARY in browser.get("/council/connections?on=2026-11-20").text
    before = browser.get("/council/connections?on=2026-03-31")
    assert LINK_CANARY not in before.text
    coming = browser.get("/council/connections?on=2026-03-31&which=coming").text
    assert LINK_CANARY in coming
    alone = browser.get("/council/connections?alone=1").text
    assert (LINK_CANARY in alone, "配信の結合" in alone) == (True, False)


@pytest.mark.parametrize("path", [*LISTS, "/council/promises?state=not_yet"])
@pytest.mark.parametrize("login", ["secretariat", "officer"])
def test_a_list_asks_a_number_of_questions_that_does_not_grow(city, path, login):
    browser = as_(city, login)
    browser.get(path)
    with statements(city) as sent:
        assert browser.get(path).status_code == 200
    assert len(sent) <= 12, sent


def test_the_page_of_a_matter_asks_few_questions(city):
    browser = as_(city, "officer")
    with statements(city) as sent:
        browser.get(f"/council/matters/{TOLD}")
    assert len(sent) <= 25, sent


def test_another_departments_contract_in_a_common_matter_is_not_named(city):
    loaded = city.load_sheets(
        契約=[contract_cells(OWN, 件名=OWN_CANARY)],
        付議=[
            {
                "付議番号": "F-4",
                "開催日": "2026-07-09",
                "区分": "報告",
                "件名": "共通の付議",
                "契約番号": f"{OWN}、{OTHER}",
            }
        ],
    )
    assert loaded.written, loaded.errors
    browser = as_(city, "officer")
    for path in ("/council", "/council/matters/F-4"):
        page = browser.get(path).text
        assert "共通の付議" in page
        assert OTHER_CANARY not in page
        assert OTHER not in page
    assert OTHER_CANARY in as_(city, "secretariat").get("/council/matters/F-4").text
