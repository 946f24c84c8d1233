"""付議の記入: sessions, matters, advice and connections entered badly, twice, or at once."""

from __future__ import annotations

import pytest

from tests.integration.browser import Browser
from tests.integration.council_city import (
    ASKED,
    DEPARTMENT,
    FOREIGN,
    LONELY,
    OTHER,
    OWN,
    TOLD,
    TOLD_ELSEWHERE,
    as_,
    day,
    fill_in,
    make_council,
)
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation

WRONG = "か所を直してください"
MATTER = "/council/secretariat/matter"
CHANGE = f"/council/secretariat/matter-change/{TOLD}"
GOOD = {"number": "F-9", "title": "新しい付議", "matter": "報告", **day("held_on", 2026, 9, 10)}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_council(installation)


@pytest.fixture
def secretariat(city: Installation) -> Browser:
    return as_(city, "secretariat")


def test_an_empty_matter_says_what_is_missing(city, secretariat):
    answer = fill_in(secretariat, MATTER, number="", title="", **{"held_on-year": ""})
    assert answer.status_code == 200
    assert WRONG in answer.text
    assert city.count("council_matters") == 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": TOLD}, "すでに使われています"),
        ({"previous": "F-404"}, "この番号の付議はまだ台帳にありません"),
        ({"previous": "F-9"}, "この付議の番号です"),
        ({"connections": "K-404"}, "この番号の外部結合はまだ台帳にありません"),
        ({"held_on-day": "99"}, WRONG),
        ({"matter": "相談"}, WRONG),
        ({"title": "あ" * 5_000}, WRONG),
        ({"title": "\u202eさかさま"}, WRONG),
        ({"contracts": "あ" * 1_000}, WRONG),
    ],
)
def test_a_matter_that_cannot_be_is_refused_with_a_sentence(city, secretariat, typed, sentence):
    answer = fill_in(secretariat, MATTER, **{**GOOD, **typed})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert city.count("council_matters") == 3


def test_matters_that_follow_each_other_in_a_ring_are_refused(city, secretariat):
    follows = fill_in(secretariat, MATTER, **GOOD, previous=TOLD)
    assert follows.status_code == 303
    answer = fill_in(secretariat, CHANGE, previous="F-9")
    assert "この付議に戻ります" in answer.text


def test_a_contract_that_is_not_on_file_yet_is_warned_about_and_taken(city, secretariat):
    answer = fill_in(secretariat, MATTER, **GOOD, contracts="R9-777")
    assert answer.status_code == 303
    page = secretariat.get(answer.location).text
    assert "契約番号「R9-777」の契約がまだ台帳にありません" in page
    assert "まだ台帳にありません" in page


def test_the_same_form_sent_twice_makes_one_matter(city, secretariat):
    fields = {**boxes(secretariat.get(MATTER).text), **GOOD}
    assert secretariat.send_as_is(MATTER, **fields).status_code == 303
    assert secretariat.send_as_is(MATTER, **fields).status_code == 303
    assert city.count("council_matters") == 4


def test_who_was_slower_is_told_and_sees_both(city, secretariat):
    slower = boxes(secretariat.get(CHANGE).text)
    assert fill_in(secretariat, CHANGE, title="先に直した件名").status_code == 303
    answer = secretariat.send_as_is(CHANGE, **{**slower, "title": "後から直した件名"})
    assert answer.status_code == 200
    assert "先に直した件名" in answer.text
    assert "後から直した件名" in answer.text
    again = secretariat.send_as_is(CHANGE, **{**boxes(answer.text), "title": "後から直した件名"})
    assert again.status_code == 303


def test_a_form_without_any_change_writes_nothing(city, secretariat):
    answer = fill_in(secretariat, CHANGE)
    assert "変わったところがない" in answer.text
    assert city.count("council_matters") == 3


@pytest.mark.parametrize("seen", ["", "x", "0", "999999", "9" * 40])
def test_a_revision_that_never_was_is_not_found(city, secretariat, seen):
    fields = {**boxes(secretariat.get(CHANGE).text), "title": "別の件名", "seen": seen}
    assert secretariat.send_as_is(CHANGE, **fields).status_code == 404


def test_the_revision_of_another_matter_changes_nothing(city, secretariat):
    other = boxes(secretariat.get(f"/council/secretariat/matter-change/{ASKED}").text)["seen"]
    fields = {**boxes(secretariat.get(CHANGE).text), "title": "別の件名", "seen": other}
    assert secretariat.send_as_is(CHANGE, **fields).status_code == 404


