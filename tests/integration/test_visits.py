"""訪問: made from planned inspections, changed, called off; who sees and does what."""

from __future__ import annotations

import pytest

from app.acts.plan_approval import department_plan
from app.clock import now, today
from app.records.base import Base
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.people import person_named
from app.workflows.approve_plan import approve_plan
from audits.fiscal_year import FiscalYear
from audits.roles import Act, Role
from tests.integration.browser import Browser, log_lines
from tests.integration.installation import Installation
from tests.integration.statements import statements
from tests.integration.visiting import (
    ALONE,
    CONTRACTOR,
    DEPARTMENT,
    FAR,
    FIRST,
    LATER,
    NEAR,
    PLANNED,
    SECOND,
    SHARED,
    arranged,
    days,
    filled,
    make_city,
    new_path,
    offered,
    ticked,
)


@pytest.fixture
def city(installation: Installation) -> Installation:
    return make_city(installation)


@pytest.fixture
def officer(city: Installation) -> Browser:
    return Browser(city).come_in("officer")


def approve(city: Installation) -> None:
    """The manager approves what is planned for the year."""
    year = FiscalYear(2026)
    with city.app.app_context():
        with reading() as session:
            manager = person_named(session, "manager", today())
            assert manager is not None
            wanted = WantedInspections(today(), year, department=DEPARTMENT)
            plan = department_plan(session, wanted, manager.scope_of(Act.APPROVE_PLAN))
        made = approve_plan(DEPARTMENT, year, shown=plan.word, key="k", by=manager, at=now())
        assert made is not None


def test_the_inspections_of_the_same_contractor_on_a_near_day_are_offered_ticked(officer):
    page = officer.get(new_path()).text
    assert offered(page) == [FIRST, SHARED, SECOND, LATER]
    assert ticked(page) == [FIRST, SHARED, SECOND]


def test_a_visit_gives_all_its_inspections_its_own_day_and_leaves_the_others(officer, city):
    arranged(officer)
    assert days(city) == {
        FIRST: PLANNED,
        SECOND: PLANNED,
        SHARED: PLANNED,
        LATER: FAR,
        ALONE: PLANNED,
        "R8-006": PLANNED,
    }
    assert city.run("verify").exit_code == 0
    assert ("arrange_visit", "done") in [(line[1], line[3]) for line in log_lines(city)]


def test_a_visit_shows_its_time_its_place_and_its_people(officer):
    visit = arranged(officer, officers="宮野、𠮷田", attendants="髙橋 様")
    page = officer.get(f"/visits/{visit}").text
    for words in ("13:30～15:00", "本社2階", "宮野、𠮷田", "髙橋 様", CONTRACTOR, FIRST, SHARED):
        assert words in page


def test_changing_the_day_of_a_visit_moves_its_inspections_and_no_other(officer, city):
    visit = arranged(officer, inspections=[FIRST])
    path = f"/visits/{visit}/change"
    moved = {"held_on-year": "2026", "held_on-month": "12", "held_on-day": "15"}
    answer = officer.send_as_is(path, **filled(officer.get(path).text, **moved))
    assert answer.status_code == 303
    assert days(city)[FIRST] == "2026-12-15"
    assert days(city)[SECOND] == NEAR


def test_an_inspection_that_is_taken_off_a_visit_keeps_its_day_and_may_go_on_another(officer, city):
    visit = arranged(officer)
    path = f"/visits/{visit}/change"
    officer.send_as_is(path, **filled(officer.get(path).text, inspections=[FIRST]))
    assert SECOND not in officer.get(f"/visits/{visit}").text
    assert days(city)[SECOND] == PLANNED
    assert SECOND in offered(officer.get(new_path(SECOND)).text)


def test_an_inspection_is_on_one_visit_only(officer, city):
    page = officer.get(new_path()).text
    first, second = filled(page), filled(page, form_key="another page", place="別の所")
    assert officer.send_as_is(new_path(), **first).status_code == 303
    answer = officer.send_as_is(new_path(), **second)
    assert "ほかの訪問に入った" in answer.text
    assert city.count("visits") == 1


