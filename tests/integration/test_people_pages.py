"""利用者: accounts and roles looked after on pages, by the administrator alone."""

from __future__ import annotations

import re

import pytest

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

DEPARTMENT = "教育支援課"


@pytest.fixture
def admin(installation: Installation) -> Browser:
    assert installation.load_sheets(契約=[contract_cells("R8-001", 所管課=DEPARTMENT)]).written
    add_person(installation, "admin", Role.ADMIN)
    return Browser(installation).come_in("admin")


def new_person(admin: Browser, **fields: str):
    given = {
        "account": "hoiku-1",
        "person_name": "水城 あおい",
        "role": "officer",
        "department": DEPARTMENT,
        "first_on": "2026-04-01",
    }
    return admin.send("/people/new", **{**given, **fields})


def first_password(page: str) -> str:
    found: list[str] = re.findall(r"<code>([^<]+)</code>", page)
    return found[-1]


def test_a_new_person_signs_in_with_the_password_that_is_shown_once(admin, installation):
    answer = new_person(admin)
    assert answer.status_code == 200
    password = first_password(answer.text)
    browser = Browser(installation, "192.0.2.8")
    assert browser.sign_in("hoiku-1", password).status_code == 303
    assert "パスワードを変" in browser.get("/password").text
    assert password not in admin.get("/people/account/hoiku-1").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"account": "保育 一"}, "英数字"),
        ({"account": "admin"}, "すでに使われています"),
        ({"person_name": ""}, "入力してください"),
        ({"department": ""}, "所管課を指定してください"),
        ({"department": "ない課"}, "一覧から選んでください"),
        ({"role": "chief"}, "一覧から選んでください"),
        ({"first_on": "2026-02-30"}, "暦にない日"),
        ({"last_on": "2026-03-31"}, "最初の日以後"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said(admin, installation, wrong, sentence):
    answer = new_person(admin, **wrong)
    assert sentence in answer.text
    assert installation.count("people") == 1


def test_a_transfer_is_prepared_with_a_last_and_a_first_day(admin, installation):
    new_person(admin)
    [(role_id,)] = installation.rows("SELECT id FROM roles WHERE role = 'officer'")
    path = "/people/account/hoiku-1"
    ended = admin.send(f"{path}/end-role", role_id=str(role_id), ends_on="R9.3.31")
    assert ended.status_code == 303
    given = {"role": "manager", "department": DEPARTMENT, "first_on": "R9.4.1"}
    assert admin.send(f"{path}/appoint", **given).status_code == 303
    again = admin.send(f"{path}/appoint", **given)
    assert "すでに同じ役割があります" in again.text
    page = admin.get(path).text
    assert "R9.3.31" in page
    assert "R9.4.1" in page


def test_whoever_is_deactivated_is_out_at_once_and_stays_on_file(admin, installation):
    new_person(admin)
    theirs = Browser(installation, "192.0.2.8").come_in("hoiku-1")
    assert admin.send("/people/account/hoiku-1/deactivate").status_code == 303
    assert theirs.get("/contracts").status_code == 303
    assert "利用停止" in admin.get("/people").text
    assert log_lines(installation)[-1][1] == "deactivate_person"


def test_the_operation_log_says_from_where_an_account_was_changed(admin, installation):
    path = "/people/account/hoiku-1"
    new_person(admin)
    [(role_id,)] = installation.rows("SELECT id FROM roles WHERE role = 'officer'")
    admin.send(f"{path}/mail", mail="hoiku@city.example")
    admin.send(f"{path}/end-role", role_id=str(role_id), ends_on="R9.3.31")
    manager = {"role": "manager", "department": DEPARTMENT, "first_on": "R9.4.1"}
    admin.send(f"{path}/appoint", **manager)
    admin.send(f"{path}/password")
    admin.send(f"{path}/deactivate")
    told = {line[1]: line[4] for line in log_lines(installation) if line[2] == "hoiku-1"}
    acts = ("set_mail", "end_role", "appoint", "renew_password", "deactivate_person")
    assert told == dict.fromkeys(("add_person", *acts), "192.0.2.7")


def test_nobody_deactivates_the_own_account(admin, installation):
    answer = admin.send("/people/account/admin/deactivate")
    assert answer.status_code == 303
    assert "自分の利用者は止められません" in admin.get("/people").text
    assert admin.get("/people").status_code == 200


def test_a_mail_address_is_checked_before_it_is_kept(admin, installation):
    path = "/people/account/admin/mail"
    assert "name@example.jp" in admin.send(path, mail="だれか").text
    assert admin.send(path, mail="admin@city.example").status_code == 303
    assert installation.rows("SELECT mail FROM people") == [("admin@city.example",)]
    assert admin.send(path, mail="").status_code == 303
    assert installation.rows("SELECT mail FROM people") == [(None,)]


def test_an_account_that_was_never_there_is_not_found(admin):
    assert admin.get("/people/account/nobody").status_code == 404


@pytest.mark.parametrize("role_id", ["²", "9" * 30, "-1", ""])
def test_a_role_that_is_none_is_not_ended(admin, installation, role_id):
    before = installation.tables(without=["operation_log"])
    answer = admin.send("/people/account/admin/end-role", role_id=role_id, ends_on="R9.3.31")
    assert answer.status_code == 200
    assert installation.tables(without=["operation_log"]) == before


def test_the_own_account_is_known_in_capitals_too(admin, installation):
    assert admin.send("/people/account/ADMIN/deactivate").status_code == 303
    assert installation.rows("SELECT deactivated_at FROM people") == [(None,)]


@pytest.mark.parametrize("mail", ["a@[x", "(a@b):c", '"a@b.jp', "a@b..jp", "a@b.jp\r\nBcc: c@d.jp"])
def test_an_address_that_no_mail_program_takes_is_refused(admin, installation, mail):
    assert "name@example.jp" in admin.send("/people/account/admin/mail", mail=mail).text
    assert installation.rows("SELECT mail FROM people") == [(None,)]
