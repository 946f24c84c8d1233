"""やること: four groups of what waits, for a department and for the city, through the door."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from itertools import count

import pytest

from app.clock import today
from app.demo.accounts import ACCOUNTS
from app.demo.demonstration import make_demonstration
from app.records import tasks
from app.records.database import reading
from app.records.due_items import Wanted, due_items
from app.records.first_series import WantedTasks
from app.records.scope import EVERYTHING, NOTHING, Scope
from app.records.task import Pile
from app.web.deeds import DEEDS, VIEWS_OF_RULES, period_words, which_words
from audits.due import State
from audits.kind import Kind
from audits.roles import Role
from audits.rule import Rule
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.installation import BY, Installation
from tests.integration.statements import statements

AUTUMN = date(2026, 11, 20)
GROUPS = ("期限超過", "違反のおそれ", "期限間近", "返事待ち")
OPENER = re.compile(r'<a class="opener" id="open-([^"]+)" aria-expanded="(true|false)"')
TOTAL = re.compile(r"([\d,]+)件のうち")
NUMBERS = count(1)
LONG_TERM = {"開始日": date(2020, 4, 1), "終了日": date(2031, 3, 31)}


def home(installation: Installation, *held: Role | tuple[Role, str], query: str = "") -> str:
    login = add_person(installation, f"person-{next(NUMBERS)}", *held)
    answer = Browser(installation).come_in(login).get(f"/{query}")
    assert answer.status_code == 200
    return answer.text


def counts(page: str) -> dict[str, int]:
    """What stands behind each group's word in the head of the page."""
    found = {}
    for words in GROUPS:
        match = re.search(rf">{words} ([\d,]+)<", page)
        assert match is not None, words
        found[words] = int(match[1].replace(",", ""))
    return found


def group_heads(page: str) -> list[str]:
    heads = re.findall(r'<th scope="rowgroup".*?</th>', page, re.S)
    return [words for head in heads for words in GROUPS if words in head]


def listed(browser: Browser, path: str) -> int:
    match = TOTAL.search(browser.get(path).text)
    return int(match[1].replace(",", "")) if match else 0


@pytest.fixture
def city(installation: Installation) -> Installation:
    """The demonstration as of today."""
    at = datetime.combine(today(), time(3, tzinfo=UTC))
    with installation.app.app_context():
        make_demonstration(by=BY, at=at)
    return installation


@pytest.mark.parametrize(
    "login", [a.login for a in ACCOUNTS if a.login not in ("admin", "advisor")]
)
def test_the_figures_are_those_of_the_lists_for_everybody(city, login):
    browser = Browser(city).come_in(login)
    found = counts(browser.get("/").text)
    assert found["期限超過"] == listed(browser, "/due-items?state=overdue")
    assert found["期限間近"] == listed(browser, "/due-items?state=due_soon")
    assert found["違反のおそれ"] == listed(browser, "/violations?level=violation")
    assert found["期限超過"] + found["期限間近"] > 0


def test_the_secretariat_sees_every_group_in_order_and_the_way_to_the_whole_lists(city):
    page = Browser(city).come_in("secretariat").get("/").text
    assert group_heads(page) == list(GROUPS)
    assert 'href="/due-items?state=overdue"' in page
    assert "市全体の契約" in page
    assert "主な種別を先に" in page


def test_what_the_command_line_tells_is_what_the_home_counts(golden):
    page = home(golden, Role.SECRETARIAT)
    assert counts(page)["期限超過"] == len(golden.told("due"))
    assert counts(page)["期限間近"] == len(golden.told("due", "--state", "due_soon"))
    broken = [v for v in golden.told("violations") if v["level"] == "violation"]
    assert counts(page)["違反のおそれ"] == len(broken)


@pytest.mark.parametrize("on", ["2020-04-01", "2021-04-15", "2026-11-20", "9999-12-31"])
def test_on_any_day_the_piles_hold_every_item_of_their_state_once(golden_to_read, on):
    day = date.fromisoformat(on)
    with golden_to_read.app.app_context(), reading() as session:
        found = tasks.task_piles(session, WantedTasks(day, 10_000), EVERYTHING)
        for pile, state in ((Pile.OVERDUE, State.OVERDUE), (Pile.DUE_SOON, State.DUE_SOON)):
            owed = sorted(
                (i.contract, i.branch, i.kind.value, i.basis or "", i.due_on)
                for i in due_items(session, Wanted(day, [state]))
            )
            shown = found[pile]
            of_series = tasks.items_of(session, {t.series for t in shown.tasks}, day, EVERYTHING)
            held = sorted(
                (t.contract, t.branch, t.kind.value, t.basis or "", item.due_on)
                for t in shown.tasks
                for item in of_series[t.series]
            )
            assert held == owed
            assert shown.items == len(owed)
            assert not shown.more
            assert all(t.due_on == of_series[t.series][0].due_on for t in shown.tasks)


