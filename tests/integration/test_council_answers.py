"""審議会の結果: an entry of its own where it came later; which correction strikes which."""

from __future__ import annotations

import pytest

from tests.books import contract_cells
from tests.integration.browser import Browser
from tests.integration.council_city import (
    OWN,
    OWN_CANARY,
    as_,
    day,
    fill_in,
    make_council,
)
from tests.integration.installation import Installation

CHANGE = "/council/secretariat/matter-change/F-9"
TITLE = "対象の拡大について"
SESSION = "令和8年度第3回"


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_council(installation)


@pytest.fixture
def secretariat(city: Installation) -> Browser:
    """Who has laid a matter before the council, and entered its result a while later."""
    browser = as_(city, "secretariat")
    said = {"number": "F-9", "session": SESSION, "title": TITLE, "matter": "報告"}
    said |= day("held_on", 2026, 9, 10)
    path = "/council/secretariat/matter"
    assert fill_in(browser, path, **said, contracts=OWN).status_code == 303
    assert fill_in(browser, CHANGE, result="了承").status_code == 303
    return browser


def changed(browser: Browser, **typed: str) -> None:
    assert fill_in(browser, CHANGE, **typed).status_code == 303


def standing(city: Installation) -> list[str]:
    """What the record says of the matter and nothing has struck, but for the corrections' heads."""
    entries = city.entries(OWN)
    struck = {entry.corrects for entry in entries}
    about = [one for one in entries if SESSION in one.text and one.number not in struck]
    return [one.text for one in about]


def test_a_title_put_right_after_the_result_strikes_the_entry_that_has_it(city, secretariat):
    laid, answer = city.entries(OWN)[-2:]
    changed(secretariat, title="対象の縮小について")
    last = city.entries(OWN)[-1]
    assert last.corrects == laid.number
    assert "対象の縮小について" in last.text
    assert "了承" not in last.text
    assert standing(city)[0] == answer.text
    assert city.run("verify").exit_code == 0


def test_a_result_put_right_strikes_its_own_entry_alone(city, secretariat):
    laid, answer = city.entries(OWN)[-2:]
    changed(secretariat, result="継続")
    last = city.entries(OWN)[-1]
    assert (last.number, last.corrects) == (answer.number + 1, answer.number)
    assert f"{SESSION}　結果：継続" in last.text
    assert laid.text in standing(city)
    changed(secretariat, result="承認")
    assert city.entries(OWN)[-1].corrects == last.number


def test_another_day_of_the_session_strikes_both(city, secretariat):
    laid, answer = city.entries(OWN)[-2:]
    changed(secretariat, **day("held_on", 2026, 9, 11))
    entries = city.entries(OWN)
    assert [one.corrects for one in entries[-2:]] == [laid.number, answer.number]
    assert len(standing(city)) == 2


def test_a_result_taken_away_and_entered_again_never_stands_twice(city, secretariat):
    answer = city.entries(OWN)[-1]
    changed(secretariat, result="")
    taken = city.entries(OWN)[-1]
    assert taken.corrects == answer.number
    assert "結果：了承（記載の取消し）" in taken.text
    changed(secretariat, result="承認")
    again = city.entries(OWN)[-1]
    assert again.corrects == taken.number
    assert "結果：承認" in again.text
    assert len(standing(city)) == 2


def test_a_contract_that_the_matter_is_not_about_any_more_has_both_struck(city, secretariat):
    laid, answer = city.entries(OWN)[-2:]
    changed(secretariat, contracts="")
    entries = city.entries(OWN)
    assert [one.corrects for one in entries[-2:]] == [laid.number, answer.number]
    assert all("（この契約は対象から外れた）" in one.text for one in entries[-2:])
    assert city.run("verify").exit_code == 0


def test_a_workbook_that_brings_another_result_strikes_the_result_alone(city, secretariat):
    answer = city.entries(OWN)[-1]
    matter = {
        "付議番号": "F-9", "開催日": "2026-09-10", "会議": SESSION, "区分": "報告",
        "件名": TITLE, "結果": "継続", "契約番号": OWN,
    }  # fmt: skip
    contract = contract_cells(OWN, 件名=OWN_CANARY)
    loaded = city.load_sheets(契約=[contract], 付議=[matter])
    assert loaded.written, loaded.errors
    last = city.entries(OWN)[-1]
    assert last.corrects == answer.number
    assert "結果：継続" in last.text
    again = city.load_sheets(契約=[contract], 付議=[matter])
    assert not again.written or city.entries(OWN)[-1].number == last.number


def test_a_contract_that_the_matter_is_about_again_says_so(city, secretariat):
    changed(secretariat, contracts="")
    out = city.entries(OWN)[-2:]
    changed(secretariat, contracts=OWN)
    entries = city.entries(OWN)
    assert [one.corrects for one in entries[-2:]] == [one.number for one in out]
    assert all("（この契約を再び対象とした）" in one.text for one in entries[-2:])
