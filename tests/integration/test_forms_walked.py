"""記入の言葉: the forms ask, refuse and warn in words that fit what is on file."""

from __future__ import annotations

import re

import pytest

from app.rooms.entries.deeds import CONTRACT, DEEDS
from tests.integration.browser import Browser
from tests.integration.entry_forms import boxes, filled_in, send
from tests.integration.installation import Installation
from tests.integration.renewing import (
    ELSEWHERE,
    FIRST,
    NEXT_FIRST,
    OTHER,
    OWN,
    SECOND,
    YEAR,
    a_city,
    ids,
)

NEW = "/entries/contract"
NEXT = f"{NEW}?from={FIRST}"
FALSE_WARNING = "まだ台帳にありません"


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def correcting(browser: Browser, number: str, **changes: str):
    """The answer to the form that puts the contract's terms right, before anything is agreed to."""
    path = f"/entries/contract-change/{number}"
    fields = boxes(browser.get(path).text) | {"amendment": "corrected"} | changes
    return browser.send_as_is(path, **fields)


def select(page: str, name: str) -> list[str]:
    """The words that a select offers."""
    inner = re.search(rf'<select[^>]*name="{name}"[^>]*>(.*?)</select>', page, re.S)
    assert inner is not None, name
    return [words.strip() for words in re.findall(r"<option[^>]*>(.*?)</option>", inner[1], re.S)]


def row_of(page: str, label: str) -> list[str]:
    """The cells beside a label of the table of differences."""
    table = page[page.index("<caption") :]
    found = re.search(rf'<th scope="row">{label}</th>(.*?)</tr>', table, re.S)
    return re.findall(r"<td[^>]*>(.*?)</td>", found[1], re.S) if found else []


def test_the_next_contract_is_not_told_that_its_own_origin_is_missing(officer):
    fields = filled_in(officer.get(NEXT).text, DEEDS[CONTRACT])
    assert FALSE_WARNING not in officer.send_as_is(NEXT, **fields).text
    assert send(officer, NEXT, fields).status_code == 303
    assert FALSE_WARNING not in officer.get(f"/contracts/{NEXT_FIRST}").text


def test_a_correction_is_not_told_that_the_contract_before_is_missing(officer):
    assert correcting(officer, SECOND, previous_contract_number=FIRST).status_code == 303
    assert FALSE_WARNING not in officer.get(f"/contracts/{SECOND}").text


@pytest.mark.parametrize("number", [OTHER, "R1-なし-1"])
def test_a_contract_before_that_is_not_the_persons_own_is_named_with_where_it_is_missing(
    officer, number
):
    assert correcting(officer, SECOND, previous_contract_number=number).status_code == 303
    told = officer.get(f"/contracts/{SECOND}").text
    assert f"契約番号「{number}」の契約がご自分の所管課にありません" in told


def test_only_departments_are_offered_for_which_the_person_may_enter_a_contract(officer):
    offered = select(officer.get(NEW).text, "department")
    assert offered == ["選んでください", OWN]
    assert ELSEWHERE not in offered


def test_nothing_is_offered_twice_for_the_reports_of_a_contract(officer):
    offered = select(officer.get(NEW).text, "periodic_report")
    assert offered[0] == "なし"
    assert len(offered) == len(set(offered))


def test_an_empty_list_of_choices_asks_to_choose_and_not_to_type(officer):
    answer = officer.send_as_is(NEW, **boxes(officer.get(NEW).text) | {"department": ""})
    assert "所管課：選んでください。" in answer.text
    assert "特記事項の版：選んでください。" in answer.text
    assert "件名：入力してください。" in answer.text


def test_who_subcontracted_is_chosen_and_never_nobody(officer):
    offered = select(officer.get(f"/entries/subcontract/{FIRST}").text, "parent_branch")
    assert offered[:2] == ["選んでください", "受託者"]


