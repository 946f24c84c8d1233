"""市全体の日程: the year of all departments, looked at by those who see everything; and what waits
for the manager of each."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.clock import now, today
from app.jobs.runner import runner
from app.rooms.plans import index
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.test_plan_pages import boxes, days

OWN, OTHER = "教育支援課", "収納課"
NEXT = FiscalYear(FiscalYear.of(today()).start + 1)
PATH = f"/plans?year={NEXT.start}"
TERM = {"開始日": NEXT.days.first.isoformat(), "終了日": NEXT.days.last.isoformat()}
TASK = f"{NEXT.short_label}の日程　予定"
PLAN = f"/plans/department?year={NEXT.start}&amp;department="


def load(installation: Installation, numbers: range) -> None:
    rows = [
        contract_cells(
            f"R9-{n:03}",
            件名=f"見守り業務{n}",
            所管課=OWN if n % 3 else OTHER,
            受託者名=f"白樺印刷{n % 7}",
            個人番号="有" if n % 2 else "無",
            **TERM,
        )
        for n in numbers
    ]
    loaded = installation.load_sheets(契約=rows)
    assert loaded.written, loaded.errors


@pytest.fixture
def city(installation: Installation) -> Installation:
    """Twelve contracts of two departments over the coming year, and everybody who may look."""
    load(installation, range(12))
    add_person(installation, "officer", (Role.OFFICER, OWN))
    add_person(installation, "manager", (Role.MANAGER, OWN))
    add_person(installation, "both", Role.AUDITOR, (Role.OFFICER, OWN))
    for role in (Role.SECRETARIAT, Role.AUDITOR, Role.ADVISOR, Role.ADMIN):
        add_person(installation, role.value, role)
    return installation


def plain(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>|\s", "", page))


def register(city: Installation) -> None:
    officer = Browser(city).come_in("officer")
    assert officer.send_as_is(PATH, **boxes(officer.get(PATH).text)).status_code == 303


def approve(manager: Browser) -> None:
    path = f"/plans/department?year={NEXT.start}&department={OWN}"
    fields = dict(re.findall(r'name="(csrf_token|form_key|shown)"[^>]*value="([^"]*)"',
                             manager.get(path).text))  # fmt: skip
    assert manager.send_as_is(path, **fields).status_code == 303


@pytest.mark.parametrize("login", ["secretariat", "auditor"])
def test_whoever_sees_all_departments_sees_every_proposal_with_its_reasons(city, login):
    page = Browser(city).come_in(login).get(PATH).text
    assert "市全体の日程" in page
    assert [n for n in range(12) if f"R9-{n:03}" not in page] == []
    assert "リスク" in page
    assert "予定日のない調査 12件" in page


@pytest.mark.parametrize("login", ["secretariat", "auditor"])
def test_the_load_of_each_month_stands_there_for_each_department(city, login):
    register(city)
    page = Browser(city).come_in(login).get(PATH).text
    table = page.split("所管課と月ごとの訪問の件数</caption>")[1].split("</table>")[0]
    assert re.findall(r'<th scope="row">([^<]+)</th>', table) == [OTHER, OWN]
    other, own = (re.findall(r"<td.*?</td>", row, re.S) for row in table.split("<tr>")[2:])
    assert (len(own), len(other)) == (13, 13)
    planned = {day for number, day in days(city).items()}
    assert len(planned) > 1
    assert "＋" not in plain(own[-1])
    assert re.fullmatch(r"0＋[1-4]", plain(other[-1]))


@pytest.mark.parametrize("login", ["secretariat", "auditor", "both"])
def test_who_only_looks_finds_nothing_to_press_and_registers_nothing(city, login):
    browser = Browser(city).come_in(login)
    page = browser.get(f"{PATH}&whole=1").text
    assert "印を付けた行の日程を登録する" not in page
    assert "この行を登録" not in page
    assert 'type="checkbox"' not in page
    answer = browser.send(PATH, **{"choose R9-003 0": "1", "day R9-003 0": f"{NEXT.start}-06-15"})
    assert answer.status_code == (200 if login == "both" else 403)
    assert days(city) == {}


@pytest.mark.parametrize("login", ["advisor", "admin"])
def test_the_others_are_refused(city, login):
    assert Browser(city).come_in(login).get(PATH).status_code == 403


def test_an_officer_sees_the_own_department_alone_whatever_the_address_asks(city):
    for path in (PATH, f"{PATH}&whole=1", f"{PATH}&whole=1&department={OTHER}"):
        page = Browser(city).come_in("officer").get(path).text
        assert "R9-000" not in page
        assert f">{OTHER}<" not in page


def test_an_officer_who_also_audits_enters_the_own_and_looks_at_all(city):
    browser = Browser(city).come_in("both")
    own, whole = (browser.get(path).text for path in (PATH, f"{PATH}&whole=1"))
    assert "R9-000" not in own
    assert "この行を登録" in own
    assert "R9-000" in whole


@pytest.mark.parametrize(("login", "there"), [("secretariat", 1), ("both", 1), ("officer", 0)])
def test_the_plans_of_the_departments_lead_to_the_whole_citys(city, login, there):
    page = Browser(city).come_in(login).get(f"/plans/departments?year={NEXT.start}").text
    assert page.count(f'href="/plans?year={NEXT.start}&amp;whole=1"') == there


def test_one_department_is_picked_out(city):
    page = Browser(city).come_in("secretariat").get(f"{PATH}&department={OTHER}").text
    assert "R9-000" in page
    assert "R9-001" not in page


@pytest.mark.parametrize(
    "query",
    ["page=999999999999", "page=-1", "year=いつか", "department=" + "課" * 100_000, "whole=maybe"],
)
def test_what_cannot_be_asked_for_is_no_fault_of_the_page(city, query):
    assert Browser(city).come_in("secretariat").get(f"/plans?{query}").status_code == 200


def worked_out(city: Installation, browser: Browser) -> str:
    """The address of the job's page, when the job has ended."""
    where = str(browser.send(f"/plans/proposals?year={NEXT.start}&whole=1").location)
    browser.get(where)
    with city.app.app_context():
        assert runner().rest(60)
    return where


