"""消去の確認: by another person than the one who compared, and what cannot be sent at all."""

from __future__ import annotations

from typing import Any

import pytest

from app.clock import today
from tests.integration.browser import Browser
from tests.integration.certificates import (
    AS_FILED,
    CERTIFICATE,
    CONFIRM,
    NUMBER,
    SAVE,
    WHERE,
    a_city,
    box,
    boxes,
    certificate_cells,
    confirmed_on,
    erased,
    fill,
    load_more,
    results,
    send,
)
from tests.integration.entry_forms import an_officer
from tests.integration.entry_forms import boxes as boxes_of_entry
from tests.integration.installation import Installation
from tests.unit.papers_read_back import page_texts

A_MEGABYTE = "あ" * 340_000
NOTHING = f"/erasures/{NUMBER}?key=KT-9"  # a certificate that no erasure names
CONFIRMATION = {
    "confirmed_on-year": today().isoformat(),
    "confirmed_on-month": "",
    "confirmed_on-day": "",
    "confirmation": "書面",
    "officer": "水城 あおい",
}


@pytest.fixture
def city(installation: Installation) -> Installation:
    return a_city(installation)


@pytest.fixture
def by_two(city: Installation) -> Installation:
    assert city.run("settings", "set", "confirm_by_two", "はい").exit_code == 0
    return city


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def colleague(city: Installation) -> Browser:
    return Browser(city).come_in("colleague")


def test_without_the_setting_one_person_does_both(city):
    assert city.run("settings", "set", "confirm_by_two", "たぶん").exit_code != 0
    assert city.rows("SELECT value FROM settings WHERE name = 'confirm_by_two'") == []


def test_whoever_compared_is_told_who_may_confirm(officer, by_two):
    page = officer.get(WHERE).text
    assert "照合した人とは別の人が行います" in page
    assert 'value="confirm"' not in page
    send(officer, AS_FILED, SAVE)
    page = officer.get(WHERE).text
    assert "この証明書は、あなたが照合しました。確認できる人：水城 あおいさん。" in page
    assert 'value="confirm"' not in page


def test_whoever_compared_cannot_confirm_by_another_way_either(officer, by_two):
    fields = fill(officer.get(WHERE).text, AS_FILED)
    day = today()
    fields |= {"confirmed_on": day.isoformat(), "confirmation": "書面", "officer": "水城 あおい"}
    answer = officer.send_as_is(WHERE, **{**fields, "go": CONFIRM})
    assert "照合した人と別の人が行います" in answer.text
    assert results(by_two) == [("D1", "same", 1), ("D2", "same", 1)]
    assert confirmed_on(by_two) is None


def test_another_person_confirms_what_was_compared(officer, colleague, by_two):
    send(officer, AS_FILED, SAVE)
    assert 'value="confirm"' in colleague.get(WHERE).text
    assert send(colleague, {}, CONFIRM).status_code == 303
    assert confirmed_on(by_two) == today().isoformat()
    assert by_two.entries(NUMBER)[-1].written_by == "水城 あおい（colleague）"
    text = "".join(page_texts(by_two.printed("erasure-confirmation", NUMBER)))
    packed = "".join(text.split())
    assert "照合宮野さくら" in packed
    assert "確認水城あおい" in packed


def test_whoever_changes_a_line_has_compared_too(officer, colleague, by_two):
    send(officer, AS_FILED, SAVE)
    answer = send(colleague, {"D2": {"reason": "画面でも見た"}}, CONFIRM)
    assert "照合した人と別の人が行います" in answer.text
    assert "いま確認できる人は、課にほかにいません" in answer.text
    assert confirmed_on(by_two) is None


def without_data(browser: Browser, go: str, /, **more: str) -> Any:
    """Presses a button on the page of a certificate that no erasure names."""
    fields = boxes(browser.get(NOTHING).text)
    return browser.send_as_is(NOTHING, **{**fields, **more, "go": go})


