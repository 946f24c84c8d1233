"""保存と廃棄の端: blank reasons, odd words in the search, contracts of several departments."""

from __future__ import annotations

import re

import pytest

from app.clock import today
from audits.roles import Role
from tests.books import contract_cells
from tests.integration import retaining
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes
from tests.integration.installation import Installation
from tests.integration.retaining import (
    DEPARTMENT,
    OLD,
    SPAN,
    close,
    confirm,
    confirm_and_dispose,
)

LIST = "/retention"
SHARED, WITH = "Kyo-2018-1", "施設課"


@pytest.fixture
def city(installation: Installation) -> Installation:
    retaining.set_up(installation)
    return installation


def chosen(city: Installation, *numbers: str) -> str:
    found = dict(city.rows("SELECT number, id FROM contracts"))
    return "&".join(f"choose={found[number]}" for number in numbers)


def press(browser: Browser, path: str, **fields: str):
    page = browser.get(path).text
    sent = {**boxes(page), **fields, "choose": re.findall(r'name="choose" value="(\d+)"', page)}
    return browser.send_as_is(path, **sent)


@pytest.mark.parametrize("reason", ["", "   ", "　", "\r\n", "a\0b"])
def test_nothing_is_decided_without_a_reason(city, reason):
    manager = Browser(city).come_in("manager")
    answer = press(manager, f"{LIST}/first?{chosen(city, OLD)}", reason=reason)
    assert answer.status_code == 200
    assert city.count("retention_steps") == 0
    assert "か所を直してください" in answer.text
    confirm(city, [OLD])
    secretariat = Browser(city).come_in("secretariat")
    answer = press(secretariat, f"{LIST}/second?{chosen(city, OLD)}", reason=reason)
    assert answer.status_code == 200
    assert city.count("disposed_contracts") == 0


@pytest.mark.parametrize("words", ["h30-001", "Ｈ３０－００１", "h30", " H30-001 "])
def test_a_stub_is_found_however_its_number_is_typed(city, words):
    confirm_and_dispose(city, OLD)
    secretariat = Browser(city).come_in("secretariat")
    assert OLD in secretariat.get(f"{LIST}?which=disposed&q={words}").text.split("<table")[-1]
    assert OLD not in secretariat.get(f"{LIST}?which=disposed&q=h31").text.split("</form>")[-1]


def shared(city: Installation) -> None:
    """One more contract, of which another department has a part; disposed of."""
    cells = contract_cells(SHARED, 所管課=DEPARTMENT, 共管課=WITH, **SPAN)
    assert city.load_sheets(契約=[cells]).written
    add_person(city, "partner", (Role.OFFICER, WITH))
    close(city, SHARED, "manager", "2019-06-12")


def test_a_department_that_had_a_part_in_a_contract_sees_its_stub(city):
    shared(city)
    partner = Browser(city).come_in("partner")
    assert partner.get(f"/contracts/{SHARED}").status_code == 200
    assert SHARED in partner.get(LIST).text
    confirm_and_dispose(city, SHARED)
    page = partner.get(f"/contracts/{SHARED}")
    assert page.status_code == 200
    assert "廃棄済み" in page.text
    assert SHARED in partner.get(f"{LIST}?which=disposed").text
    elsewhere = Browser(city).come_in("elsewhere")
    assert elsewhere.get(f"/contracts/{SHARED}").status_code == 404
    assert city.run("verify").exit_code == 0


def test_a_day_that_keeps_nothing_longer_is_refused_beside_its_boxes(city):
    manager = Browser(city).come_in("manager")
    path = f"{LIST}/extend?{chosen(city, OLD)}"
    answer = press(manager, path, reason="争訟のため", **{"until_on-year": str(today())})
    assert answer.status_code == 200
    assert "1か所を直してください" in answer.text
    assert "延ばす日（この日まで保存）：延ばす日は、今日より後の日にしてください。" in answer.text
    assert city.count("retention_steps") == 0
