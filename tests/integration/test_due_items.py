"""Lists of due items: the database computes the same states as the rules, on any day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from app.acts.city import city_on_file
from app.records import editions, facts, projection
from app.records.database import reading, transaction
from app.records.decisions import ExcuseKind, ExcuseRow
from app.records.due_items import DueOnDay, Wanted, due_items
from audits import duties
from audits.due import NO_EXCUSE, DueItem, Excuse, State, days_overdue, state_on
from audits.fiscal_year import FiscalYear
from tests.books import contract_cells
from tests.integration.installation import AT, BY, Installation

FIRST, LAST = date(2015, 1, 1), date(2027, 12, 31)
DAYS_TRIED = 60
MIXED = ["a1", "Z9", "い-1", "ア-1", "ｱ-2", "R8-001", "R10-001", "令8-1", "髙-1", "高-1", "𠮷-1"]

Key = tuple[str, int, str, str, str]


def owed_by_the_rules(installation: Installation) -> list[DueItem]:
    with installation.app.app_context(), reading() as session:
        city, clause_sets = city_on_file(session), editions.clause_sets(session)
        on_file = facts.contracts_on_file(session, facts.contract_ids(session), clause_sets)
        return [item for _, contract in on_file for item in duties.due_items(contract, city)]


def listed(installation: Installation, wanted: Wanted) -> list[DueOnDay]:
    with installation.app.app_context(), reading() as session:
        return list(due_items(session, wanted))


def key(item: DueItem) -> Key:
    return (item.contract, item.branch, item.kind.value, item.basis or "", item.occurrence)


def random_excuses(items: list[DueItem], draw: random.Random) -> dict[Key, Excuse]:
    """Waivers and records of missing for a third of the items, on days around their dates."""
    excused = draw.sample(items, len(items) // 3)
    found = {}
    for item in excused:
        days = [item.due_on + timedelta(draw.randint(-400, 400)) for _ in range(2)]
        waived, missed = (day if draw.random() < 0.6 else None for day in days)
        found[key(item)] = Excuse(waived, missed)
    return found


def put_on_file(installation: Installation, excuses: dict[Key, Excuse]) -> None:
    on_file = installation.rows("SELECT number, id FROM contracts")
    ids = {row.number: row.id for row in on_file}
    rows = [
        {
            "contract_id": ids[contract],
            "branch": branch,
            "kind": kind,
            "basis": basis,
            "occurrence": occurrence,
            "decision": decision.value,
            "on": on,
            "reason": "試験",
            "written_at": AT,
            "written_by": BY,
        }
        for (contract, branch, kind, basis, occurrence), excuse in excuses.items()
        for decision, on in (
            (ExcuseKind.WAIVED, excuse.waived_on),
            (ExcuseKind.MISSED, excuse.missed_on),
        )
        if on is not None
    ]
    with installation.app.app_context(), transaction() as session:
        session.execute(insert(ExcuseRow), rows)
        for key in sorted({row["contract_id"] for row in rows}):
            projection.note_excuses(session, key)


def days_to_try(items: list[DueItem], draw: random.Random) -> list[date]:
    """Any day, and days at which something changes."""
    edges = [item.due_on + timedelta(draw.choice([-60, -30, -14, -1, 0, 1])) for item in items]
    edges += [item.closed_on for item in items if item.closed_on]
    anywhere = [FIRST + timedelta(draw.randrange((LAST - FIRST).days)) for _ in range(20)]
    return [*draw.sample(edges, DAYS_TRIED - 20), *anywhere]


def expected(
    items: list[DueItem], excuses: dict[Key, Excuse], on: date
) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for item in sorted(items, key=lambda one: one.sort_key):
        if item.exists(on):
            state = state_on(item, on, excuses.get(key(item), NO_EXCUSE))
            closed_on = item.closed_on if item.closed_on and item.closed_on <= on else None
            found.append((item.sort_key, state, days_overdue(item.due_on, on, state), closed_on))
    return found


def as_listed(items: list[DueOnDay]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for i in items:
        order = (i.due_on, i.contract, i.branch, i.kind.value, i.basis or "", i.period or "")
        found.append((order, i.state, i.days_overdue, i.closed_on))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_list_of_a_day_has_the_states_that_the_rules_give(golden, seed):
    draw = random.Random(seed)  # noqa: S311 — a test's own chance
    items = owed_by_the_rules(golden)
    assert len(items) > 300
    excuses = random_excuses(items, draw)
    put_on_file(golden, excuses)
    seen = set()
    for on in days_to_try(items, draw):
        found = listed(golden, Wanted(on))
        assert as_listed(found) == expected(items, excuses, on)
        seen |= {item.state for item in found}
    assert seen == set(State)


@pytest.mark.parametrize("state", list(State))
def test_the_lists_of_all_states_together_are_the_whole_list(golden, state):
    put_on_file(golden, random_excuses(owed_by_the_rules(golden), random.Random(7)))  # noqa: S311
    whole = golden.told("due", "--state", "all", "--on", "2021-04-15")
    mine = golden.told("due", "--state", state.value, "--on", "2021-04-15")
    assert mine == [item for item in whole if item["state"] == state.value]
    assert mine


def test_without_a_state_the_overdue_are_listed(golden_to_read):
    plain = golden_to_read.told("due", "--on", "2021-04-15")
    assert plain == golden_to_read.told("due", "--state", "overdue", "--on", "2021-04-15")
    assert {item["state"] for item in plain} == {"overdue"}
    assert all(item["days_overdue"] > 0 for item in plain)


@pytest.mark.parametrize("year", [2014, 2015, 2019, 2020, 2026, 2040])
def test_a_fiscal_year_lists_its_own_items_and_those_due_in_it(golden_to_read, year):
    days = FiscalYear(year).days
    whole = golden_to_read.told("due", "--state", "all", "--on", "2026-11-20")
    mine = golden_to_read.told("due", "--state", "all", "--on", "2026-11-20", "--fiscal-year", year)
    assert mine == [
        item
        for item in whole
        if item["fiscal_year"] == year
        or (
            item["fiscal_year"] is None
            and days.first <= date.fromisoformat(item["due_on"]) <= days.last
        )
    ]
    assert bool(mine) == (2015 <= year <= 2026)


def test_the_lists_of_the_departments_together_are_the_whole_list(golden_to_read):
    asked = ("due", "--state", "all", "--on", "2021-04-15")
    whole = golden_to_read.told(*asked)
    names = [name for (name,) in golden_to_read.rows("SELECT name FROM departments")]
    parts = [golden_to_read.told(*asked, "--department", name) for name in names]
    together = [item for part in parts for item in part]
    assert len(together) == len(whole)
    assert all(item in whole for item in together)
    assert golden_to_read.told(*asked, "--department", "ない課") == []


@pytest.mark.parametrize(
    "form", ["2021/4/15", "2021年4月15日", "令和3年4月15日", "R3.4.15", "Ｒ３．４．１５"]
)
def test_the_day_may_be_written_in_any_form(golden_to_read, form):
    asked = ("due", "--state", "all", "--on")
    assert golden_to_read.told(*asked, form) == golden_to_read.told(*asked, "2021-04-15")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--on", "いつか"),
        ("--on", "2021-02-29"),
        ("--state", "late"),
        ("--fiscal-year", "令和"),
        ("--fiscal-year", "0"),
        ("--fiscal-year", "-1"),
        ("--fiscal-year", "9999"),
        ("--fiscal-year", "99999999"),
        ("--nothing",),
        ("more",),
    ],
)
def test_wrong_usage_ends_with_exit_code_two_and_no_data(occupied, arguments):
    done = occupied.run("due", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(golden_to_read, on):
    known = golden_to_read.told("due", "--on", on)
    assert bool(known) == (on > "2000")
    for command in ("due", "violations"):
        assert golden_to_read.run(command, "--on", on).exit_code == 0
    golden_to_read.printed("record", "R2-教支-034", "--on", on)


def test_numbers_are_ordered_by_code_point_on_every_database(installation):
    installation.load_sheets(契約=[contract_cells(number) for number in MIXED])
    owed = installation.told("due", "--state", "all", "--on", "2026-11-20")
    numbers = [item["contract"] for item in owed if item["kind"] == "inspection"]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(MIXED)


def test_bases_and_periods_are_ordered_with_nothing_first_and_by_code_point(installation):
    promise = {
        "契約番号": "R8-001",
        "実施者": "受託者",
        "区分": "運用上",
        "対策": "点検",
        "由来": "契約",
        "頻度": "毎年度",
    }
    promises = [{**promise, "番号": number} for number in ("b", "A", "い", "ア", "漢")]
    installation.load_sheets(契約=[contract_cells()], 保護対策=promises)
    owed = installation.told("due", "--state", "all", "--on", "2026-11-20")
    bases = [item["basis"] for item in owed if item["kind"] == "commitment"]
    assert bases == ["A", "b", "い", "ア", "漢"]
    in_order = [
        (i["due_on"], i["contract"], i["branch"], i["kind"], i["basis"] or "", i["period"] or "")
        for i in owed
    ]
    assert in_order == sorted(in_order)


def test_the_list_for_people_lines_up_and_says_the_same(golden_to_read):
    table = golden_to_read.run("due", "--on", "2021-04-15").stdout.splitlines()
    assert table[0].split() == [
        *("期限", "状態", "超過日数", "契約番号", "枝番", "種別", "根拠", "期間")
    ]
    assert len(table) - 1 == len(golden_to_read.told("due", "--on", "2021-04-15"))
    assert all("期限超過" in line for line in table[1:])


def test_an_item_that_an_event_causes_is_not_known_before_it(installation):
    incident = {"契約番号": "R8-001", "事故番号": "J-1", "覚知日": "2026-05-01", "概要": "誤送信"}
    installation.load_sheets(契約=[contract_cells()], 事故=[incident])

    def kinds(on: str):
        owed = installation.told("due", "--state", "all", "--on", on)
        return [item["kind"] for item in owed if item["basis"] == "J-1"]

    assert (kinds("2026-04-30"), kinds("2026-05-01")) == ([], ["incident_report"])
