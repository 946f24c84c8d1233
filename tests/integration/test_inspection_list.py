"""The list of visits: whom nobody visited, counted as the rules count, and its page."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from datetime import date

import pytest

from app.records import inspection_list
from app.records.database import reading
from app.records.inspection_list import (
    InspectionFilter,
    InspectionLine,
    InspectionSort,
    WantedInspections,
)
from app.records.scope import EVERYTHING, NOTHING, Scope
from audits.due import OPEN_STATES, DueItem, inspection_rate, state_on
from audits.engagement import Engagement
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.shaken import OnFile, days_to_try, on_file, shake
from tests.integration.statements import statements

Key = tuple[str, int]
ALL = InspectionFilter.ALL
ON = date(2026, 11, 20)
YEAR = FiscalYear(2026)
COUNT = re.compile(r"([\d,]+)件のうち [\d,]+～")


def listed(installation, wanted, scope=EVERYTHING) -> list[InspectionLine]:
    with installation.app.app_context(), reading() as session:
        lines = inspection_list.inspection_lines(session, wanted, scope, offset=0, limit=1000)
        assert inspection_list.count_inspections(session, wanted, scope) == len(lines)
        assert inspection_list.count_each(session, wanted, scope)[wanted.which] == len(lines)
        return lines


def keys(lines: list[InspectionLine]) -> list[Key]:
    return sorted((line.contract, line.branch) for line in lines)


def plans(installation) -> dict[Key, list[tuple[date | None, date | None]]]:
    """(planned, carried out) of every visit on file."""
    found: dict[Key, list[tuple[date | None, date | None]]] = defaultdict(list)
    rows = installation.rows(
        "SELECT c.number, e.branch, i.planned_on, i.carried_out_on FROM inspections AS i"
        " JOIN engagements AS e ON e.id = i.engagement_id"
        " JOIN contracts AS c ON c.id = e.contract_id WHERE i.is_current"
    )
    for number, branch, *days in rows:
        planned, carried_out = (date.fromisoformat(str(day)) if day else None for day in days)
        found[number, branch].append((planned, carried_out))
    return found


def expected(known: OnFile, planned, wanted: WantedInspections) -> list[Key]:
    """Those of the year's visits that the rules, read line by line, put under this heading."""
    on, year = wanted.on, wanted.fiscal_year
    found = []
    for item in known.owed:
        if item.kind is Kind.INSPECTION and item.fiscal_year == year.start:
            engagement = known.contracts[item.contract].engagement(item.branch)
            visits = planned[item.contract, item.branch]
            if belongs(item, engagement, visits, on, year)[wanted.which]:
                found.append((item.contract, item.branch))
    return sorted(found)


