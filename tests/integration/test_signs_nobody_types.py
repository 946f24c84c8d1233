"""打てない文字: a sign that nobody types gets a sentence beside its box, and nothing is written."""

from __future__ import annotations

import pytest

from app.web.form import UNPRINTABLE
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation

DEPARTMENT = "教育支援課"
NUMBER = "R2-001"
SIGNS = ["\0", "\x07", "\u202e"]


@pytest.fixture
def city(installation: Installation) -> Installation:
    contract = contract_cells(NUMBER, 所管課=DEPARTMENT, 開始日="2020-04-01", 終了日="2021-03-31")
    assert installation.load_sheets(契約=[contract]).written
    assert installation.run("settings", "set", "oversight_start", "2026-04-01").exit_code == 0
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT))
    add_person(installation, "admin", Role.ADMIN)
    return installation


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    ("login", "path", "box"),
    [
        ("manager", f"/decisions/close/{NUMBER}", "reason"),
        ("manager", f"/entries/telephone/{NUMBER}", "text"),
        ("manager", f"/entries/contract-change/{NUMBER}", "title"),
        ("admin", "/people/new", "person_name"),
        ("admin", "/departments", "names"),
        ("admin", "/settings", "city_name"),
    ],
)
def test_it_is_refused_beside_its_box(city, login, path, box, sign):
    browser = Browser(city).come_in(login)
    before = city.tables(without=["operation_log"])
    fields = boxes(browser.get(path).text)
    assert box in fields
    answer = browser.send_as_is(path, **fields | {box: f"前{sign}後"})
    assert answer.status_code == 200
    assert "使えない文字" in answer.text
    assert city.tables(without=["operation_log"]) == before


def test_nobody_signs_in_with_it(city):
    page = Browser(city).sign_in("mana\0ger", "x")
    assert page.status_code == 200
    assert UNPRINTABLE in page.text


def test_a_box_that_no_page_has_is_still_refused_whole(city):
    browser = Browser(city).come_in("manager")
    assert browser.send(f"/decisions/close/{NUMBER}", **{"rea\0son": "x"}).status_code == 400
