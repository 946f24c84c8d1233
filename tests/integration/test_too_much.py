"""書きすぎ: too long a text gets a sentence beside its box, and what else was typed stays."""

from __future__ import annotations

import pytest

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation

DEPARTMENT = "教育支援課"
NUMBER = "R2-001"
A_MEGABYTE = "あ" * 340_000
DIGITS = "9" * 5_000


@pytest.fixture
def city(installation: Installation) -> Installation:
    contract = contract_cells(NUMBER, 所管課=DEPARTMENT, 開始日="2020-04-01", 終了日="2021-03-31")
    assert installation.load_sheets(契約=[contract]).written
    assert installation.run("settings", "set", "oversight_start", "2026-04-01").exit_code == 0
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT))
    add_person(installation, "admin", Role.ADMIN)
    return installation


@pytest.mark.parametrize(
    ("login", "path", "box", "kept"),
    [
        ("manager", f"/decisions/close/{NUMBER}", "reason", {"on-year": "R8.11.1"}),
        ("manager", f"/decisions/close/{NUMBER}", "on-year", {"reason": "すべて終わった"}),
        ("admin", "/people/new", "person_name", {"account": "hoiku-1"}),
        ("admin", "/people/new", "account", {"person_name": "水城 あおい"}),
        ("admin", "/departments", "names", {}),
        ("admin", "/settings", "closed_days", {"city_name": "みどり野市"}),
        ("admin", "/settings", "city_name", {"closed_days": "2026-12-28"}),
    ],
)
def test_a_megabyte_is_refused_beside_its_box_and_nothing_else_is_lost(
    city, login, path, box, kept
):
    browser = Browser(city).come_in(login)
    before = city.tables(without=["operation_log"])
    answer = browser.send_as_is(path, **{**boxes(browser.get(path).text), **kept, box: A_MEGABYTE})
    assert answer.status_code == 200
    assert "か所を直してください" in answer.text
    for words in kept.values():
        assert words in answer.text
    assert city.tables(without=["operation_log"]) == before


@pytest.mark.parametrize(
    ("act", "box"), [("mail", "mail"), ("appoint", "role"), ("end-role", "role_id")]
)
def test_a_megabyte_for_an_account_gets_a_sentence(city, act, box):
    admin = Browser(city).come_in("admin")
    answer = admin.send(f"/people/account/manager/{act}", **{box: A_MEGABYTE})
    assert answer.status_code == 200
    assert "か所を直してください" in answer.text


def test_a_role_that_is_none_is_asked_for_again(city):
    admin = Browser(city).come_in("admin")
    for wrong in ("", "x", "9" * 5_000):
        answer = admin.send("/people/account/manager/end-role", role_id=wrong)
        assert "終える役割を、もう一度選んでください。" in answer.text


def test_no_number_of_thousands_of_digits_breaks_the_settings(city):
    admin = Browser(city).come_in("admin")
    fields = boxes(admin.get("/settings").text)
    numbers = [name for name, value in fields.items() if value.isdecimal()]
    assert len(numbers) > 10
    for name in numbers:
        answer = admin.send_as_is("/settings", **{**fields, name: DIGITS})
        assert answer.status_code in (200, 303), name
    assert boxes(admin.get("/settings").text).keys() == fields.keys()