def test_a_department_answers_for_its_own_contracts_only(city):
    officer, other = as_(city, "officer"), as_(city, "other")
    path = f"/council/department/advice-answer/contract/{OWN}?key=J1"
    assert officer.get(path).status_code == 200
    assert other.get(path).status_code == 404
    of_link = f"/council/department/advice-answer/connection/{LONELY}?key=J1"
    assert officer.get(of_link).status_code == 200
    assert other.get(of_link).status_code == 404
    assert other.get(f"/council/opinion-answer/{TOLD}?key=1").status_code == 404


@pytest.mark.parametrize("login", ["officer", "advisor", "auditor", "admin"])
def test_only_the_secretariat_keeps_matters_sessions_and_opinions(city, login):
    browser = as_(city, login)
    for path in (MATTER, CHANGE, "/council/session", f"/council/opinion/{TOLD}"):
        assert browser.get(path).status_code == 403


@pytest.mark.parametrize("login", ["officer", "auditor", "secretariat", "admin"])
def test_only_the_advisor_gives_advice_as_the_advisor(city, login):
    assert as_(city, login).get(f"/council/advisor/advice/contract/{OWN}").status_code == 403


def test_the_advisor_changes_the_advice_and_not_its_answer(city):
    fill_in(
        as_(city, "officer"),
        f"/council/department/advice-answer/contract/{OWN}?key=J1",
        answer="見直しました。",
    )
    advisor = as_(city, "advisor")
    path = f"/council/advisor/advice-change/contract/{OWN}?key=J1"
    assert "担当課の対応" not in boxes(advisor.get(path).text)
    assert fill_in(advisor, path, text="記録を年に二度見直すこと").status_code == 303
    page = advisor.get(f"/council/matters/{TOLD}").text
    assert "記録を年に二度見直すこと" in page
    assert "見直しました。" in page


def test_a_promise_that_is_not_there_cannot_answer_advice(city):
    path = f"/council/department/advice-answer/contract/{OWN}?key=J1"
    answer = fill_in(as_(city, "officer"), path, promised="S99")
    assert "この番号の保護対策はまだありません" in answer.text


def test_a_promise_that_is_not_there_cannot_answer_an_opinion(city, secretariat):
    path = f"/council/opinion/{TOLD}"
    answer = fill_in(secretariat, path, text="どう守るのか", promised="S99")
    assert "S99：この番号の保護対策は" in answer.text
    assert city.count("council_opinions") == 0


def test_two_opinions_of_one_number_are_refused(city, secretariat):
    path = f"/council/opinion/{TOLD}"
    assert fill_in(secretariat, path, number="1", text="はじめの意見").status_code == 303
    answer = fill_in(secretariat, path, number="1", text="次の意見")
    assert "すでに登録されています" in answer.text


def test_who_was_slower_with_an_opinion_is_told(city, secretariat):
    fill_in(secretariat, f"/council/opinion/{TOLD}", text="はじめの意見")
    path = f"/council/opinion-change/{TOLD}?key=1"
    slower = boxes(secretariat.get(path).text)
    assert fill_in(secretariat, path, text="先に直した意見").status_code == 303
    answer = secretariat.send_as_is(path, **{**slower, "text": "後から直した意見"})
    assert "ほかの人がこの内容を変えました" in answer.text


@pytest.mark.parametrize("key", ["", "404", "あ" * 3_000])
def test_what_the_address_names_and_is_not_there_is_not_found(city, secretariat, key):
    for path in (
        f"/council/opinion-change/{TOLD}",
        f"/council/secretariat/advice-change/contract/{OWN}",
        f"/council/secretariat/safeguard-change/connection/{LONELY}",
    ):
        assert secretariat.get(f"{path}?key={key}").status_code == 404
    assert (
        secretariat.get(f"/council/secretariat/advice/contract/{OWN}?branch=9").status_code == 404
    )