def reports_owed(installation: Installation) -> None:
    """A contract whose monthly reports nobody has received."""
    cells = contract_cells("R7-900", 定期報告="毎月", **LONG_TERM)
    assert installation.load_sheets(契約=[cells]).written


def test_a_series_is_one_row_that_opens_by_its_address(installation):
    reports_owed(installation)
    add_person(installation, "officer", (Role.OFFICER, "教育支援課"))
    browser = Browser(installation).come_in("officer")
    page = browser.get("/").text
    keys = dict(OPENER.findall(page))
    [reports] = [key for key in keys if key.startswith("overdue-") and "periodic" in key]
    assert keys[reports] == "false"
    assert "令和7年9月分" not in page
    opened = browser.get(f"/?open={reports}").text
    assert dict(OPENER.findall(opened))[reports] == "true"
    assert "令和7年9月分" in opened
    closing = re.search(rf'id="open-{reports}"[^>]*href="([^"]*)"', opened)
    assert closing is not None
    assert reports not in closing[1].partition("#")[0]
    several = re.search(r"(\d+)件超過", page)
    assert several is not None
    assert opened.count('class="child"') == int(several[1]) > 50


@pytest.mark.parametrize("key", ["", "nothing", "overdue-1-0-periodic_report-1", "x" * 100_000])
def test_an_unknown_series_opens_nothing(installation, key):
    reports_owed(installation)
    page = home(installation, (Role.OFFICER, "教育支援課"), query=f"?open={key}")
    assert 'class="child"' not in page


def asked_for_a_report(installation: Installation, due_on: date, **receipt: object) -> None:
    cells = contract_cells("R7-900", **LONG_TERM)
    request = {
        "契約番号": "R7-900",
        "枝番": 0,
        "依頼番号": "R1",
        "依頼日": date(2026, 11, 11),
        "内容": "アクセス記録の写し",
        "期限": due_on,
    }
    assert installation.load_sheets(契約=[cells], 報告依頼=[request]).written


def awaited(installation: Installation, on: date) -> list[tuple[Pile, Kind, str | None]]:
    with installation.app.app_context(), reading() as session:
        found = tasks.task_piles(session, WantedTasks(on, 20), EVERYTHING)
    kinds = (Kind.REQUESTED_REPORT, Kind.CORRECTIVE_ACTION)
    return [
        (pile, task.kind, task.text)
        for pile, held in found.items()
        for task in held.tasks
        if task.kind in kinds
    ]


def test_a_report_that_was_asked_for_waits_until_its_date_comes_near(installation):
    asked_for_a_report(installation, date(2026, 12, 31))
    text = "アクセス記録の写し"
    for on, pile in (
        (date(2026, 11, 20), Pile.AWAITED),
        (date(2026, 12, 16), Pile.AWAITED),
        (date(2026, 12, 17), Pile.DUE_SOON),
        (date(2026, 12, 31), Pile.DUE_SOON),
        (date(2027, 1, 1), Pile.OVERDUE),
    ):
        assert awaited(installation, on) == [(pile, Kind.REQUESTED_REPORT, text)]
    assert awaited(installation, date(2026, 11, 10)) == []


@pytest.mark.parametrize(("answered_on", "waits"), [(None, True), (date(2026, 11, 19), False)])
def test_a_finding_waits_for_the_contractor_until_it_is_answered(installation, answered_on, waits):
    of_visit = {"契約番号": "R7-900", "枝番": 0, "年度": 2026, "回": 1}
    visit = of_visit | {
        "予定日": date(2026, 11, 10),
        "実施日": date(2026, 11, 10),
        "方法": "実地",
        "確認者": "学務係",
        "総合判定": "指摘あり",
    }
    finding = of_visit | {
        "指摘番号": "1",
        "内容": "施錠がない",
        "是正期限": date(2026, 12, 25),
        "是正報告日": answered_on,
    }
    sheets = {"契約": [contract_cells("R7-900", **LONG_TERM)], "立入調査": [visit]}
    loading = installation.load_sheets(**sheets, 指摘=[finding])
    assert loading.written, loading.errors
    expected = [(Pile.AWAITED, Kind.CORRECTIVE_ACTION, None)] if waits else []
    assert awaited(installation, AUTUMN) == expected


