"""やること: a compared certificate that waits for a second person, seen by each of the two."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.clock import today
from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.certificates import (
    AS_FILED,
    CERTIFICATE,
    CONFIRM,
    NUMBER,
    SAVE,
    a_city,
    confirmed_on,
    erased,
    load_more,
    send,
)
from tests.integration.installation import Installation
from tests.integration.statements import statements

ROW = re.compile(r"<tr>(?:(?!</tr>).)*?消去の確認　証明書 " + CERTIFICATE + r".*?</tr>", re.S)


@pytest.fixture
def by_two(installation: Installation) -> Installation:
    city = a_city(installation)
    assert city.run("settings", "set", "confirm_by_two", "はい").exit_code == 0
    return city


@pytest.fixture
def officer(by_two: Installation) -> Browser:
    return Browser(by_two).come_in("officer")


@pytest.fixture
def colleague(by_two: Installation) -> Browser:
    return Browser(by_two).come_in("colleague")


def row(browser: Browser) -> str:
    """The line of the certificate on the home page, in words and links."""
    page = browser.get("/").text
    [found] = ROW.findall(page)
    return unescape(found)


def test_before_anybody_has_compared_both_are_asked_to(officer, colleague):
    for browser in (officer, colleague):
        assert ">証明書を照合<" in row(browser)


def test_whoever_compared_sees_that_others_are_waited_for(officer):
    send(officer, AS_FILED, SAVE)
    line = row(officer)
    assert "ほかの方の確認待ち" in line
    assert ">照合を見る<" in line
    assert "消去を確認" not in line


def test_the_other_person_is_led_to_the_confirmation_by_one_button(officer, colleague, by_two):
    send(officer, AS_FILED, SAVE)
    line = row(colleague)
    assert "照合済み・確認待ち" in line
    assert "ほかの方" not in line
    [href] = re.findall(r'<a class="button[^"]*" href="([^"]+)"', line)
    assert 'value="confirm"' in colleague.get(href).text
    day = today().isoformat()
    said = {"confirmed_on": day, "confirmation": "書面", "officer": "水城 あおい"}
    parts = dict(zip(("year", "month", "day"), day.split("-"), strict=True))
    dates = {f"confirmed_on-{part}": value for part, value in parts.items()}
    assert send(colleague, {}, CONFIRM, **said, **dates).status_code == 303
    assert confirmed_on(by_two) == day
    for browser in (officer, colleague):
        assert not ROW.findall(browser.get("/").text)


def test_half_a_comparison_waits_for_nobody_yet(officer, colleague):
    send(officer, {"D1": AS_FILED["D1"]}, SAVE)
    for browser in (officer, colleague):
        assert ">証明書を照合<" in row(browser)


def test_what_differs_waits_for_the_contractor_and_not_for_a_second_person(officer, colleague):
    send(officer, {"D1": {"count": "7", "match": "different"}, "D2": AS_FILED["D2"]}, SAVE)
    for browser in (officer, colleague):
        assert ">証明書を照合<" in row(browser)


def test_data_that_comes_onto_the_certificate_later_has_to_be_compared_first(
    officer, colleague, by_two
):
    send(officer, AS_FILED, SAVE)
    load_more(by_two, 返還消去=[erased("D3", 320)])
    assert ">証明書を照合<" in row(colleague)


def test_without_the_setting_the_row_stays_as_it_is(officer, by_two):
    assert by_two.run("settings", "set", "confirm_by_two", "いいえ").exit_code == 0
    send(officer, AS_FILED, SAVE)
    assert ">証明書を照合<" in row(officer)


def test_another_department_hears_nothing_of_it(officer, by_two):
    send(officer, AS_FILED, SAVE)
    page = Browser(by_two).come_in("elsewhere").get("/").text
    assert NUMBER not in page
    assert "確認待ち" not in page


def test_where_no_date_is_owed_it_stands_in_a_group_of_its_own(officer, colleague, by_two):
    """Its due item may lie far ahead or be switched off: the second person is told all the same."""
    send(officer, AS_FILED, SAVE)
    by_two.change("DELETE FROM due_items WHERE kind = 'erasure_confirmation'")
    assert ">確認待ち 1件<" in colleague.get("/").text.replace("<b>", "").replace("</b>", "")
    assert ">消去を確認<" in row(colleague)
    assert ">照合を見る<" in row(officer)


def test_whoever_only_looks_is_not_asked(officer, by_two):
    send(officer, AS_FILED, SAVE)
    add_person(by_two, "looks", Role.AUDITOR)
    assert "照合済み" not in Browser(by_two).come_in("looks").get("/").text


def test_the_questions_to_the_database_do_not_grow_with_the_certificates(
    officer, colleague, by_two
):
    send(officer, AS_FILED, SAVE)
    with statements(by_two) as sent:
        colleague.get("/")
    assert len(sent) <= 16, sent