def test_a_certificate_without_data_needs_two_persons_as_well(officer, colleague, by_two):
    load_more(by_two, 消去証明=[certificate_cells("KT-9")])
    page = officer.get(NOTHING).text
    assert 'value="confirm"' not in page
    assert 'name="without_data"' in page
    assert without_data(officer, SAVE, without_data="y").status_code == 303
    page = officer.get(NOTHING).text
    assert "対象のデータが台帳にないことを確かめました。" in page
    assert "確認できる人：水城 あおいさん。" in page
    assert 'value="confirm"' not in page
    assert without_data(colleague, CONFIRM, **CONFIRMATION).status_code == 303
    assert by_two.entries(NUMBER)[-1].written_by == "水城 あおい（colleague）"
    assert by_two.run("verify").exit_code == 0
    texts = page_texts(by_two.printed("erasure-confirmation", NUMBER))
    packed = "".join("".join(text.split()) for text in texts)
    assert "照合宮野さくら" in packed
    assert "確認水城あおい" in packed


def test_one_person_alone_never_confirms_that_there_is_nothing(officer, by_two):
    load_more(by_two, 消去証明=[certificate_cells("KT-9")])
    answer = without_data(officer, CONFIRM, without_data="y", **CONFIRMATION)
    assert "照合した人と別の人が行います" in answer.text
    assert by_two.entries(NUMBER)[-1].kind != "消去確認"


def test_whoever_made_sure_and_whoever_confirms_both_see_it_wait(officer, colleague, by_two):
    load_more(by_two, 消去証明=[certificate_cells("KT-9")])
    without_data(officer, SAVE, without_data="y")
    assert "ほかの方の確認待ち" in officer.get("/").text
    assert ">消去を確認<" in colleague.get("/").text


def test_data_that_comes_later_has_to_be_compared_after_all(officer, colleague, by_two):
    load_more(by_two, 消去証明=[certificate_cells("KT-9")])
    without_data(officer, SAVE, without_data="y")
    late = boxes(colleague.get(NOTHING).text)
    load_more(by_two, 返還消去=[erased("D3", 320, certificate="KT-9")])
    answer = colleague.send_as_is(NOTHING, **{**late, **CONFIRMATION, "go": CONFIRM})
    assert "照合していないデータがあります：D3。" in answer.text
    assert 'value="confirm"' not in colleague.get(NOTHING).text
    answer = colleague.send_as_is(NOTHING, **{**late, "without_data": "y", "go": SAVE})
    assert "台帳に加わりました" in answer.text


def test_a_person_who_has_another_name_by_now_is_still_the_same(officer, by_two):
    send(officer, AS_FILED, SAVE)
    by_two.change("UPDATE people SET name = '高嶺 さくら' WHERE login = 'officer'")
    assert "あなたが照合しました" in officer.get(WHERE).text


@pytest.mark.parametrize(
    "path",
    [
        f"/erasures/{NUMBER}",
        f"/erasures/{NUMBER}?key=KT-404",
        f"/erasures/{NUMBER}?branch=1&key={CERTIFICATE}",
        f"/erasures/{NUMBER}?branch=99999999999999999999&key=x",
        f"/erasures/R9-999?key={CERTIFICATE}",
        f"/erasures/R8-002?key={CERTIFICATE}",
        f"/entries/confirmation/{NUMBER}?key={CERTIFICATE}",
    ],
)
def test_what_is_not_there_is_not_found(officer, city, path):
    before = city.tables(without=["operation_log"])
    assert officer.get(path).status_code == 404
    assert officer.send(path, go=CONFIRM).status_code == 404
    assert city.tables(without=["operation_log"]) == before


def test_a_certificate_of_another_department_is_as_if_it_were_not_there(city):
    stranger = Browser(city).come_in("elsewhere")
    assert stranger.get(WHERE).status_code == 404
    assert stranger.send(WHERE, go=CONFIRM).status_code == 404


def test_a_form_of_somebody_else_is_refused(officer, city):
    fields = {**fill(officer.get(WHERE).text, AS_FILED), "csrf_token": "0" * 64, "go": CONFIRM}
    assert officer.send_as_is(WHERE, **fields).status_code == 400
    assert (results(city), confirmed_on(city)) == ([], None)


