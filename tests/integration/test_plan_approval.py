"""日程の承認: a manager approves the year's days; what changes after that is kept, and why."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.clock import today
from audits.fiscal_year import FiscalYear
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person, log_lines
from tests.integration.installation import Installation

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
NEXT = FiscalYear(FiscalYear.of(today()).start + 1)
TERM = {"開始日": NEXT.days.first.isoformat(), "終了日": NEXT.days.last.isoformat()}
ONE, TWO, THREE = "R9-001", "R9-002", "R9-003"
PLANS = f"/plans?year={NEXT.start}"
PLAN = f"/plans/department?year={NEXT.start}&department={DEPARTMENT}"
JUNE, JULY = f"{NEXT.start}-06-16", f"{NEXT.start}-07-14"  # weekdays in each of these years
WHY = "先方の都合により"


@pytest.fixture
def city(installation: Installation) -> Installation:
    loaded = installation.load_sheets(
        契約=[
            *(
                contract_cells(n, 所管課=DEPARTMENT, 受託者名=f"白樺印刷{n}", **TERM)
                for n in (ONE, TWO, THREE)
            ),
            contract_cells("R9-900", 所管課=ELSEWHERE, **TERM),
        ]
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="青木 豊")
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT), name="所 さくら")
    add_person(installation, "secretariat", Role.SECRETARIAT)
    return installation


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


@pytest.fixture
def manager(city: Installation) -> Browser:
    return Browser(city).come_in("manager")


def boxes(page: str) -> dict[str, str]:
    found = re.findall(r'<input [^>]*name="([^"]+)" [^>]*?value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in found if name not in ("q", "year")}


def register(browser: Browser, *numbers: str) -> None:
    """The days proposed for these contracts."""
    fields = boxes(browser.get(PLANS).text)
    named = {f"choose {number} 0" for number in numbers}
    kept = {n: v for n, v in fields.items() if not n.startswith("choose ") or n in named}
    assert browser.send_as_is(PLANS, **kept).status_code == 303


def approve(browser: Browser) -> str:
    """What the page says once the plan was approved."""
    fields = boxes(browser.get(PLAN).text)
    assert browser.send_as_is(PLAN, **fields).status_code == 303
    return browser.get(PLAN).text


def leave_open(browser: Browser, number: str, reason: str) -> int:
    path = f"/plans/left-open/{number}?year={NEXT.start}"
    key = boxes(browser.get(path).text)["form_key"]
    return browser.send(path, form_key=key, reason=reason).status_code


def move(browser: Browser, number: str, day: str, why: str = ""):
    path = f"/plans/move/{number}?year={NEXT.start}"
    year, month, of_month = day.split("-")
    fields = boxes(browser.get(path).text)
    fields |= {"on-year": year, "on-month": month, "on-day": of_month, "why": why}
    answer = browser.send_as_is(path, **fields)
    if answer.status_code == 200 and "この日にする" in answer.text:
        fields |= {"noticed": boxes(answer.text)["noticed"]}
        answer = browser.send_as_is(path, **fields)
    return answer


def day_of(city: Installation, number: str) -> str | None:
    query = (
        "SELECT i.planned_on FROM inspections i JOIN engagements e ON e.id = i.engagement_id"
        " JOIN contracts c ON c.id = e.contract_id WHERE i.is_current AND c.number = :number"
    )
    return next((str(day) for (day,) in city.rows(query, number=number)), None)


def changes(city: Installation) -> list[tuple[str, ...]]:
    rows = city.rows(
        "SELECT kind, changed_from, changed_to, reason, written_by FROM plan_changes ORDER BY id"
    )
    return [tuple(str(cell) for cell in row) for row in rows]


def load_day(city: Installation, number: str, day: str, *, dry_run: bool = False) -> None:
    row = {"契約番号": number, "枝番": "0", "年度": str(NEXT.start), "回": "1", "予定日": day}
    loaded = city.load_sheets(契約=[], 立入調査=[row], dry_run=dry_run)
    assert loaded.errors == []
    assert loaded.written is not dry_run


def test_a_manager_approves_what_was_registered_and_what_was_left_open(officer, manager, city):
    register(officer, ONE)
    assert leave_open(officer, TWO, "9月に契約を解除するため") == 303
    page = manager.get(PLAN).text
    assert "未承認" in page
    assert "予定日のある1件と、予定を入れない1件を承認します" in page
    assert "未計画の1件は、承認に含まれません" in page
    assert "承認済" in approve(manager)
    [approved] = city.rows(
        "SELECT department, fiscal_year, visits, left_open, undecided, approved_by FROM year_plans"
    )
    assert tuple(approved) == (DEPARTMENT, NEXT.start, 1, 1, 1, "所 さくら（manager）")
    named = city.rows("SELECT planned_on, reason FROM approved_visits ORDER BY engagement_id")
    assert [str(day) for day, _ in named] == [day_of(city, ONE), "None"]
    assert ("所 さくら（manager）", "approve_plan") in [line[:2] for line in log_lines(city)]


def test_an_officer_proposes_and_cannot_approve(officer, city):
    register(officer, ONE)
    page = officer.get(PLAN).text
    assert "この日程を承認する" not in page
    assert officer.send(PLAN, shown="").status_code == 403
    assert city.count("year_plans") == 0


def test_a_manager_of_another_department_neither_sees_nor_approves_it(officer, city):
    register(officer, ONE)
    add_person(city, "other", (Role.MANAGER, ELSEWHERE))
    other = Browser(city).come_in("other")
    assert other.get(PLAN).status_code == 404
    assert other.send(PLAN, shown="").status_code == 404
    assert city.count("year_plans") == 0


def test_nothing_registered_cannot_be_approved(manager, city):
    assert "まだ承認できません" in manager.get(PLAN).text
    assert "承認する予定がありません" in manager.send(PLAN, shown="").text
    assert city.count("year_plans") == 0


def test_nobody_approves_days_that_were_not_shown(officer, manager, city):
    register(officer, ONE)
    fields = boxes(manager.get(PLAN).text)
    register(officer, TWO)
    answer = manager.send_as_is(PLAN, **fields)
    assert "表示した後に日程が変わりました" in answer.text
    assert city.count("year_plans") == 0
    assert manager.send_as_is(PLAN, **boxes(answer.text)).status_code == 303


def test_a_double_click_approves_once(officer, manager, city):
    register(officer, ONE)
    fields = boxes(manager.get(PLAN).text)
    for _ in range(2):
        assert manager.send_as_is(PLAN, **fields).status_code == 303
    assert city.count("year_plans") == 1


def test_before_the_approval_a_day_is_moved_without_a_reason_and_nothing_is_kept(officer, city):
    register(officer, ONE)
    assert move(officer, ONE, JUNE).status_code == 303
    assert day_of(city, ONE) == JUNE
    assert changes(city) == []


def test_after_the_approval_a_day_is_moved_only_with_a_reason_which_everybody_sees(
    officer, manager, city
):
    register(officer, ONE)
    assert move(officer, ONE, JUNE).status_code == 303
    approve(manager)
    refused = move(officer, ONE, JULY)
    assert refused.status_code == 200
    assert "年間計画の承認の後の変更です。理由を入れてください。" in refused.text
    assert day_of(city, ONE) == JUNE
    assert move(officer, ONE, JULY, WHY).status_code == 303
    assert changes(city) == [("moved", JUNE, JULY, WHY, "青木 豊（officer）")]
    for login in ("manager", "secretariat", "officer"):
        page = Browser(city).come_in(login).get(PLAN).text
        assert "承認後に変更あり 1件" in page
        assert WHY in page
    assert WHY in officer.get(PLANS).text
    assert (
        "承認後に変更あり 1件"
        in Browser(city).come_in("secretariat").get(f"/plans/departments?year={NEXT.start}").text
    )


def test_the_form_of_an_inspection_asks_for_the_reason_too(officer, manager, city):
    register(officer, ONE)
    approve(manager)
    before = day_of(city, ONE)
    path = f"/entries/replan/{ONE}?branch=0&key={NEXT.start}-1"
    fields = boxes(officer.get(path).text)
    year, month, of_month = JULY.split("-")
    days = {name: name.rpartition("-")[2] for name in fields if name.endswith(("-month", "-day"))}
    stem = next(name.removesuffix("-month") for name in days if name.endswith("-month"))
    fields |= {f"{stem}-year": year, f"{stem}-month": month, f"{stem}-day": of_month}
    refused = officer.send_as_is(path, **fields)
    assert "年間計画の承認の後の変更です。理由を入れてください。" in refused.text
    assert day_of(city, ONE) == before
    assert officer.send_as_is(path, **fields | {"day_reason": WHY}).status_code == 303
    assert changes(city) == [("moved", before, JULY, WHY, "青木 豊（officer）")]


def test_a_workbook_that_moves_a_day_after_the_approval_is_kept_too(officer, manager, city):
    register(officer, ONE)
    approve(manager)
    before = day_of(city, ONE)
    load_day(city, ONE, JULY)
    [(kind, was, now_on, reason, _)] = changes(city)
    assert (kind, was, now_on, reason) == ("moved", before, JULY, "登録ブックから")


def test_a_dry_run_of_a_workbook_keeps_nothing(officer, manager, city):
    register(officer, ONE)
    approve(manager)
    load_day(city, ONE, JULY, dry_run=True)
    assert changes(city) == []


def test_a_contract_that_the_plan_could_not_know_is_added_without_a_reason(officer, manager, city):
    register(officer, ONE, TWO, THREE)
    approve(manager)
    assert city.load_sheets(契約=[contract_cells("R9-500", 所管課=DEPARTMENT, **TERM)]).written
    register(officer, "R9-500")
    assert [(kind, why) for kind, _, _, why, _ in changes(city)] == [
        ("added", "承認の後に加わった調査")
    ]
    assert "承認後に変更あり 1件" in manager.get(PLAN).text


def test_a_plan_that_has_changed_is_approved_anew(officer, manager, city):
    register(officer, ONE)
    approve(manager)
    register(officer, TWO)
    page = approve(manager)
    assert "承認後に変更あり" not in page
    assert city.count("year_plans") == 2
    assert "最後の承認の後はありません" in page


def test_what_is_left_open_needs_a_reason_and_leaves_the_proposals(officer, city):
    assert leave_open(officer, TWO, "　") == 200
    assert city.count("plans_left_open") == 0
    assert leave_open(officer, TWO, "9月に契約を解除するため") == 303
    page = officer.get(PLANS).text
    assert f'name="day {TWO} 0"' not in page
    assert "9月に契約を解除するため" in page
    listed = officer.get(f"/inspections?year={NEXT.start}&which=unplanned").text
    assert "予定を入れない：9月に契約を解除するため" in listed


def test_what_was_left_open_is_taken_back_and_proposed_again(officer, city):
    assert leave_open(officer, TWO, "9月に契約を解除するため") == 303
    path = f"/plans/taken-back/{TWO}?year={NEXT.start}"
    assert officer.send(path, form_key="a").status_code == 303
    assert f'name="day {TWO} 0"' in officer.get(PLANS).text
    assert officer.send(path, form_key="b").status_code == 303
    assert "ほかの人が先に変えました" in officer.get(PLANS).text
    acts = [line[1] for line in log_lines(city)]
    assert [act for act in acts if "open" in act] == ["leave_plan_open", "take_back_open"]


def test_what_an_approved_plan_left_open_gets_a_day_only_with_a_reason(officer, manager, city):
    assert leave_open(officer, TWO, "9月に契約を解除するため") == 303
    approve(manager)
    assert officer.send(f"/plans/taken-back/{TWO}?year={NEXT.start}", form_key="a")
    fields = boxes(officer.get(PLANS).text)
    refused = officer.send_as_is(PLANS, **fields, only=f"{TWO} 0")
    assert "年間計画の承認の後の変更です。理由を入れてください。" in refused.text
    sent = {**fields, "only": f"{TWO} 0", f"why {TWO} 0": "契約を続けることになった"}
    assert officer.send_as_is(PLANS, **sent).status_code == 303
    kinds = [(kind, why) for kind, _, _, why, _ in changes(city)]
    assert kinds == [
        ("taken_back", "予定日を決めることにした"),
        ("added", "契約を続けることになった"),
    ]


def test_a_day_ends_that_it_was_left_open(officer, city):
    assert leave_open(officer, TWO, "9月に契約を解除するため") == 303
    load_day(city, TWO, JULY)
    assert "9月に契約を解除するため" not in officer.get(PLANS).text
    assert [bool(one) for (one,) in city.rows("SELECT is_current FROM plans_left_open")] == [False]


def test_a_visit_that_has_a_day_is_not_left_open(officer, city):
    register(officer, ONE)
    assert leave_open(officer, ONE, WHY) == 200
    assert city.count("plans_left_open") == 0


def test_a_day_is_told_what_it_goes_against_before_it_is_taken(officer, city):
    register(officer, ONE)
    before = day_of(city, ONE)
    path = f"/plans/move/{ONE}?year={NEXT.start}"
    fields = boxes(officer.get(path).text)
    fields |= {"on-year": str(NEXT.start + 1), "on-month": "3", "on-day": "31", "why": ""}
    told = officer.send_as_is(path, **fields)
    assert "期限まで30日ありません" in told.text
    assert day_of(city, ONE) == before
    for wrong in ({"on-month": "13"}, {"on-year": "2001"}, {"on-year": ""}, {"why": "長" * 501}):
        assert officer.send_as_is(path, **{**fields, **wrong}).status_code == 200
    assert day_of(city, ONE) == before


def test_whoever_was_slower_is_told_and_keeps_what_was_typed(officer, manager, city):
    register(officer, ONE)
    path = f"/plans/move/{ONE}?year={NEXT.start}"
    mine = boxes(officer.get(path).text)
    assert move(manager, ONE, JUNE).status_code == 303
    year, month, of_month = JULY.split("-")
    mine |= {"on-year": year, "on-month": month, "on-day": of_month, "why": WHY}
    told = officer.send_as_is(path, **mine)
    assert "所 さくら（manager） さんが先に保存しました" in told.text
    assert day_of(city, ONE) == JUNE


@pytest.mark.parametrize(
    "path",
    [
        "/plans/move/R9-900?year={}",
        "/plans/left-open/R9-900?year={}",
        "/plans/move/R9-001?year=1999",
        "/plans/left-open/R9-001?branch=999999999999&year=1999",
        "/plans/department?department=ない課&year={}",
    ],
)
def test_what_is_not_there_or_not_ones_own_is_not_found(officer, path):
    assert officer.get(path.format(NEXT.start)).status_code == 404


def test_the_secretariat_sees_every_department_and_a_year_without_contracts(city):
    secretariat = Browser(city).come_in("secretariat")
    page = secretariat.get(f"/plans/departments?year={NEXT.start}").text
    assert page.count("未承認") == 2
    assert DEPARTMENT in page
    assert ELSEWHERE in page
    assert "立入調査の要る契約がありません" in secretariat.get("/plans/departments?year=2090").text


def test_the_record_is_sound_after_all_of_it(officer, manager, city):
    register(officer, ONE, TWO)
    approve(manager)
    assert move(officer, ONE, JULY, WHY).status_code == 303
    assert city.run("verify").exit_code == 0
