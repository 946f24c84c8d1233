"""認証の訂正: a certification is put right from a contract that it counts for, and only there."""

from __future__ import annotations

import re
from html import unescape

import pytest

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation

DEPARTMENT = "教育支援課"
NUMBER, OTHER = "R8-001", "R8-002"
HOLDER, STRANGER = "みどり印刷株式会社", "かざみ運輸株式会社"
SCHEME = "プライバシーマーク"
OVERVIEW = f"/contracts/{NUMBER}?view=overview"


def held(holder: str, until: str, **more: str) -> dict[str, str]:
    return {
        "事業者名": holder,
        "制度": SCHEME,
        "登録番号": "10000001",
        "有効期限": until,
        **more,
    }


@pytest.fixture
def city(installation: Installation) -> Installation:
    """Two departments, each with a contractor; a typing error in the first one's expiry."""
    own = contract_cells(NUMBER, 所管課=DEPARTMENT, 受託者名=HOLDER, 求める認証=SCHEME)
    other = contract_cells(OTHER, 所管課="収納課", 受託者名=STRANGER)
    certifications = [held(HOLDER, "2026-02-28"), held(STRANGER, "2027-03-31")]
    assert installation.load_sheets(契約=[own, other], 認証=certifications).written
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT))
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def link(officer: Browser) -> str:
    page = officer.get(OVERVIEW).text
    [href] = re.findall(r'href="(/entries/certification-change/[^"]+)"', page)
    return unescape(href)


def on_file(city: Installation) -> list[tuple[str, str]]:
    query = "SELECT contractor, valid_until FROM certifications WHERE is_current ORDER BY id"
    return [(name, str(day)) for name, day in city.rows(query)]


def until(day: str) -> dict[str, str]:
    return {"valid_until-year": day, "valid_until-month": "", "valid_until-day": ""}


def put_right(officer: Browser, path: str, said: dict[str, str]) -> int:
    """Sends the form, and agrees to what it changes in what is owed."""
    told = send(officer, path, boxes(officer.get(path).text) | said)
    return int(told.status_code)


def test_a_wrong_expiry_is_put_right_and_what_is_owed_with_it(officer, city):
    assert "期限切れ" in officer.get(OVERVIEW).text or "超過" in officer.get(OVERVIEW).text
    assert put_right(officer, link(officer), until("2028-02-28")) == 303
    assert on_file(city) == [(STRANGER, "2027-03-31"), (HOLDER, "2028-02-28")]
    query = "SELECT count(*) FROM due_items WHERE kind = 'certification'"
    assert city.rows(query)[0][0] == 0
    assert city.run("verify").exit_code == 0


def test_it_may_become_what_it_was_before(officer, city):
    assert put_right(officer, link(officer), until("2028-02-28")) == 303
    assert put_right(officer, link(officer), until("2026-02-28")) == 303
    assert put_right(officer, link(officer), until("2028-02-28")) == 303
    assert (HOLDER, "2028-02-28") in on_file(city)


def test_what_it_said_wrongly_may_come_by_another_certification_later(officer, city):
    """A book that still has the error brings it as one of its own, and nothing breaks."""
    assert put_right(officer, link(officer), until("2028-02-28")) == 303
    assert city.load_sheets(契約=[], 認証=[held(HOLDER, "2026-02-28")]).written
    assert {(HOLDER, "2026-02-28"), (HOLDER, "2028-02-28")} < set(on_file(city))


def test_the_contracts_of_the_wrong_holder_are_computed_anew(officer, city):
    assert put_right(officer, link(officer), {"contractor": STRANGER} | until("2029-01-31")) == 303
    assert (STRANGER, "2029-01-31") in on_file(city)
    query = "SELECT count(*) FROM due_items WHERE kind = 'certification'"
    assert city.rows(query)[0][0] == 1
    assert "certification-change" not in officer.get(OVERVIEW).text


def test_two_never_become_the_same(officer, city):
    assert city.load_sheets(契約=[], 認証=[held(HOLDER, "2027-02-28")]).written
    path = link(officer)
    answer = send(officer, path, boxes(officer.get(path).text) | until("2026-02-28"))
    assert answer.status_code == 200
    assert "同じ内容がすでに登録されています。" in answer.text


def test_that_of_a_stranger_is_neither_shown_nor_changed(officer, city):
    [(strange,)] = city.rows("SELECT id FROM certifications WHERE contractor = :n", n=STRANGER)
    own = link(officer)
    assert officer.get(own.replace(own.rsplit("=", 1)[1], str(strange))).status_code == 404
    fields = boxes(officer.get(own).text) | {"seen": str(strange)} | until("2030-01-31")
    assert officer.send_as_is(own, **fields).status_code == 404
    assert (STRANGER, "2027-03-31") in on_file(city)


def test_one_that_is_limited_to_other_contracts_is_no_business_of_this_one(officer, city):
    limited = held(HOLDER, "2027-06-30", 契約番号=OTHER)
    assert city.load_sheets(契約=[], 認証=[limited]).written
    query = "SELECT id FROM certifications WHERE valid_until = '2027-06-30'"
    [(key,)] = city.rows(query)
    path = f"/entries/certification-change/{NUMBER}?id={key}"
    assert officer.get(path).status_code == 404


def registered_for(officer: Browser, contracts: str) -> tuple[int, str]:
    path = f"/entries/certification/{NUMBER}"
    said = {"scheme": "ISMS", "registration_number": "IS 1", "contracts": contracts}
    told = send(officer, path, boxes(officer.get(path).text) | said | until("2029-03-31"))
    return told.status_code, told.text


def test_it_is_registered_for_some_contracts_only(officer, city):
    assert registered_for(officer, NUMBER)[0] == 303
    query = "SELECT contracts FROM certifications WHERE scheme = 'ISMS'"
    [(limited,)] = city.rows(query)
    assert NUMBER in str(limited)
    assert "ISMS" in officer.get(OVERVIEW).text


def test_one_that_does_not_count_for_the_contract_is_not_registered_from_its_page(officer, city):
    status, text = registered_for(officer, OTHER)
    assert status == 200
    assert f"この契約（{NUMBER}）が入っていません。" in text
    assert not city.rows("SELECT 1 FROM certifications WHERE scheme = 'ISMS'")


def test_a_contract_that_is_not_on_file_is_told_of(officer, city):
    assert registered_for(officer, f"{NUMBER}\nR8-404")[0] == 303
    text = officer.get(OVERVIEW).text
    assert "R8-404" in text
