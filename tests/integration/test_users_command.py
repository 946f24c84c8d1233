"""利用者のコマンド: giving people accounts from the command line."""

from __future__ import annotations

import pytest

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

PLACE = ("--department", "教育支援課")
NEW = "kumo-ga-nagareru-4-hiki"


@pytest.fixture
def city(installation: Installation) -> Installation:
    """An installation with one department."""
    assert installation.load_sheets(契約=[contract_cells()]).written
    return installation


def test_a_new_installation_has_no_account(installation):
    assert installation.count("people") == 0
    assert "admin" not in installation.run("users", "list").stdout


def test_the_first_administrator_comes_in_once_with_what_was_printed_and_then_changes_it(
    installation,
):
    added = installation.run("users", "add", "--role", "admin")
    assert added.exit_code == 0
    password = added.stdout.strip()
    assert len(password) >= 20
    assert password not in added.stderr
    assert password not in repr(installation.tables())
    browser = Browser(installation)
    assert browser.sign_in("admin", password).status_code == 303
    assert browser.get("/").location == "/password"
    browser.send("/password", present=password, new=NEW, repeated=NEW)
    assert browser.get("/").status_code == 200
    assert Browser(installation).sign_in("admin", password).status_code == 200


def test_two_installations_would_print_different_passwords(installation):
    printed = [installation.run("users", "add", n, "--role", "admin").stdout for n in ("a1", "b2")]
    assert len(set(printed)) == 2


def test_an_officer_of_two_departments_is_listed_with_both(city):
    city.load_sheets(契約=[contract_cells("R8-002", 所管課="収納課")])
    place = (*PLACE, "--department", "収納課")
    added = city.run("users", "add", "Miyano", "--name", "宮野 さくら", "--role", "officer", *place)
    assert added.exit_code == 0, added.stderr
    lines = [line.split() for line in city.run("users", "list").stdout.splitlines()[1:]]
    assert lines == [
        ["miyano", "宮野", "さくら", "担当者", "収納課"],
        ["miyano", "宮野", "さくら", "担当者", "教育支援課"],
    ]


def test_the_log_says_who_was_added_and_by_whom(city):
    city.run("users", "add", "miyano", "--role", "auditor")
    assert log_lines(city)[-1] == ("コマンド", "add_person", "miyano", "done", None)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["x", "--role", "officer"], "所管課を指定"),
        (["x", "--role", "officer", "--department", "ない課"], "登録されていません"),
        (["miyano", "--role", "admin"], "すでに使われています"),
        (["ＭＩＹＡＮＯ", "--role", "admin"], "すでに使われています"),
        (["bad name", "--role", "admin"], "英数字"),
        (["x\r\ny", "--role", "admin"], "英数字"),
        (["宮野", "--role", "admin"], "英数字"),
        (["x" * 65, "--role", "admin"], "英数字"),
        (["x", "--name", "a\nb", "--role", "admin"], "氏名"),
        (["x", "--name", " ", "--role", "admin"], "氏名"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_a_reason(city, arguments, sentence):
    add_person(city, "miyano", Role.AUDITOR)
    refused = city.run("users", "add", *arguments)
    assert refused.exit_code == 1
    assert sentence in refused.stderr
    assert refused.stdout == ""
    assert city.count("people") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["x"],
        ["--role", "officer", *PLACE],
        ["x", "--role", "king"],
        ["x", "--role", "admin", "--from", "2026-04-02", "--until", "2026-04-01"],
    ],
)
def test_wrong_usage_is_told_from_a_refusal(city, arguments):
    assert city.run("users", "add", *arguments).exit_code == 2
    assert city.count("people") == 0


def test_a_role_that_begins_later_does_not_count_today(city):
    city.run("users", "add", "later", "--role", "auditor", "--from", "R80.4.1")
    assert "今日の役割なし" in city.run("users", "list").stdout
    city.change("UPDATE people SET must_change_password = (1 = 0)")
    assert Browser(city).come_in("later").get("/contracts").status_code == 403


def test_a_login_is_never_given_twice_so_that_the_log_stays_true(city):
    add_person(city, "miyano", Role.AUDITOR)
    assert city.run("users", "deactivate", "miyano").exit_code == 0
    assert city.run("users", "add", "miyano", "--role", "auditor").exit_code == 1
    assert "miyano" not in city.run("users", "list").stdout


@pytest.mark.parametrize("command", ["deactivate", "new-password"])
def test_nobody_is_deactivated_who_is_not_there(city, command):
    refused = city.run("users", command, "nobody")
    assert refused.exit_code == 1
    assert "nobody" in refused.stderr


def test_a_forgotten_password_is_replaced_and_open_sessions_end(city):
    add_person(city, "miyano", Role.AUDITOR)
    browser = Browser(city).come_in("miyano")
    password = city.run("users", "new-password", "miyano").stdout.strip()
    assert not browser.is_signed_in()
    assert Browser(city).sign_in("miyano").status_code == 200
    assert browser.sign_in("miyano", password).status_code == 303
    assert browser.get("/").location == "/password"
