"""許可: every address × every role × the own and another department, from the map of addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Blueprint, Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.records.database import reading
from app.records.people import Person, person_named
from app.web.permissions import Permission, permission_of
from audits.roles import MAY, Act, Role, may
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

OWN, OTHER, SHARED = "R8-001", "R8-002", "R8-003"
OWN_CANARY, OTHER_CANARY, SHARED_CANARY = (
    "こだぬき見守り業務",
    "かわせみ収納業務",
    "ひぐらし連携業務",
)
DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
# How each part of an address is filled in for a contract; an address with another part has to
# say here how, so that it is tried too.
PARTS = {
    "number": lambda contract: contract,
    "branch": lambda _: "0",
    "deed": lambda _: "telephone",
    "step": lambda _: "notice",
    "login": lambda _: "none",
    "department_id": lambda _: "1",
    "visit_id": lambda _: "1",  # of nobody: as if it had never been
    "notice_id": lambda _: "1",
    "contractor_id": lambda _: "1",
    "secret": lambda _: "nobodys-secret",
    "matter": lambda _: "F-1",  # of nobody: as if it had never been laid before the council
    "connection": lambda _: "K-1",
    "session_id": lambda _: "1",
    "edition": lambda _: "standard-2026",
    "draft_id": lambda _: "1",  # of nobody: as if it had been published
    "subject": lambda _: "firewall",
    "set_id": lambda _: "national-act-2023",
    "key": lambda _: "c1",
    "entry": lambda _: "1",
    "attachment_id": lambda _: "1",  # of nobody: as if it had never been
    "photograph_id": lambda _: "1",
    "table": lambda _: "inspections",
    "row": lambda _: "1",
    "job_id": lambda _: "1",  # of nobody: as if it had been thrown away
}
# Pages without a contract that take a part of their own; with something that exists.
OTHER_PARTS = {"look.show_part": {"name": "forms"}}
SEEING_ALL = (Role.SECRETARIAT, Role.ADVISOR, Role.AUDITOR)
LAST_CALL = "sign_in.sign_out"
# Parts of an address that name something which another department's people do not reach.
ABOUT_ONE = {"number", "visit_id", "attachment_id", "matter", "connection"}


@pytest.fixture
def city(installation: Installation) -> Installation:
    """Two departments with a contract each, one that both look after, and a person per role."""
    loaded = installation.load_sheets(
        契約=[
            contract_cells(OWN, 件名=OWN_CANARY, 所管課=DEPARTMENT),
            contract_cells(OTHER, 件名=OTHER_CANARY, 所管課=ELSEWHERE),
            contract_cells(SHARED, 件名=SHARED_CANARY, 所管課=ELSEWHERE, 共管課=DEPARTMENT),
        ]
    )
    assert loaded.written, loaded.errors
    for role in Role:
        place = DEPARTMENT if role.belongs_to_a_department else None
        add_person(installation, role.value, (role, place) if place else role)
    add_person(installation, "none")
    return installation


def rules(app: Flask) -> list[Rule]:
    """Every address but files that hold no secret; the one that ends the session last."""
    found = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    return sorted(found, key=lambda rule: (rule.endpoint == LAST_CALL, rule.rule))


def permission(app: Flask, rule: Rule) -> Permission:
    found = permission_of(app.view_functions[rule.endpoint])
    assert found is not None, rule.endpoint
    return found


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})


def address(app: Flask, rule: Rule, contract: str) -> str:
    """The address filled in, for this contract where it is about one."""
    known = OTHER_PARTS.get(rule.endpoint, {})
    values = {name: known.get(name) or PARTS[name](contract) for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def call(browser: Browser, path: str, method: str) -> TestResponse:
    if method == "GET":
        return browser.get(path)
    return browser.open(path, method, data={"csrf_token": browser.csrf_token()})


def told(answer: TestResponse) -> str:
    """What a page says; papers are files, and their status has to do."""
    return answer.text if answer.mimetype == "text/html" else ""


def calls(app: Flask) -> Iterator[tuple[Rule, Act | None, str]]:
    for rule in rules(app):
        for method in methods(rule):
            yield rule, permission(app, rule).act, method


def test_every_address_says_who_may_use_it(application):
    silent = [
        rule.endpoint
        for rule in rules(application)
        if permission_of(application.view_functions[rule.endpoint]) is None
    ]
    assert silent == []


def test_only_the_sign_in_and_the_secret_address_of_a_calendar_are_open_to_all(application):
    open_ones = {r.endpoint for r in rules(application) if permission(application, r).act is None}
    assert open_ones == {"sign_in.show", "calendar.fetch"}


def test_a_view_that_says_nothing_is_shown_to_nobody(city):
    room = Blueprint("forgotten", __name__)
    room.add_url_rule("/forgotten", view_func=lambda: "a secret")
    city.app.register_blueprint(room)
    answer = Browser(city).come_in("admin").get("/forgotten")
    assert answer.status_code == 403
    assert "a secret" not in answer.text


def test_without_signing_in_every_address_leads_to_the_sign_in_and_shows_nothing(city):
    browser, seen = Browser(city), {}
    for rule, act, method in calls(city.app):
        if act is not None:
            answer = call(browser, address(city.app, rule, OWN), method)
            assert OWN_CANARY not in told(answer)
            seen[rule.endpoint, method] = (answer.status_code, answer.location.partition("?")[0])
    assert set(seen.values()) == {(303, "/sign-in")}


@pytest.mark.parametrize("role", Role)
def test_each_role_reaches_what_the_table_gives_it_and_nothing_else(city, role):
    browser, wrong = Browser(city).come_in(role.value), []
    for rule, act, method in calls(city.app):
        answer = call(browser, address(city.app, rule, OWN), method)
        refused = answer.status_code == 403
        if refused is (act is None or may([role], act)) or answer.status_code >= 500:
            wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []


def test_whoever_has_no_role_today_reaches_no_content(city):
    browser = Browser(city).come_in("none")
    for rule, act, method in calls(city.app):
        answer = call(browser, address(city.app, rule, OWN), method)
        assert (answer.status_code == 403) is (act is not None and not may([], act)), rule.rule
        assert not_told(told(answer), OWN_CANARY, OTHER_CANARY)


def not_told(text: str, *canaries: str) -> bool:
    return [canary for canary in canaries if canary in text] == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_a_contract_of_another_department_is_as_if_it_were_not_there(city, role):
    browser = Browser(city).come_in(role.value)
    for rule, act, method in calls(city.app):
        if act is None or not may([role], act):
            continue
        answer = call(browser, address(city.app, rule, OTHER), method)
        about_one = not rule.arguments.isdisjoint(ABOUT_ONE)
        assert not_told(told(answer), OTHER_CANARY), rule.rule
        assert (answer.status_code == 404) is about_one, (rule.rule, answer.status_code)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
@pytest.mark.parametrize("contract", [OWN, SHARED])
def test_the_own_contracts_and_those_looked_after_together_are_there(city, role, contract):
    answer = Browser(city).come_in(role.value).get(f"/contracts/{contract}")
    assert answer.status_code == 200
    assert {OWN: OWN_CANARY, SHARED: SHARED_CANARY}[contract] in answer.text


@pytest.mark.parametrize("role", SEEING_ALL)
def test_who_looks_after_all_departments_sees_every_contract(city, role):
    browser = Browser(city).come_in(role.value)
    for contract, canary in ((OWN, OWN_CANARY), (OTHER, OTHER_CANARY), (SHARED, SHARED_CANARY)):
        assert canary in browser.get(f"/contracts/{contract}").text


def test_the_administrator_sees_no_word_of_any_contract(city):
    browser = Browser(city).come_in("admin")
    for rule, _, method in calls(city.app):
        for contract in (OWN, OTHER, SHARED):
            answer = call(browser, address(city.app, rule, contract), method)
            assert not_told(told(answer), OWN_CANARY, OTHER_CANARY, SHARED_CANARY), rule.rule


def test_looking_at_everything_changes_nothing(city):
    # Who asks for a calendar in vain is counted, so that nobody can try out addresses.
    notes = ["operation_log", "calendar_fetches"]
    for role in Role:
        browser = Browser(city).come_in(role.value)
        before = city.tables(without=notes)
        for rule, _, method in calls(city.app):
            if method == "GET":
                browser.get(address(city.app, rule, OWN))
        assert city.tables(without=notes) == before


def test_a_refusal_is_in_the_operation_log_with_the_address_it_came_from(city):
    Browser(city, "198.51.100.9").come_in("admin").get(f"/contracts/{OWN}?q=secret")
    actor, act, subject, result, address = log_lines(city)[-1]
    assert actor == "宮野 さくら（admin）"
    assert (act, subject) == ("see_contracts", f"GET /contracts/{OWN}")
    assert (result, address) == ("refused", "198.51.100.9")


def test_a_role_counts_from_its_first_to_its_last_day(city):
    place = (Role.OFFICER, DEPARTMENT)
    days = {"first_on": date(2026, 4, 1), "last_on": date(2027, 3, 31)}
    add_person(city, "for-a-year", place, **days)

    def roles_on(day: date) -> frozenset[Role]:
        with city.app.app_context(), reading() as session:
            found = person_named(session, "for-a-year", day)
        assert found is not None
        return found.roles

    assert roles_on(date(2026, 3, 31)) == frozenset()
    assert roles_on(date(2026, 4, 1)) == {Role.OFFICER}
    assert roles_on(date(2027, 3, 31)) == {Role.OFFICER}
    assert roles_on(date(2027, 4, 1)) == frozenset()


def test_a_transfer_counts_at_once_while_the_session_is_open(city):
    browser = Browser(city).come_in("officer")
    assert browser.get(f"/contracts/{OTHER}").status_code == 404
    city.change(
        "UPDATE roles SET department_id = (SELECT id FROM departments WHERE name = :place) "
        "WHERE role = 'officer'",
        place=ELSEWHERE,
    )
    assert browser.get(f"/contracts/{OTHER}").status_code == 200
    assert browser.get(f"/contracts/{OWN}").status_code == 404


def the_person(city: Installation, login: str) -> Person:
    with city.app.app_context(), reading() as session:
        found = person_named(session, login, date(2026, 11, 20))
    assert found is not None
    return found


def test_an_officer_who_also_audits_sees_all_and_enters_for_one_department(city):
    add_person(city, "both", Role.AUDITOR, (Role.OFFICER, DEPARTMENT))
    person = the_person(city, "both")
    assert person.scope.everything
    assert person.scope_of(Act.ENTER).departments == {DEPARTMENT}
    assert not person.scope_of(Act.ENTER).everything
    assert not person.scope_of(Act.CLOSE_CONTRACT).departments


def test_what_a_role_may_not_do_reaches_no_contract_at_all(city):
    for role in Role:
        person = the_person(city, role.value)
        for act in set(Act) - MAY[role]:
            assert person.scope_of(act).departments == frozenset()
            assert not person.scope_of(act).everything
