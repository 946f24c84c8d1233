"""The band on top, the developers' pages, and files that browsers keep."""

from __future__ import annotations

import re

import pytest

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

DEPARTMENT = "保育課"
PARTS = ("parts", "forms", "tasks", "contract", "matrix", "dashboard", "check_sheet")
STATIC = re.compile(r'(?:href|src)="(/static/[^"]+)"')


@pytest.fixture
def opened(installation: Installation) -> Installation:
    """An installation whose city has a name and a department."""
    assert installation.load_sheets(契約=[contract_cells("R8-001", 所管課=DEPARTMENT)]).written
    assert installation.run("settings", "set", "city_name", "青葉野市").exit_code == 0
    return installation


def as_(installation: Installation, *roles: Role) -> Browser:
    held = [(role, DEPARTMENT) if role.belongs_to_a_department else role for role in roles]
    add_person(installation, "miyano", *held)
    return Browser(installation).come_in("miyano")


def kept(browser: Browser, address: str) -> tuple[int, str, str | None]:
    """How a file is answered with: status, how long it is kept, and what it is."""
    with browser.get(address, follow_redirects=True) as answer:
        return answer.status_code, answer.headers["Cache-Control"], answer.mimetype


def menu(page: str) -> list[str]:
    inside = re.search(r'<nav class="menu".*?</nav>', page, re.DOTALL)
    return re.findall(r"<a [^>]*>([^<]+)</a>", inside[0]) if inside else []


def test_whoever_has_a_department_begins_with_what_has_to_be_done(opened):
    page = as_(opened, Role.OFFICER).get("/").text
    assert menu(page)[:3] == ["やること", "契約", "期限"]
    assert "保育課　宮野 さくら" in page
    assert "青葉野市" in page


def test_an_administrator_is_not_led_to_the_contracts(opened):
    page = as_(opened, Role.ADMIN).get("/password").text
    assert not {"契約", "期限"} & set(menu(page))
    assert 'role="search"' not in page


def test_the_menu_tells_where_one_is(opened):
    browser = as_(opened, Role.OFFICER)
    assert re.findall(r'aria-current="page">([^<]+)', browser.get("/contracts").text) == ["契約"]


def test_without_a_person_there_is_no_menu_and_nobody_to_sign_out(opened):
    page = Browser(opened).get("/sign-in").text
    assert menu(page) == []
    assert "サインアウト" not in page


def test_whoever_has_to_change_the_password_first_is_led_nowhere_else(opened):
    add_person(opened, "new", (Role.OFFICER, DEPARTMENT), must_change=True)
    page = Browser(opened).come_in("new").get("/password").text
    assert menu(page) == []
    assert "サインアウト" in page


def test_the_first_link_of_a_page_leads_past_the_menu(opened):
    page = as_(opened, Role.OFFICER).get("/").text
    assert re.findall(r"<a [^>]*>", page)[0] == '<a class="skip" href="#content">'
    assert 'id="content"' in page


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_page_can_be_looked_at(opened, part):
    browser = as_(opened, Role.ADMIN)
    answer = browser.get(f"/look/{part}?checked=1&open=monthly&page={'9' * 1000}&sort=nothing")
    assert answer.status_code == 200
    assert "<h1>" in answer.text


def test_a_part_that_there_is_not_is_not_found(opened):
    assert as_(opened, Role.ADMIN).get("/look/nothing").status_code == 404


def test_what_is_wrong_with_a_form_stands_first_each_with_a_link_to_its_field(opened):
    query = "checked=1&on-year=2026&on-month=2&on-day=30"
    page = as_(opened, Role.ADMIN).get(f"/look/forms?{query}").text
    assert "<title>誤りがあります：" in page
    assert '<a href="#on-month">確認した日：2026年2月30日は暦にない日です。</a>' in page
    for anchor in re.findall(r'<li><a href="#([^"]+)">', page):
        assert f'id="{anchor}"' in page


def test_what_was_typed_is_shown_as_text(opened):
    query = "checked=1&other_party=%3Cscript%3E&on=%22%3E"
    page = as_(opened, Role.ADMIN).get(f"/look/forms?{query}").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_browsers_keep_a_file_until_its_content_changes(opened):
    browser = Browser(opened)
    addresses = STATIC.findall(browser.get("/sign-in").text)
    assert len(addresses) > 10
    for address in addresses:
        assert kept(browser, address)[:2] == (200, "public, max-age=31536000, immutable")


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789abcdef"])
def test_a_file_under_another_address_is_asked_for_anew(opened, query):
    address = f"/static/css/tokens.css{query}"
    assert kept(Browser(opened), address) == (200, "no-cache", "text/css")


def test_a_file_that_is_not_there_is_not_kept(opened):
    assert kept(Browser(opened), "/static/css/nothing.css?v=")[:2] == (404, "no-cache")


def test_pages_are_kept_nowhere(opened):
    assert Browser(opened).get("/sign-in").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "place"),
    [("/erasure-methods", "データと消去"), ("/editions", "立入調査"), ("/clause-sets", "契約")],
)
def test_what_others_set_up_stands_in_the_menu_where_it_is_used(opened, address, place):
    page = as_(opened, Role.OFFICER).get(address).text
    assert re.findall(r'aria-current="true">([^<]+)', page) == [place]


@pytest.mark.parametrize("address", ["/erasure-methods", "/editions", "/clause-sets"])
def test_whoever_has_the_settings_finds_what_they_hold_there(opened, address):
    page = as_(opened, Role.SECRETARIAT).get(address).text
    assert re.search(r'<nav class="menu".*?aria-current="\w+">設定<.*?</nav>', page, re.DOTALL)
    assert 'aria-current="true">データと消去' not in page