def test_very_many_inspections_are_worked_out_in_the_background_for_the_city_too(city, monkeypatch):
    monkeypatch.setattr(index, "AT_ONCE", 10)
    browser = Browser(city).come_in("auditor")
    page = browser.get(PATH).text
    assert "12件の日程の案を作る" in page
    where = worked_out(city, browser)
    opened = browser.get(where)
    assert opened.location == f"/plans?year={NEXT.start}&whole=1"
    page = browser.get(opened.location).text
    assert "案を作り直す" in page
    assert "R9-000" in page
    assert "R9-011" in page


def test_the_citys_proposals_are_not_taken_for_those_that_one_enters(city, monkeypatch):
    monkeypatch.setattr(index, "AT_ONCE", 5)
    browser = Browser(city).come_in("both")
    worked_out(city, browser)
    assert "8件の日程の案を作る" in browser.get(PATH).text
    assert "案を作り直す" in browser.get(f"{PATH}&whole=1").text


def test_the_page_asks_no_more_the_more_contracts_there_are(city):
    browser, counts = Browser(city).come_in("secretariat"), []
    for numbers in (range(12, 12), range(12, 60)):
        if numbers:
            load(city, numbers)
        with statements(city) as sent:
            assert browser.get(PATH).status_code == 200
        counts.append(len(sent))
    assert counts[0] >= counts[1], sent
    assert counts[1] <= 20, sent


def test_a_plan_that_nobody_has_approved_waits_for_the_manager_of_the_department(city):
    manager = Browser(city).come_in("manager")
    assert TASK not in manager.get("/").text
    register(city)
    page = manager.get("/").text
    assert "日程の承認待ち 1" in page
    assert f"{TASK}8件" in page
    assert f"{PLAN}" in page
    assert "日程を見て承認" in page
    for login in ("officer", "both", "secretariat"):
        assert TASK not in Browser(city).come_in(login).get("/").text


def test_what_is_approved_waits_no_longer_until_it_is_changed(city):
    manager = Browser(city).come_in("manager")
    register(city)
    approve(manager)
    assert TASK not in manager.get("/").text
    city.change(
        "INSERT INTO plan_changes (department, fiscal_year, engagement_id, plan_id, kind,"
        " is_closed_day, reason, written_at, written_by) SELECT :name, :year, engagement_id,"
        " plan_id, 'moved', :no, '先方の都合', :at, 'x' FROM approved_visits LIMIT 1",
        name=OWN, year=NEXT.start, no=False, at=now(),
    )  # fmt: skip
    page = manager.get("/").text
    assert "日程の承認待ち 1" in page
    assert "変更1件" in page
    approve(manager)
    assert TASK not in manager.get("/").text


def test_the_plan_of_another_department_waits_for_its_own_manager(city):
    register(city)
    add_person(city, "elsewhere", (Role.MANAGER, OTHER))
    add_person(city, "two", (Role.MANAGER, OTHER), (Role.MANAGER, OWN))
    assert TASK not in Browser(city).come_in("elsewhere").get("/").text
    assert f"{TASK}8件" in Browser(city).come_in("two").get("/").text


def test_the_home_of_a_manager_asks_no_more_for_it(city):
    with statements(city) as before:
        Browser(city).come_in("manager").get("/")
    register(city)
    with statements(city) as after:
        Browser(city).come_in("manager").get("/")
    assert len(after) <= len(before), after
    manager = Browser(city).come_in("manager")
    with statements(city) as sent:
        manager.get("/")
    assert len(sent) <= 12, sent