def test_an_officer_is_shown_the_own_departments_tasks_only(city):
    browser = Browser(city).come_in("health-officer")
    numbers = set(re.findall(r'href="/contracts/([^"?]+)"', browser.get("/").text))
    assert numbers
    for number in numbers:
        assert browser.get(f"/contracts/{number}").status_code == 200
    with city.app.app_context(), reading() as session:
        wanted = WantedTasks(today(), 10_000)
        every = tasks.task_piles(session, wanted, EVERYTHING)
        own = tasks.task_piles(session, wanted, Scope(False, frozenset({"健康推進課"})))
        none = tasks.task_piles(session, wanted, NOTHING)
        series = {task.series for pile in every.values() for task in pile.tasks}
        assert not any(tasks.items_of(session, series, today(), NOTHING).values())
    assert 0 < own[Pile.OVERDUE].items < every[Pile.OVERDUE].items
    assert not any(pile.tasks for pile in none.values())


def test_an_auditor_who_is_also_an_officer_begins_with_the_own_department(golden):
    both = home(golden, Role.AUDITOR, (Role.OFFICER, "戸籍住民課"))
    officer = home(golden, (Role.OFFICER, "戸籍住民課"))
    assert counts(both) == counts(officer)
    assert "市全体" not in both


def test_a_violation_waits_for_the_managers_decision(city):
    manager = Browser(city).come_in("school-manager").get("/").text
    officer = Browser(city).come_in("school-officer").get("/").text
    assert "所属長の処理を待っています" in manager
    assert "処理を決める" in manager
    assert "処理を決める" not in officer
    assert "事情を記録" in officer


def test_who_may_enter_nothing_is_offered_to_look(city):
    page = Browser(city).come_in("auditor").get("/").text
    assert "内容を見る" in page
    for deed in DEEDS.values():
        assert f">{deed.words}<" not in page


def test_a_home_without_any_task_says_so_and_what_comes_next(installation):
    future = contract_cells("R20-1", 開始日=date(2090, 4, 1), 終了日=date(2091, 3, 31))
    assert installation.load_sheets(契約=[future]).written
    page = home(installation, (Role.OFFICER, "教育支援課"))
    assert "いま、急ぐものはありません" in page
    assert 'href="/due-items?state=planned"' in page
    assert "<table" not in page


def test_a_city_without_contracts_and_an_admin_are_told_kindly(installation):
    assert "契約は、まだ登録されていません" in home(installation, Role.SECRETARIAT)
    admin = home(installation, Role.ADMIN)
    assert "契約の事務でやることはありません" in admin
    assert "期限超過" not in admin


def test_a_long_group_ends_with_the_way_to_its_whole_list(installation):
    many = [contract_cells(f"R7-{n}", **LONG_TERM) for n in range(1, 31)]
    assert installation.load_sheets(契約=many).written
    page = home(installation, (Role.OFFICER, "教育支援課"))
    late = page.split('<tbody id="overdue">')[1].split("</tbody>")[0]
    assert late.count("<tr>") == 20
    assert (
        f'<a href="/due-items?state=overdue">期限超過をすべて見る（{counts(page)["期限超過"]}件）'
        in late
    )


def test_the_statements_of_the_home_do_not_grow_with_its_rows(installation):
    reports_owed(installation)
    add_person(installation, "officer", (Role.OFFICER, "教育支援課"))
    browser = Browser(installation).come_in("officer")
    key = OPENER.findall(browser.get("/").text)[0][0]
    with statements(installation) as few:
        browser.get(f"/?open={key}")
    many = [contract_cells(f"R8-{n}", 定期報告="毎月", **LONG_TERM) for n in range(1, 31)]
    assert installation.load_sheets(契約=many).written
    with statements(installation) as sent:
        browser.get(f"/?open={key}")
    assert len(sent) <= len(few) <= 12, few


def test_every_deed_leads_to_a_view_of_the_contract():
    views = {"due", "inspections", "data", "subcontracts", "council", "record"}
    assert set(DEEDS) == set(Kind)
    assert set(VIEWS_OF_RULES) == set(Rule)
    assert {deed.view for deed in DEEDS.values()} | set(VIEWS_OF_RULES.values()) <= views


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2026-09", "令和8年9月分"),
        ("2019-04", "平成31年4月分"),
        ("2026Q3", "令和8年度第3四半期分"),
        ("2026上", "令和8年度上半期分"),
        ("2026年度", "令和8年度分"),
        ("2026-09-01", "令和8年9月1日"),
        ("夏", "夏"),
    ],
)
def test_a_period_is_said_in_words(name, words):
    assert period_words(name) == words


@pytest.mark.parametrize(
    ("kind", "occurrence", "words"),
    [
        (Kind.INSPECTION, "2026", "令和8年度"),
        (Kind.PERIODIC_REPORT, "2026-09", "令和8年9月分"),
        (Kind.COMMITMENT, "2026-11-20", "令和8年11月20日"),
        (Kind.REQUESTED_REPORT, "2026-11-20", ""),
    ],
)
def test_an_item_is_told_from_the_others_of_its_series(kind, occurrence, words):
    assert which_words(kind, occurrence, AUTUMN) == words