def test_a_double_click_makes_one_visit_and_leads_to_it_both_times(officer, city):
    fields = filled(officer.get(new_path()).text)
    places = {officer.send_as_is(new_path(), **fields).location for _ in range(2)}
    assert places == {"/visits/1"}
    assert city.count("visits") == 1


def test_the_second_of_two_who_change_a_visit_is_told_and_may_still_have_it_so(officer, city):
    visit = arranged(officer)
    path = f"/visits/{visit}/change"
    manager = Browser(city).come_in("manager")
    mine, theirs = (filled(one.get(path).text) for one in (officer, manager))
    assert manager.send_as_is(path, **theirs | {"place": "工場"}).status_code == 303
    answer = officer.send_as_is(path, **mine | {"place": "支店"})
    assert "𠮷田 一" in answer.text
    assert "工場" in answer.text
    again = filled(answer.text, place="支店")
    assert officer.send_as_is(path, **again).status_code == 303
    assert "支店" in officer.get(f"/visits/{visit}").text


def test_nothing_changed_is_no_change(officer, city):
    visit = arranged(officer)
    path = f"/visits/{visit}/change"
    assert officer.send_as_is(path, **filled(officer.get(path).text)).status_code == 303
    assert city.rows("SELECT sequence FROM visits") == [(0,)]
    assert [line[1] for line in log_lines(city)].count("change_visit") == 0


def test_a_visit_is_called_off_with_a_reason_and_its_inspections_stay_planned(officer, city):
    visit = arranged(officer)
    path = f"/visits/{visit}/call-off"
    assert "入力してください" in officer.send(path, seen="0", reason="").text
    assert officer.send(path, seen="0", reason="台風のため").status_code == 303
    assert "台風のため" in officer.get(f"/visits/{visit}").text
    assert days(city)[SECOND] == PLANNED
    assert SECOND in offered(officer.get(new_path()).text)
    assert "取りやめになっています" in officer.send(path, seen="1", reason="もう一度").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_at": "25:00"}, "時刻として読めません"),
        ({"starts_at": "あさ"}, "時刻として読めません"),
        ({"ends_at": ""}, "終わりの時刻も"),
        ({"starts_at": ""}, "始まりの時刻も"),
        ({"ends_at": "13:00"}, "始まりより後"),
        ({"method": "remote"}, "実地で行わない理由"),
        ({"method": "nothing"}, "一覧から選んでください"),
        ({"held_on-day": "31", "held_on-month": "2"}, "暦にない日"),
        ({"held_on-year": "", "held_on-month": "", "held_on-day": ""}, "入力してください"),
        ({"held_on-day": "6"}, "閉庁日です"),
        ({"place": "あ" * 3_000}, "文字以内"),
        ({"inspections": []}, "印を付けてください"),
        ({"inspections": ["R8-004 0 2026 1"]}, "ほかの訪問に入った"),
        ({"inspections": ["無い 0 0 0"]}, "ほかの訪問に入った"),
        ({"contractor_id": "9" * 400}, "ほかの訪問に入った"),
        ({"officers": "\u202e宮野"}, "使えない文字"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_no_visit_is_made(
    officer, city, changes, sentence
):
    fields = filled(officer.get(new_path()).text) | changes
    answer = officer.send_as_is(new_path(), **fields)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert city.count("visits") == 0


def test_a_closed_day_is_taken_with_a_reason(officer, city):
    visit = arranged(officer, **{"held_on-day": "6", "day_reason": "相手の都合により"})
    assert "相手の都合により" in officer.get(f"/visits/{visit}").text
    assert days(city)[FIRST] == "2026-12-06"


def test_hours_are_read_in_the_ways_in_which_they_are_written(officer):
    visit = arranged(officer, starts_at="９：００", ends_at="10時30分")
    assert "09:00～10:30" in officer.get(f"/visits/{visit}").text


def test_what_other_departments_do_alone_is_neither_offered_nor_seen(officer, city):
    assert ALONE not in officer.get(new_path()).text
    other = Browser(city).come_in("other")
    visit = arranged(other, ALONE, inspections=[ALONE])
    for path in (f"/visits/{visit}", f"/visits/{visit}/change", f"/visits/{visit}/notice"):
        assert officer.get(path).status_code == 404
    for which in ("coming", "open", "past", "called_off"):
        page = officer.get(f"/visits?which={which}").text
        assert "かわせみ" not in page
        assert f"/visits/{visit}" not in page


def test_of_a_joint_visit_each_department_sees_its_own_contracts_and_who_else_comes(officer, city):
    visit = arranged(officer)
    other = Browser(city).come_in("other")
    page = other.get(f"/visits/{visit}").text
    assert SHARED in page
    assert FIRST not in page
    assert "教育支援課の調査もあわせて行います" in page


def test_who_may_not_enter_for_all_of_a_joint_visit_may_not_move_it(officer, city):
    visit = arranged(officer)
    other, path = Browser(city).come_in("other"), f"/visits/{visit}/change"
    moved = filled(other.get(path).text, **{"held_on-day": "15"})
    assert "すべての調査を入力できる人だけです" in other.send_as_is(path, **moved).text
    assert days(city)[FIRST] == PLANNED
    assert (
        other.send_as_is(path, **moved | {"held_on-day": "3", "place": "工場"}).status_code == 303
    )
    assert days(city)[FIRST] == PLANNED


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR, Role.ADVISOR])
def test_who_sees_all_contracts_sees_every_visit_and_changes_none(officer, city, role):
    visit = arranged(officer)
    browser = Browser(city).come_in(role.value)
    assert FIRST in browser.get(f"/visits/{visit}").text
    for what in ("change", "call-off", "notice"):
        assert browser.get(f"/visits/{visit}/{what}").status_code == 403
    assert browser.get(new_path()).status_code == 403


