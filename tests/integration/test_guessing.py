"""歯止め: guessing becomes slow, and its victim still comes in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from app.acts import throttle
from app.acts.throttle import TooManyTriesError
from app.workflows.sign_in import SignInRefusedError, sign_in
from audits.roles import Role
from tests.integration.browser import PASSWORD, Browser, add_person
from tests.integration.installation import AT, Installation

OFFICE, ELSEWHERE = "192.0.2.7", "198.51.100.9"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def city(installation: Installation) -> Installation:
    """An installation with two people."""
    add_person(installation, "miyano", Role.AUDITOR)
    add_person(installation, "ogata", Role.AUDITOR)
    return installation


def outcome(city: Installation, login: str, password: str, address: str, at: datetime) -> str:
    with city.app.app_context():
        try:
            sign_in(login, password, address=address, at=at)
        except SignInRefusedError:
            return "refused"
        except TooManyTriesError as early:
            return f"wait {early.seconds}"
    return "in"


def guess(city: Installation, at: datetime, login: str = "miyano", address: str = ELSEWHERE) -> str:
    return outcome(city, login, "a guess", address, at)


def test_after_five_failures_every_further_one_doubles_the_wait(city):
    at = AT
    for _ in range(5):
        assert guess(city, at) == "refused"
    for seconds in (30, 60, 120, 240, 480, 900, 900):
        assert guess(city, at + SECOND) == f"wait {seconds - 1}"
        at += seconds * SECOND
        assert guess(city, at) == "refused"


def test_three_hundred_guesses_of_one_evening_try_hardly_any_password(city):
    tried = [guess(city, AT + n * 30 * SECOND) for n in range(300)]
    assert tried.count("refused") < 40


def test_the_victim_comes_in_from_another_address_all_the_while(city):
    for n in range(50):
        guess(city, AT + n * SECOND)
    assert outcome(city, "miyano", PASSWORD, OFFICE, AT + 50 * SECOND) == "in"


def test_even_at_the_same_address_the_wait_is_never_more_than_a_quarter_of_an_hour(city):
    last = AT
    for n in range(40):
        at = AT + n * 5 * MINUTE
        last = at if guess(city, at, address=OFFICE) == "refused" else last
    assert outcome(city, "miyano", PASSWORD, OFFICE, last + 15 * MINUTE) == "in"


def test_who_comes_in_starts_anew(city):
    for n in range(4):
        guess(city, AT + n * SECOND, address=OFFICE)
    assert outcome(city, "miyano", PASSWORD, OFFICE, AT + 5 * SECOND) == "in"
    for n in range(5):
        assert guess(city, AT + (10 + n) * SECOND, address=OFFICE) == "refused"


def test_trying_many_names_from_one_address_becomes_slow_too(city):
    tried = [guess(city, AT + n * SECOND, f"name{n}") for n in range(60)]
    assert tried.count("refused") == throttle.FREE_TRIES_OF_AN_ADDRESS
    assert guess(city, AT + 61 * SECOND, "another").startswith("wait")
    assert guess(city, AT + 89 * SECOND, "another") == "refused"


def test_a_colleague_at_that_address_who_has_come_in_before_is_not_held_back(city):
    assert outcome(city, "ogata", PASSWORD, OFFICE, AT) == "in"
    for n in range(60):
        guess(city, AT + n * SECOND, f"name{n}", OFFICE)
    assert outcome(city, "ogata", PASSWORD, OFFICE, AT + 61 * SECOND) == "in"


def test_an_hour_later_nothing_is_held_against_anybody(city):
    for n in range(5):
        guess(city, AT + n * SECOND)
    assert guess(city, AT + timedelta(hours=1, seconds=5)) == "refused"
    assert city.count("sign_in_attempts") == 1


def test_tries_that_have_to_wait_leave_no_trace_to_fill_the_disk(city):
    for n in range(5):
        guess(city, AT + n * SECOND)
    before = city.tables()
    for _ in range(20):
        assert guess(city, AT + 6 * SECOND).startswith("wait")
    assert city.tables() == before


def test_many_guesses_at_once_are_counted_one_by_one(city):
    with ThreadPoolExecutor(8) as pool:
        tried = list(pool.map(lambda _: guess(city, AT), range(24)))
    assert tried.count("refused") == throttle.FREE_TRIES


def test_the_page_says_how_long_to_wait_and_names_the_time_for_programs(city):
    browser = Browser(city)
    for _ in range(5):
        browser.sign_in("miyano", "a guess")
    page = browser.sign_in("miyano")
    assert page.status_code == 429
    assert 1 <= int(page.headers["Retry-After"]) <= 30
    assert "しばらく受け付けません" in page.text
    assert not browser.is_signed_in()


def test_no_login_is_kept_in_clear_with_the_tries(city):
    guess(city, AT, "a password in the wrong box")
    assert "a password in the wrong box" not in repr(city.tables())