def belongs(
    item: DueItem, engagement: Engagement, visits, on: date, year: FiscalYear
) -> dict[InspectionFilter, bool]:
    made = item.closed_on is not None and item.closed_on <= on
    on_site = item.on_site_on is not None and item.on_site_on <= on
    made_by_then = [done for _, done in visits if done and done <= on]
    waiting = [plan for plan, done in visits if plan and plan in year and not (done and done <= on)]
    unplanned = (
        state_on(item, on) in OPEN_STATES
        and not waiting
        and not any(done in year for done in made_by_then)
    )
    return {
        InspectionFilter.ALL: True,
        InspectionFilter.MADE: made,
        InspectionFilter.ON_SITE: on_site,
        InspectionFilter.OFF_SITE: made and not on_site,
        InspectionFilter.NOT_VISITED: not made,
        InspectionFilter.UNPLANNED: unplanned,
        InspectionFilter.NEVER: engagement.term.first <= on and not made_by_then,
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_every_list_of_visits_is_what_the_rules_say_on_any_day(golden, seed):
    draw = random.Random(seed)  # noqa: S311 — a test's own chance
    shake(golden, draw)
    known, planned = on_file(golden), plans(golden)
    seen = set()
    for on in days_to_try(draw, 12):
        year = FiscalYear(FiscalYear.of(on).start - draw.choice([0, 0, 1]))
        for which in InspectionFilter:
            wanted = WantedInspections(on, year, which)
            found = listed(golden, wanted)
            assert keys(found) == expected(known, planned, wanted), wanted
            seen |= {which} if found else set()
    assert seen == set(InspectionFilter)


def test_the_counts_are_those_of_the_inspection_rate(golden_to_read):
    known = on_file(golden_to_read)
    for on in days_to_try(random.Random(3), 5):  # noqa: S311
        year = FiscalYear.of(on)
        rate = inspection_rate([i for i in known.owed if i.fiscal_year == year.start], on)
        with golden_to_read.app.app_context(), reading() as session:
            found = inspection_list.count_each(session, WantedInspections(on, year), EVERYTHING)
        of_kind = (ALL, InspectionFilter.MADE, InspectionFilter.ON_SITE)
        assert tuple(found[which] for which in of_kind) == (rate.owed, rate.made, rate.on_site)


VISITED = {
    "契約": [
        contract_cells("R8-001"),
        contract_cells("R8-002", 所管課="保育課"),
        contract_cells("R8-003", 開始日="2027-01-01"),
        contract_cells("R8-004", 開始日="2025-04-01", 契約期間の表示="24か月"),
        contract_cells("R8-005"),
        contract_cells("R8-006"),
    ],
    "立入調査": [
        {"契約番号": "R8-001", "年度": 2026, "予定日": "2026-06-01", "実施日": "2026-06-08"}
        | {"方法": "遠隔", "方法の理由": "遠方のため", "総合判定": "指摘あり"},
        {"契約番号": "R8-001", "年度": 2026, "回": 2, "実施日": "2026-12-01", "総合判定": "適"},
        {"契約番号": "R8-002", "年度": 2026, "予定日": "2026-11-01"},
        {"契約番号": "R8-004", "年度": 2025, "実施日": "2025-09-01", "総合判定": "適"},
        {"契約番号": "R8-005", "年度": 2026, "実施日": "2026-10-01"},
    ],
    "指摘": [
        {"契約番号": "R8-001", "年度": 2026, "回": 1, "指摘番号": n, "内容": "鍵がない"}
        | {"是正確認日": done}
        for n, done in ((1, "2026-07-01"), (2, None), (3, "2026-12-24"))
    ],
}


@pytest.fixture
def visited(installation):
    loaded = installation.load_sheets(**VISITED)
    assert loaded.written, loaded.errors
    return installation


def only(installation, number: str, on: date = ON) -> InspectionLine:
    [line] = [
        one for one in listed(installation, WantedInspections(on, YEAR)) if one.contract == number
    ]
    return line


def test_a_visit_shows_when_and_how_it_was_made_and_what_is_still_open(visited):
    line = only(visited, "R8-001")
    assert (line.planned_on, line.carried_out_on) == (date(2026, 6, 1), date(2026, 6, 8))
    assert ([m.value for m in line.methods], line.reason) == (["remote"], "遠方のため")
    assert line.open_findings == 2


def test_a_later_visit_on_site_makes_the_year_on_site(visited):
    before, after = (only(visited, "R8-001", day) for day in (ON, date(2026, 12, 31)))
    assert [m.value for m in before.methods] == ["remote"]
    assert [m.value for m in after.methods] == ["remote", "on_site"]
    assert after.open_findings == 1


@pytest.mark.parametrize(
    ("which", "numbers"),
    [
        ("not_visited", ["R8-002", "R8-003", "R8-004", "R8-005", "R8-006"]),
        ("unplanned", ["R8-003", "R8-004", "R8-006"]),  # R8-005 waits for its judgement
        ("never", ["R8-002", "R8-006"]),  # R8-003 has not begun
        ("off_site", ["R8-001"]),
        ("on_site", []),
    ],
)
def test_whom_nobody_visited_is_told_apart(visited, which, numbers):
    found = listed(visited, WantedInspections(ON, YEAR, InspectionFilter(which)))
    assert [number for number, _ in keys(found)] == numbers


def test_a_visit_recorded_as_missed_is_not_visited_but_needs_no_plan(visited):
    later = date(2027, 4, 2)
    visited.change(
        'INSERT INTO excuses (contract_id, branch, kind, basis, occurrence, decision, "on",'
        " reason, written_at, written_by) SELECT id, 0, 'inspection', '', '2026', 'missed',"
        " '2027-04-01', '閉鎖', '2027-04-01', '試験' FROM contracts WHERE number = 'R8-006'"
    )
    assert visited.run("rebuild").exit_code == 0
    of = {
        which: [n for n, _ in keys(listed(visited, WantedInspections(later, YEAR, which)))]
        for which in InspectionFilter
    }
    assert "R8-006" in of[InspectionFilter.NOT_VISITED]
    assert "R8-006" not in of[InspectionFilter.UNPLANNED]


def test_a_plan_that_went_by_is_said(visited):
    assert only(visited, "R8-002").is_past_plan
    assert not only(visited, "R8-002", date(2026, 11, 1)).is_past_plan


def test_the_list_is_sorted_by_every_head_and_the_dateless_come_last(visited):
    for descending in (False, True):
        wanted = WantedInspections(ON, YEAR, sort=InspectionSort.PLANNED, descending=descending)
        planned = [line.planned_on for line in listed(visited, wanted)]
        known = [day for day in planned if day]
        assert known == sorted(known, reverse=descending)
        assert planned == known + [None] * (len(planned) - len(known))
    wanted = WantedInspections(ON, YEAR, sort=InspectionSort.NUMBER, descending=True)
    numbers = [line.contract for line in listed(visited, wanted)]
    assert numbers == sorted(numbers, reverse=True)


def test_a_department_sees_its_own_visits_only(visited):
    wanted = WantedInspections(ON, YEAR)
    own = Scope(everything=False, departments=frozenset({"保育課"}))
    assert keys(listed(visited, wanted, own)) == [("R8-002", 0)]
    assert listed(visited, wanted, NOTHING) == []
    of_department = WantedInspections(ON, YEAR, department="保育課")
    assert keys(listed(visited, of_department)) == [("R8-002", 0)]


@pytest.fixture
def secretariat(golden) -> Browser:
    add_person(golden, "secretariat", Role.SECRETARIAT)
    return Browser(golden).come_in("secretariat")


def total(page: str) -> int:
    found = COUNT.search(page)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize(
    "on", ["2021-04-15", "R3.4.15", "令和3年4月15日", "令和３年４月１５日", "2021/4/15"]
)
def test_the_page_takes_the_day_in_every_form_and_says_it(secretariat, golden, on):
    wanted = WantedInspections(date(2021, 4, 15), FiscalYear(2020), InspectionFilter.NOT_VISITED)
    page = secretariat.get(f"/inspections?which=not_visited&year=R2&on={on}").text
    assert total(page) == len(listed(golden, wanted)) > 0
    assert "令和2年度 (2020年度)に調査の要る" in page
    assert "令和3年4月15日 (2021)" in page
    assert "?view=inspections" in page


def test_without_a_year_it_is_that_of_the_day(secretariat):
    page = secretariat.get("/inspections?on-year=R3&on-month=3&on-day=31").text
    assert "令和2年度 (2020年度)の調査" in page


def test_what_was_not_understood_is_said(secretariat):
    page = secretariat.get("/inspections?which=x&sort=y&year=去年&on=2026-02-30").text
    for words in (
        "「x」という選択肢",
        "「y」という選択肢",
        "「去年」は年度",
        "「2026-02-30」は日付",
    ):
        assert words in page


def test_an_empty_list_says_what_to_do(secretariat):
    page = secretariat.get("/inspections?year=1990&which=never").text
    assert "一度も調査していないところはありません" in page
    assert "条件を外して" in page


@pytest.mark.parametrize("which", [each.value for each in InspectionFilter])
def test_the_statements_of_the_page_are_few(secretariat, golden, which):
    with statements(golden) as sent:
        assert secretariat.get(f"/inspections?on=2021-03-01&which={which}").status_code == 200
    assert len(sent) <= 12, sent
