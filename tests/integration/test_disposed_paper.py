"""廃棄簿 as a PDF: what is left of disposed contracts, within what a person may see."""

from __future__ import annotations

import pytest

from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.retaining import (
    DEPARTMENT,
    NEVER,
    OLD,
    OTHERS,
    TITLE,
    confirm,
    confirm_and_dispose,
    dispose,
    set_up,
)
from tests.unit.papers_read_back import page_texts

PAPER, LIST = "/retention/disposed.pdf", "/retention?which=disposed"


@pytest.fixture
def city(installation: Installation) -> Installation:
    set_up(installation)
    confirm_and_dispose(installation, OLD, NEVER)
    confirm(installation, [OTHERS], "elsewhere")
    dispose(installation, [OTHERS])
    return installation


def paper(city: Installation, login: str, query: str = "") -> str:
    answer = Browser(city).come_in(login).get(PAPER + query)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return "".join(page_texts(answer.data))


def test_the_list_leads_to_its_paper_with_every_contract_and_who_decided(city):
    page = Browser(city).come_in("secretariat").get(LIST).text
    assert "廃棄簿（PDF）" in page
    text = paper(city, "secretariat")
    for words in (OLD, NEVER, OTHERS, "不成立", "第1課長一郎", "第2・廃棄事務花子", "廃棄してよい"):
        assert words in text
    assert TITLE not in text
    assert text.index(OLD) < text.index(OTHERS)
    assert "廃棄簿3番まで" in text


def test_a_department_prints_its_own(city):
    text = paper(city, "officer")
    assert OLD in text
    assert OTHERS not in text


def test_it_is_narrowed_and_sorted_as_the_list_is(city):
    text = paper(city, "secretariat", f"?department={DEPARTMENT}&q={OLD}")
    assert f"所管課：{DEPARTMENT}契約番号：{OLD}" in text
    assert NEVER not in text
    turned = paper(city, "secretariat", "?sort=stub&descending=1")
    assert turned.index(OTHERS) < turned.index(OLD)


def test_nobody_without_contracts_takes_it_away(city):
    add_person(city, "admin", Role.ADMIN)
    assert Browser(city).come_in("admin").get(PAPER).status_code == 403
    assert Browser(city).get(PAPER).status_code in (302, 303)