def test_a_session_is_entered_and_its_matters_follow_it_to_another_day(city, secretariat):
    answer = fill_in(
        secretariat,
        "/council/session?held=2026-05-14&session=令和8年度第1回",
        name="令和8年度第1回",
        place="第一会議室",
    )
    assert answer.status_code == 303
    [(key,)] = city.rows("SELECT id FROM council_sessions WHERE is_current")
    assert "第一会議室" in secretariat.get(f"/council/matters/{TOLD}").text
    moved = fill_in(secretariat, f"/council/session/{key}", **day("held_on", 2026, 5, 21))
    assert moved.status_code == 303
    days = city.rows("SELECT number, held_on FROM council_matters WHERE is_current")
    assert {number: str(held) for number, held in days} == {
        TOLD: "2026-05-21",
        TOLD_ELSEWHERE: "2026-05-21",
        ASKED: "2026-05-21",
    }
    assert city.entries(OWN)[-1].corrects is not None
    assert city.entries(OTHER)[-1].corrects is not None
    assert city.run("verify").exit_code == 0
    assert "R8.5.21" in secretariat.get("/council/sessions").text


def test_a_session_that_only_its_matters_name_can_be_given_another_name_at_once(city, secretariat):
    path = "/council/session?held=2026-05-14&session=令和8年度第1回"
    assert fill_in(secretariat, path, name="令和8年度第2回").status_code == 303
    names = city.rows("SELECT DISTINCT session FROM council_matters WHERE is_current")
    assert [name for (name,) in names] == ["令和8年度第2回"]


def test_the_same_session_cannot_be_entered_twice(city, secretariat):
    path = "/council/session"
    typed = {"name": "令和8年度第3回", **day("held_on", 2026, 9, 10)}
    assert fill_in(secretariat, path, **typed).status_code == 303
    answer = fill_in(secretariat, path, **typed)
    assert "すでに登録されています" in answer.text
    assert city.count("council_sessions") == 1


def test_a_session_without_a_day_or_with_an_impossible_one_is_refused(city, secretariat):
    for typed in ({}, day("held_on", 2026, 2, 30)):
        answer = fill_in(secretariat, "/council/session", name="第9回", **typed)
        assert answer.status_code == 200
        assert WRONG in answer.text
    for path in ("/council/session/404", "/council/session/999999999999999999999"):
        assert secretariat.get(path).status_code == 404


def test_a_department_enters_changes_and_ends_its_own_connection(city):
    officer = as_(city, "officer")
    made = fill_in(
        officer,
        "/council/department/connection",
        number="K-9",
        title="図書館との結合",
        counterpart="県立図書館",
        **day("starts_on", 2026, 10, 1),
    )
    assert made.status_code == 303
    assert made.location.endswith("/council/connections/K-9")
    change = "/council/department/connection-change/connection/K-9"
    assert fill_in(officer, change, form="VPN", amendment="corrected").status_code == 303
    end = "/council/department/connection-end/connection/K-9"
    why = {"amended_reason": "回線をやめるため"}
    assert fill_in(officer, end, **day("ends_on", 2026, 10, 31), **why).status_code == 303
    page = officer.get("/council/connections/K-9").text
    assert "VPN" in page
    assert "R8.10.31" in page
    assert "図書館との結合" in officer.get("/council/connections?which=ended&on=2026-11-20").text
    wrong = fill_in(officer, end, **day("ends_on", 2026, 9, 1), **why)
    assert "以後の日付にしてください" in wrong.text


def test_a_connection_is_not_entered_for_another_department_or_under_a_taken_number(city):
    officer = as_(city, "officer")
    path = "/council/department/connection"
    page = officer.get(path).text
    assert f">{DEPARTMENT}<" in page
    assert ">収納課<" not in page
    good = {"title": "結合", "counterpart": "県"}
    taken = fill_in(officer, path, number=FOREIGN, **good)
    assert taken.status_code == 200
    assert WRONG in taken.text
    elsewhere = fill_in(officer, path, number="K-9", department="収納課", **good)
    assert elsewhere.status_code == 200
    stranger = fill_in(officer, path, number="K-9", contract_number=OTHER, **good)
    assert stranger.status_code == 200
    assert (
        officer.get(f"/council/department/connection-end/connection/{FOREIGN}").status_code == 404
    )


def test_a_promise_for_a_connection_is_entered_and_changed(city):
    officer = as_(city, "officer")
    path = f"/council/department/safeguard/connection/{LONELY}"
    made = fill_in(officer, path, text="回線を暗号化する", category="システム上")
    assert made.status_code == 303
    change = f"/council/department/safeguard-change/connection/{LONELY}?key=S2"
    assert fill_in(officer, change, text="回線を強い暗号で守る").status_code == 303
    assert "回線を強い暗号で守る" in officer.get(f"/council/connections/{LONELY}").text