@pytest.mark.parametrize("which", ["numbers", "count", "reason"])
@pytest.mark.parametrize("wrong", [A_MEGABYTE, "右から\u202e左へ", "\x07"])
def test_what_cannot_be_is_said_beside_its_box_and_never_kept(officer, city, which, wrong):
    answer = send(officer, {"D1": {"match": "different", which: wrong}}, SAVE)
    assert answer.status_code == 200
    assert "か所を直してください" in answer.text
    assert results(city) == []


def test_half_a_character_never_breaks_the_page(officer, city):
    page = officer.get(WHERE).text
    fields = {**boxes(page), "go": SAVE, box(page, "D1", "match"): "different"}
    body = "&".join(f"{name}={value}" for name, value in fields.items())
    body += f"&{box(page, 'D1', 'reason')}=%ED%A0%80"
    kind = "application/x-www-form-urlencoded"
    answer = officer.open(WHERE, "POST", data=body, content_type=kind)
    assert answer.status_code in (200, 303)
    assert city.run("verify").exit_code == 0


@pytest.mark.parametrize(
    ("box_name", "wrong"),
    [
        ("confirmed_on-year", "2026-02-30"),
        ("confirmed_on-year", "9" * 5_000),
        ("confirmation", "念力"),
        ("officer", ""),
        ("officer", A_MEGABYTE),
    ],
)
def test_a_confirmation_that_cannot_be_is_said(officer, city, box_name, wrong):
    answer = send(officer, AS_FILED, CONFIRM, **{box_name: wrong})
    assert answer.status_code == 200
    assert "か所を直してください" in answer.text
    assert (results(city), confirmed_on(city)) == ([], None)


@pytest.mark.parametrize("seen", ["", "x", "9" * 5_000, "0"])
def test_a_revision_that_is_none_confirms_nothing(officer, city, seen):
    answer = send(officer, AS_FILED, CONFIRM, seen=seen)
    assert answer.status_code in (200, 404)
    assert (results(city), confirmed_on(city)) == ([], None)


def test_what_was_typed_comes_back_after_the_session_has_ended(officer, city):
    fields = {**fill(officer.get(WHERE).text, {"D1": {"numbers": "HDD-5"}}), "go": CONFIRM}
    city.change("DELETE FROM sessions")
    answer = officer.send_as_is(WHERE, **fields)
    assert "入力していた内容は残っています" in answer.text
    assert "HDD-5" in answer.text
    assert results(city) == []


def test_the_second_of_two_clicks_on_a_visit_named_by_its_year_is_no_error(golden):
    """The visit no longer waits once the first click has put it on file."""
    officer = an_officer(golden)
    number, year = "R2-教支-034", today().year if today().month > 3 else today().year - 1
    plan = f"/entries/plan/{number}?year={year}"
    fields = boxes_of_entry(officer.get(plan).text) | {"planned_on-year": today().isoformat()}
    fields |= {"planned_on-month": "", "planned_on-day": "", "fiscal_year": str(year)}
    fields |= {"day_reason": "相手方の都合"}  # today may be a closed day
    answer = officer.send_as_is(plan, **fields)
    assert answer.status_code == 303, answer.text[answer.text.index("<main") :][:3000]
    path = f"/entries/conclusion/{number}?key={year}"
    fields = boxes_of_entry(officer.get(path).text)
    fields |= {"carried_out_on-year": today().isoformat(), "judgement": "適"}
    fields |= {"carried_out_on-month": "", "carried_out_on-day": ""}
    first = officer.send_as_is(path, **fields)
    if first.status_code == 200:
        fields |= {"agreed": boxes_of_entry(first.text)["agreed"]}
        first = officer.send_as_is(path, **fields)
    assert first.status_code == 303
    assert officer.send_as_is(path, **fields).status_code == 303
    assert officer.get(path).status_code == 404
