"""カレンダーの配信: a secret address that shows one person's calendar, and nothing to others."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from app.clock import now
from tests.integration.browser import Browser, log_lines
from tests.integration.installation import Installation
from tests.integration.visiting import ALONE, FIRST, arranged, make_city

FEED = "/calendar/feed"
ADDRESS = re.compile(r'value="http://[^/"]+(/calendar/feed/([A-Za-z0-9_-]{43})\.ics)"')


@pytest.fixture
def city(installation: Installation) -> Installation:
    made = make_city(installation)
    made.run("settings", "set", "calendar_feed", "はい")
    return made


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def program(city: Installation) -> Browser:
    """A calendar program: it has an address and no session."""
    return Browser(city, "192.0.2.99")


def new_address(browser: Browser, whose: str = "department") -> tuple[str, str]:
    found = ADDRESS.search(browser.send(FEED, whose=whose).text)
    assert found is not None
    return found[1], found[2]


def test_it_is_off_until_the_city_switches_it_on(installation):
    city = make_city(installation)
    officer = Browser(city).come_in("officer")
    assert "止められています" in officer.get(FEED).text
    assert officer.send(FEED, whose="all").status_code == 303
    assert city.count("calendar_feeds") == 0


def test_whoever_knows_the_address_reads_the_persons_calendar_and_no_more(officer, program):
    arranged(officer, inspections=[FIRST])
    path, _ = new_address(officer)
    answer = program.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert "no-store" in answer.headers["Cache-Control"]
    text = Calendar.from_ical(answer.data).to_ical().decode().replace("\r\n ", "")
    assert "見守り配信" in text
    assert ALONE not in text
    assert program.get("/").status_code == 303


def test_the_address_is_shown_once_and_only_its_hash_is_kept(officer, city):
    _, secret = new_address(officer)
    assert secret not in officer.get(FEED).text
    assert secret not in repr(city.tables())


def test_a_renewed_address_takes_the_place_of_the_one_before(officer, program):
    before, _ = new_address(officer)
    after, _ = new_address(officer)
    assert program.get(before).status_code == 404
    assert program.get(after).status_code == 200


def test_a_feed_that_was_ended_is_no_more(officer, program):
    path, _ = new_address(officer)
    assert officer.send(FEED, end="1").status_code == 303
    assert program.get(path).status_code == 404


def test_it_ends_when_the_city_switches_it_off(officer, program, city):
    path, _ = new_address(officer)
    city.run("settings", "set", "calendar_feed", "いいえ")
    assert program.get(path).status_code == 404


def test_it_ends_with_the_persons_account(officer, program, city):
    path, _ = new_address(officer)
    assert city.run("users", "deactivate", "officer").exit_code == 0
    assert program.get(path).status_code == 404


def test_it_shows_what_the_persons_roles_of_the_day_allow(officer, program, city):
    path, _ = new_address(officer, "all")
    assert FIRST in program.get(path).text
    city.change(
        "UPDATE roles SET department_id = (SELECT id FROM departments WHERE name = '収納課')"
        " WHERE person_id = (SELECT id FROM people WHERE login = 'officer')"
    )
    text = program.get(path).text
    assert FIRST not in text
    assert ALONE in text
    city.change("DELETE FROM roles")
    assert program.get(path).status_code == 404


def test_every_fetch_is_logged_without_the_secret(officer, program, city):
    path, secret = new_address(officer)
    program.get(path)
    program.get("/calendar/feed/nobodys-secret.ics")
    fetched = [line for line in log_lines(city) if line[1] == "fetch_calendar"]
    assert [(line[2], line[3], line[4]) for line in fetched] == [
        ("officer", "done", "192.0.2.99"),
        ("", "refused", "192.0.2.99"),
    ]
    assert secret not in repr(log_lines(city))
    assert "nobodys-secret" not in repr(log_lines(city))


def test_who_asks_without_end_has_to_wait_and_holds_up_nobody_else(officer, program, city):
    path, _ = new_address(officer)
    wrong = "/calendar/feed/nobodys-secret.ics"
    assert {program.get(wrong).status_code for _ in range(30)} == {404}
    late = program.get(wrong)
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0
    assert program.get(path).status_code == 200
    city.change("UPDATE calendar_fetches SET at = :at", at=str(now() - timedelta(hours=1))[:26])
    assert program.get(wrong).status_code == 404


def test_one_feed_is_not_fetched_without_end_either(officer, program, city):
    path, _ = new_address(officer)
    assert {program.get(path).status_code for _ in range(30)} == {200}
    assert program.get(path).status_code == 429
    other, _ = new_address(Browser(city).come_in("manager"))
    assert program.get(other).status_code == 200


@pytest.mark.parametrize("secret", ["x", "あ" * 50, "%00", "a" * 5_000, "..%2F..%2Fetc"])
def test_nonsense_is_nobodys_feed(program, secret):
    assert program.get(f"/calendar/feed/{secret}.ics").status_code in (400, 404)