def test_a_day_of_the_other_order_is_refused_in_the_words_of_the_page(officer):
    fields = filled_in(officer.get(NEW).text, DEEDS[CONTRACT])
    fields |= {"starts_on-year": "2026", "starts_on-month": "12", "starts_on-day": "1"}
    fields |= {"ends_on-year": "2026", "ends_on-month": "11", "ends_on-day": "30"}
    answer = officer.send_as_is(NEW, **fields).text
    assert "開始日（令和8年12月1日）以後の日付にしてください。" in answer


def test_only_what_differs_is_shown_to_the_second_of_two_in_the_words_of_the_page(officer, city):
    path = f"/entries/contract-change/{FIRST}"
    mine = boxes(officer.get(path).text) | {"amendment": "corrected", "person_count": "1860"}
    mine |= {"my_number": "y", "concluded_on-year": str(YEAR.start)}
    mine |= {"concluded_on-month": "3", "concluded_on-day": "19"}
    colleague = Browser(city).come_in("colleague")
    theirs = boxes(colleague.get(path).text) | {"amendment": "corrected"}
    theirs |= {"person_count": "1200", "clause_set": "prime-no-subcontracting-2019"}
    assert send(colleague, path, theirs).status_code == 303
    page = officer.send_as_is(path, **mine).text
    assert row_of(page, "本人数") == ["1,200", "1,860"]
    assert row_of(page, "個人番号を取り扱う") == ["無", "有"]
    assert row_of(page, "契約日")[1] == f"R{YEAR.start - 2018}.3.19"
    assert all("個人情報取扱特記事項" in words for words in row_of(page, "特記事項の版"))
    assert row_of(page, "件名") == []
    assert "水城 あおい" in page


def a_visit(city: Installation, officer: Browser) -> None:
    path = f"/entries/visit/{FIRST}"
    fields = filled_in(officer.get(path).text, DEEDS["visit"])
    assert send(officer, path, fields).status_code == 303


@pytest.mark.parametrize("method", ["遠隔", "書面"])
@pytest.mark.parametrize("judgement", ["", "適"])
def test_a_visit_that_was_not_on_site_is_not_recorded_without_its_reason(
    officer, city, method, judgement
):
    path = f"/entries/visit/{FIRST}"
    fields = filled_in(officer.get(path).text, DEEDS["visit"])
    fields |= {"method": method, "judgement": judgement}
    refused = officer.send_as_is(path, **fields)
    wanted = f"実地でない理由：方法が「{method}」のときは、実地でない理由を書いてください。"
    assert wanted in refused.text
    assert "まだ保存していません" not in refused.text
    assert send(officer, path, fields | {"reason": "感染症のため"}).status_code == 303


def test_a_finding_shows_what_it_makes_due_before_it_is_saved(officer, city):
    a_visit(city, officer)
    path = f"/entries/finding/{FIRST}"
    fields = filled_in(officer.get(path).text, DEEDS["finding"])
    told = officer.send_as_is(path, **fields)
    assert "まだ保存していません" in told.text
    assert "増える期限項目：1件" in told.text
    assert city.count("findings") == 0
    assert send(officer, path, fields).status_code == 303
    assert city.count("findings") == 1


def test_a_report_that_is_asked_for_shows_its_due_day_before_it_is_saved(officer, city):
    path = f"/entries/request/{FIRST}"
    fields = filled_in(officer.get(path).text, DEEDS["request"])
    assert "求めた報告" in officer.send_as_is(path, **fields).text
    assert city.count("report_requests") == 0
    assert send(officer, path, fields).status_code == 303


def test_a_certificate_shows_that_it_has_to_be_confirmed_before_it_is_saved(officer, city):
    path = f"/entries/certificate/{FIRST}"
    fields = filled_in(officer.get(path).text, DEEDS["certificate"])
    assert "増える期限項目：" in officer.send_as_is(path, **fields).text
    assert city.count("erasure_certificates") == 0
    assert send(officer, path, fields).status_code == 303
    assert ids(city, FIRST)