def test_whatever_the_address_of_the_list_says_a_list_is_shown(officer):
    for query in ("page=1000000000", "page=-1", "which=nothing", "which=" + "あ" * 10_000):
        assert officer.get(f"/visits?{query}").status_code == 200


def test_the_list_of_visits_asks_no_more_for_more_of_them(officer, city):
    arranged(officer, inspections=[FIRST])
    with statements(city) as few:
        officer.get("/visits")
    arranged(officer, SECOND, inspections=[SECOND])
    arranged(officer, LATER, inspections=[LATER])
    with statements(city) as many:
        assert "R8-003" in officer.get("/visits").text
    assert len(many) == len(few) <= 12


def test_a_day_that_the_manager_has_approved_is_moved_with_a_reason(officer, city):
    visit = arranged(officer, inspections=[FIRST])
    approve(city)
    path = f"/visits/{visit}/change"
    moved = filled(officer.get(path).text, **{"held_on-day": "15"})
    refused = officer.send_as_is(path, **moved)
    assert refused.status_code == 200
    assert days(city)[FIRST] == PLANNED
    assert 'id="day_reason-error"' in refused.text
    assert city.rows("SELECT sequence FROM visits") == [(0,)]
    assert officer.send_as_is(path, **moved | {"day_reason": "相手の都合"}).status_code == 303
    assert days(city)[FIRST] == "2026-12-15"
    assert city.rows("SELECT reason FROM plan_changes") == [("相手の都合",)]


def test_what_is_on_a_visit_already_leads_to_that_visit(officer):
    visit = arranged(officer)
    assert officer.get(new_path(SECOND)).location == f"/visits/{visit}"


def test_an_inspection_without_a_plan_leads_to_the_list_and_says_so(officer):
    answer = officer.get("/visits/new?contract=R8-999", follow_redirects=True)
    assert "下の一覧から選んでください" in answer.text


def test_the_tables_of_visits_are_among_those_that_the_product_knows():
    assert {"visits", "visit_inspections", "visit_notices"} <= set(Base.metadata.tables)


def test_the_department_that_leads_is_that_of_the_contract(officer, city):
    arranged(officer)
    assert city.rows("SELECT department FROM visits") == [(DEPARTMENT,)]
