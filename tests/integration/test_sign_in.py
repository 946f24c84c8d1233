"""サインイン: coming in with a password, going out, and how long it holds."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from app.acts.demo_accounts import make_known
from app.acts.throttle import TooManyTriesError
from app.clock import day_of, now
from app.records import sessions
from app.records.database import db, reading, transaction
from app.workflows.sign_in import FirstPasswordEndedError, SignInRefusedError, sign_in
from audits.roles import Role
from tests.integration.browser import PASSWORD, Browser, add_person, log_lines
from tests.integration.installation import AT, BY, Installation

ADDRESS = "192.0.2.7"
MINUTE = timedelta(minutes=1)
NEW = "kumo-ga-nagareru-4-hiki"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """An installation with an auditor."""
    add_person(installation, "miyano", Role.AUDITOR)
    return installation


@pytest.fixture
def browser(city: Installation) -> Browser:
    return Browser(city)


def holds(city: Installation, token: str, at) -> bool:
    with city.app.app_context(), reading() as session:
        digest = sha256(token.encode()).hexdigest()
        return sessions.signed_in(session, digest, at=at, day_of=day_of) is not None


def come_in_at(city: Installation, at, login: str = "miyano", password: str = PASSWORD) -> str:
    with city.app.app_context():
        return sign_in(login, password, address=ADDRESS, at=at)


def test_with_the_password_one_comes_in_and_goes_on_to_the_page_one_wanted(browser):
    asked = browser.get("/password")
    assert asked.status_code == 303
    assert asked.location == "/sign-in?next=/password"
    came_in = browser.sign_in("miyano", path=asked.location)
    assert came_in.status_code == 303
    assert came_in.location == "/password"
    assert browser.is_signed_in()


@pytest.mark.parametrize("login", ["MIYANO", " miyano ", "ｍｉｙａｎｏ"])
def test_capitals_and_full_width_letters_of_a_login_make_no_difference(browser, login):
    assert browser.sign_in(login).status_code == 303


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("miyano", PASSWORD + "。"),
        ("miyano", PASSWORD[:-1]),
        ("nobody", PASSWORD),
        ("' OR 1=1 --", "x"),
    ],
)
def test_a_wrong_password_and_an_unknown_name_are_refused_with_the_same_sentence(
    browser, login, password
):
    page = browser.sign_in(login, password)
    assert page.status_code == 200
    assert "利用者名かパスワードが違います" in page.text
    assert not browser.is_signed_in()


def test_nothing_that_was_typed_as_a_password_comes_back(browser, city):
    page = browser.sign_in("miyano", "a-canary-in-the-mine")
    assert "a-canary-in-the-mine" not in page.text
    assert "a-canary-in-the-mine" not in repr(city.tables())


def test_the_token_changes_at_the_sign_in_and_the_old_one_opens_nothing(city):
    attacker, victim = Browser(city), Browser(city)
    attacker.get("/sign-in")
    planted = attacker.cookie
    assert planted
    victim.cookie = planted
    victim.sign_in("miyano")
    assert victim.is_signed_in()
    assert victim.cookie != planted
    assert not attacker.is_signed_in()


def test_the_database_keeps_no_token_but_its_sha_256(browser, city):
    browser.sign_in("miyano")
    token = browser.cookie or ""
    assert len(token) >= 43  # 256 bits
    [(kept,)] = city.rows("SELECT token_sha256 FROM sessions")
    assert kept == sha256(token.encode()).hexdigest()
    assert token not in repr(city.tables())


@pytest.mark.parametrize(
    "forged", ["", "x", "A" * 43, "é" * 43, "eyJwZXJzb24iOjF9.aa.bb", "A" * 4000]
)
def test_a_forged_cookie_opens_nothing(browser, forged):
    browser.cookie = forged
    assert browser.get("/password").status_code == 303


def test_the_sha_256_from_the_database_is_no_cookie(browser, city):
    browser.sign_in("miyano")
    [(kept,)] = city.rows("SELECT token_sha256 FROM sessions")
    thief = Browser(city)
    thief.cookie = kept
    assert not thief.is_signed_in()


def test_after_signing_out_a_copied_cookie_opens_nothing(browser, city):
    browser.sign_in("miyano")
    copied = browser.cookie
    left = browser.send("/sign-out")
    assert left.location == "/sign-in"
    assert '"cookies"' in left.headers["Clear-Site-Data"]
    assert browser.cookie is None
    thief = Browser(city)
    thief.cookie = copied or ""
    assert not thief.is_signed_in()
    assert city.count("sessions") == 0


def test_signing_out_ends_one_browser_and_leaves_the_other(city):
    here, there = Browser(city).come_in("miyano"), Browser(city).come_in("miyano")
    here.send("/sign-out")
    assert not here.is_signed_in()
    assert there.is_signed_in()


def test_signing_out_takes_more_than_a_link(browser):
    browser.come_in("miyano")
    assert browser.get("/sign-out").status_code == 405
    assert browser.is_signed_in()


def test_a_session_ends_after_half_an_hour_without_use(city):
    token = come_in_at(city, AT)
    assert holds(city, token, AT + timedelta(minutes=29, seconds=59))
    assert not holds(city, token, AT + timedelta(minutes=30))


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(city):
    token = come_in_at(city, AT)
    for minutes in range(20, 12 * 60, 20):
        city.change(
            "UPDATE sessions SET last_seen_at = :at", at=on_file(city, AT + minutes * MINUTE)
        )
    assert holds(city, token, AT + timedelta(hours=11, minutes=59))
    assert not holds(city, token, AT + timedelta(hours=12))


def on_file(city: Installation, at):
    """A moment as the database of this test stores it."""
    with city.app.app_context():
        return at.replace(tzinfo=None) if db.engine.dialect.name == "sqlite" else at


def test_the_city_says_how_long_a_session_lasts(city):
    assert city.run("settings", "set", "session_idle_minutes", "5").exit_code == 0
    assert city.run("settings", "set", "session_hours", "２").exit_code == 0
    token = come_in_at(city, AT)
    assert not holds(city, token, AT + timedelta(minutes=5))
    [(kept,)] = city.rows("SELECT ends_at FROM sessions WHERE idle_minutes = 5")
    assert "03:02:03" in str(kept) or "12:02:03" in str(kept)
    assert city.run("settings", "set", "session_hours", "0").exit_code == 1


def test_whoever_uses_the_product_stays_signed_in(browser, city):
    browser.come_in("miyano")
    half_idle = "UPDATE sessions SET last_seen_at = :at"
    city.change(half_idle, at=on_file(city, now() - timedelta(minutes=29)))
    assert browser.is_signed_in()
    [(seen,)] = city.rows(
        "SELECT count(*) FROM sessions WHERE last_seen_at > :ago", ago=on_file(city, now() - MINUTE)
    )
    assert seen == 1
    city.change(half_idle, at=on_file(city, now() - timedelta(minutes=31)))
    assert not browser.is_signed_in()


def test_who_is_deactivated_is_out_at_once_and_cannot_come_back(browser, city):
    browser.come_in("miyano")
    assert city.run("users", "deactivate", "miyano").exit_code == 0
    assert not browser.is_signed_in()
    assert "違います" in browser.sign_in("miyano").text


def test_a_first_password_opens_nothing_but_the_page_that_changes_it(city):
    add_person(city, "new", Role.AUDITOR, must_change=True, password="first-password-x")
    browser = Browser(city)
    city.change("UPDATE people SET password_ends_at = NULL WHERE login = 'new'")
    browser.sign_in("new", "first-password-x")
    assert browser.get("/").location == "/password"
    old = browser.cookie
    changed = browser.send("/password", present="first-password-x", new=NEW, repeated=NEW)
    assert changed.location == "/"
    assert browser.cookie != old
    assert browser.get("/password").status_code == 200
    assert "はじめのパスワード" not in browser.get("/password").text
    assert Browser(city).sign_in("new", "first-password-x").status_code == 200
    assert Browser(city).sign_in("new", NEW).status_code == 303


def test_a_first_password_ends_after_fourteen_days(city):
    add_person(city, "new", Role.AUDITOR, must_change=True)
    come_in_at(city, AT + timedelta(days=14) - MINUTE, "new")
    with pytest.raises(FirstPasswordEndedError):
        come_in_at(city, AT + timedelta(days=14), "new")


def test_a_new_password_ends_every_other_session_of_the_person(city):
    here, there = Browser(city).come_in("miyano"), Browser(city).come_in("miyano")
    here.send("/password", present=PASSWORD, new=NEW, repeated=NEW)
    assert here.is_signed_in()
    assert not there.is_signed_in()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"present": "something else"}, "いまのパスワードが違います"),
        ({"new": "short", "repeated": "short"}, "15文字以上"),
        ({"new": "x" * 129, "repeated": "x" * 129}, "128文字以内"),
        ({"new": "Password1Password1", "repeated": "Password1Password1"}, "推測されやすい"),
        ({"new": "miyano.miyano.miyano", "repeated": "miyano.miyano.miyano"}, "推測されやすい"),
        ({"repeated": NEW + "x"}, "一致していません"),
        ({"new": PASSWORD, "repeated": PASSWORD}, "いまと違う"),
    ],
)
def test_a_password_that_cannot_be_taken_is_refused_with_a_reason(city, changes, sentence):
    browser = Browser(city).come_in("miyano")
    city.run("settings", "set", "password_length", "15")
    if changes.get("new") == PASSWORD:
        city.run("settings", "set", "password_length", "8")
    page = browser.send("/password", **{"present": PASSWORD, "new": NEW, "repeated": NEW} | changes)
    assert page.status_code == 200
    assert sentence in page.text
    assert Browser(city).sign_in("miyano").status_code == 303


def test_guessing_the_present_password_in_a_browser_left_open_becomes_slow(city):
    browser = Browser(city).come_in("miyano")
    for _ in range(5):
        browser.send("/password", present="a guess", new=NEW, repeated=NEW)
    page = browser.send("/password", present=PASSWORD, new=NEW, repeated=NEW)
    assert page.status_code == 429
    assert int(page.headers["Retry-After"]) > 0


def test_the_password_of_the_demonstration_stands_on_its_sign_in_page_and_on_no_other(
    browser, city
):
    assert "お試し" not in browser.get("/sign-in").text
    with city.app.app_context(), transaction() as session:
        make_known(session, "a password for all to know", by=BY, at=AT)
    page = browser.get("/sign-in").text
    assert "a password for all to know" in page
    assert "miyano" in page
    assert city.run("settings", "set", "demo_password", "x").exit_code == 1


@pytest.mark.parametrize("login", ["admin", "root", "user", "test", "demo", "mitodoke", ""])
@pytest.mark.parametrize("password", ["admin", "password", "mitodoke", ""])
def test_a_new_installation_lets_nobody_in(installation, login, password):
    with installation.app.app_context(), pytest.raises(SignInRefusedError):
        sign_in(login, password, address=ADDRESS, at=AT)


def test_every_coming_and_going_and_refusal_is_in_the_operation_log_with_its_address(city):
    browser = Browser(city, "198.51.100.9")
    browser.sign_in("miyano", "wrong")
    browser.sign_in("nobody", "wrong")
    browser.sign_in("miyano")
    browser.send("/sign-out")
    person = "宮野 さくら（miyano）"
    assert log_lines(city)[1:] == [
        ("不明", "sign_in", "miyano", "refused", "198.51.100.9"),
        ("不明", "sign_in", "登録のない利用者名", "refused", "198.51.100.9"),
        (person, "sign_in", "miyano", "done", "198.51.100.9"),
        (person, "sign_out", "miyano", "done", "198.51.100.9"),
    ]


def test_a_login_with_line_breaks_makes_one_line_in_the_log(browser, city):
    before = city.count("operation_log")
    browser.sign_in("x\r\n2026-11-20 admin sign_in done", "wrong")
    assert city.count("operation_log") <= before + 1
    assert [line for line in log_lines(city) if {"\r", "\n"} & set("".join(map(str, line)))] == []


def test_a_throttled_try_says_how_long_to_wait(city):
    for second in range(5):
        with pytest.raises(SignInRefusedError):
            come_in_at(city, AT + timedelta(seconds=second), password="a guess")
    with pytest.raises(TooManyTriesError) as early:
        come_in_at(city, AT + timedelta(seconds=5))
    assert early.value.seconds == 29


@pytest.mark.parametrize(
    "kept", ['[["text", "\\ud800"]]', '[["text"]]', "{}", "[" * 100_000, "9" * 9_000, "null"]
)
def test_what_no_page_can_have_kept_is_passed_over(browser, kept):
    fields = {"login": "miyano", "password": PASSWORD, "kept_path": "/", "kept_fields": kept}
    assert browser.send("/sign-in", **fields).status_code == 303
