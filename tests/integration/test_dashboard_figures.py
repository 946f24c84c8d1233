"""The figures of the dashboard: on any day what a clerk would count with the rules in hand."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert

from app.clock import JAPAN
from app.records.contract_flags import Flag
from app.records.contract_list import Wanted, count_contracts
from app.records.dashboard import Dashboard, dashboard, month_before
from app.records.dashboard_counts import Figure, WantedFigures
from app.records.database import reading, transaction
from app.records.decisions import SettlementRow
from app.records.idle_accounts import count_idle, idle_accounts
from app.records.people import deactivate
from app.records.scope import EVERYTHING, NOTHING, Scope
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES
from audits.roles import Role
from audits.violations import violations
from tests.books import contract_cells
from tests.integration.browser import add_person
from tests.integration.figures_by_hand import ByHand, broken_key, visits_on_file
from tests.integration.installation import AT, BY, Installation
from tests.integration.shaken import days_to_try, on_file, shake
from tests.integration.test_due_items import put_on_file, random_excuses

ON = date(2026, 11, 20)
YEAR = FiscalYear(2026)
# Counted from accounts, not from contracts' facts; tested by themselves below.
OF_PEOPLE = {Figure.NO_OFFICER, Figure.NO_CONTRACTOR}


def figures(installation: Installation, wanted: WantedFigures) -> Dashboard:
    with installation.app.app_context(), reading() as session:
        return dashboard(session, wanted)


def of_departments(found: Dashboard) -> dict[str, Counter[Figure]]:
    each = {
        one.name: Counter({f: n for f, n in one.tally.items() if n and f not in OF_PEOPLE})
        for one in found.departments
    }
    return {name: tally for name, tally in each.items() if tally}


def decided(installation: Installation, draw: random.Random) -> ByHand:
    """The golden city with other days, some items excused and some violations settled."""
    shake(installation, draw)
    known = on_file(installation)
    by_hand = ByHand(known, visits_on_file(installation), random_excuses(known.owed, draw))
    put_on_file(installation, by_hand.excuses)
    broken = [each for contract in known.contracts.values() for each in violations(contract)]
    days = {
        broken_key(each): each.since + timedelta(draw.randrange(900))
        for each in draw.sample(broken, len(broken) // 2)
    }
    settle(installation, days)
    return replace(by_hand, settled=days)


def settle(installation: Installation, days) -> None:
    ids = {row.number: row.id for row in installation.rows("SELECT number, id FROM contracts")}
    rows = [
        {"contract_id": ids[contract], "branch": branch, "rule": rule, "basis": basis}
        | {"since": since, "on": on, "reason": "試験", "written_at": AT, "written_by": BY}
        for (contract, branch, rule, basis, since), on in days.items()
    ]
    with installation.app.app_context(), transaction() as session:
        session.execute(insert(SettlementRow), rows)


@pytest.mark.parametrize("seed", [1, 5])
def test_every_figure_is_what_the_rules_give_when_counted_by_hand(golden, seed):
    draw = random.Random(seed)  # noqa: S311 — a test's own chance
    by_hand, seen = decided(golden, draw), Counter[Figure]()
    for on in days_to_try(draw, 6):
        year = FiscalYear(FiscalYear.of(on).start - draw.choice([0, 0, 1]))
        found = figures(golden, WantedFigures(on, year, EVERYTHING))
        expected = by_hand.figures(on, year)
        assert of_departments(found) == expected, (on, year)
        whole = sum(expected.values(), Counter[Figure]())
        seen += whole
        assert found.whole.tally[Figure.MADE] == whole[Figure.MADE]
        assert (found.planned, found.made) == by_hand.months(on, year)
        kinds = Counter(item.kind for item in by_hand.overdue(on))
        assert found.overdue == kinds
    assert set(seen) == set(Figure) - OF_PEOPLE


def test_the_change_is_held_against_the_end_of_the_month_before(golden):
    draw = random.Random(5)  # noqa: S311
    by_hand = decided(golden, draw)
    for on in days_to_try(draw, 4):
        year = FiscalYear.of(on)
        found = figures(golden, WantedFigures(on, year, EVERYTHING))
        then = by_hand.figures(found.before_on, year).values()
        expected = sum(then, Counter[Figure]())
        shown = {Figure.MADE, Figure.OWED, Figure.OVERDUE, Figure.VIOLATIONS, Figure.FINDINGS}
        for figure in shown | {Figure.DATA, Figure.UNPLANNED}:
            assert found.before.tally[figure] == expected[figure], (on, figure)


def test_the_month_before_ends_on_its_last_day():
    assert month_before(date(2026, 11, 1)) == month_before(ON) == date(2026, 10, 31)
    assert month_before(date(2026, 3, 31)) == date(2026, 2, 28)
    assert month_before(date(2027, 1, 5)) == date(2026, 12, 31)


def test_the_ten_most_urgent_contracts_have_the_main_kinds_first_and_then_the_longest_overdue(
    golden,
):
    draw = random.Random(7)  # noqa: S311
    by_hand = decided(golden, draw)
    longest = 0
    for on in days_to_try(draw, 4):
        worst: dict[str, tuple[bool, date]] = {}
        late = by_hand.overdue(on)
        for item in late:
            rank = (not KIND_RULES[item.kind].main, item.due_on)
            worst[item.contract] = min(worst.get(item.contract, rank), rank)
        expected = sorted((*rank, number) for number, rank in worst.items())[:10]
        found = figures(golden, WantedFigures(on, FiscalYear.of(on), EVERYTHING)).urgent
        shown = [(not KIND_RULES[u.kind].main, u.due_on, u.contract) for u in found]
        assert shown == expected
        others = Counter(item.contract for item in late)
        assert [u.others + 1 for u in found] == [others[u.contract] for u in found]
        longest = max(longest, len(found))
    assert longest == 10


def test_the_departments_together_are_the_whole_and_one_alone_is_its_row(golden_to_read):
    wanted = WantedFigures(date(2021, 4, 15), FiscalYear(2020), EVERYTHING)
    found = figures(golden_to_read, wanted)
    together = sum((one.tally for one in found.departments), Counter[Figure]())
    assert together == +found.whole.tally
    for row in found.departments:
        alone = figures(golden_to_read, replace(wanted, department=row.name))
        assert alone.whole.tally == row.tally
        assert alone.whole.rate == row.rate
        assert [one.name for one in alone.departments] == [row.name]


def test_whoever_sees_nothing_is_told_nothing(golden_to_read):
    found = figures(golden_to_read, WantedFigures(ON, YEAR, NOTHING))
    assert not any(found.whole.tally.values())
    assert not found.departments
    assert not found.urgent
    assert found.whole.rate is found.before.rate is None
    assert found.idle_accounts == 0


def test_the_years_to_choose_are_those_of_the_contracts(golden_to_read):
    found = figures(golden_to_read, WantedFigures(ON, FiscalYear(2040), EVERYTHING))
    [first, *_] = found.years
    assert first == FiscalYear(2040)
    assert list(found.years) == sorted(set(found.years), reverse=True)
    assert FiscalYear(2020) in found.years


def contracts_with(installation: Installation, flag: Flag, on: date) -> int:
    with installation.app.app_context(), reading() as session:
        return count_contracts(session, Wanted(on, flag=flag), EVERYTHING)


@pytest.fixture
def two_departments(installation: Installation) -> Installation:
    loaded = installation.load_sheets(
        契約=[
            contract_cells("R8-001", 所管課="教育支援課"),
            contract_cells("R8-002", 所管課="保育課", 受託者名=None),
            contract_cells("R8-003", 所管課="保育課", 不成立日="2026-05-01"),
        ]
    )
    assert loaded.written, loaded.errors
    return installation


def test_a_contract_without_its_contractor_counts_from_the_day_after_its_first(two_departments):
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2)]
    assert [contracts_with(two_departments, Flag.NO_CONTRACTOR, day) for day in days] == [0, 0, 1]


def test_a_contract_is_without_an_officer_while_nobody_of_its_department_has_an_account(
    two_departments,
):
    assert contracts_with(two_departments, Flag.NO_OFFICER, ON) == 2  # one came to nothing
    add_person(two_departments, "auditor", Role.AUDITOR)
    assert contracts_with(two_departments, Flag.NO_OFFICER, ON) == 2
    add_person(two_departments, "head", (Role.MANAGER, "保育課"), last_on=date(2026, 12, 31))
    assert contracts_with(two_departments, Flag.NO_OFFICER, ON) == 1
    assert contracts_with(two_departments, Flag.NO_OFFICER, date(2027, 1, 1)) == 2
    [(head,)] = two_departments.rows("SELECT id FROM people WHERE login = 'head'")
    with two_departments.app.app_context(), transaction() as session:
        deactivate(session, head, datetime(2026, 11, 26, 0, 30, tzinfo=JAPAN))
    in_november = (
        contracts_with(two_departments, Flag.NO_OFFICER, date(2026, 11, d)) for d in (25, 26)
    )
    assert list(in_november) == [1, 2]


def idle(installation: Installation, on: date, scope: Scope) -> list[str]:
    with installation.app.app_context(), reading() as session:
        found = idle_accounts(session, on, scope, offset=0, limit=50)
        assert count_idle(session, on, scope) == len(found)
        return [one.login for one in found]


def test_an_account_without_a_role_is_seen_by_the_secretariat_and_by_its_last_department(
    two_departments,
):
    here, later = (Role.OFFICER, "保育課"), date(2027, 4, 1)
    add_person(two_departments, "stays", here)
    add_person(two_departments, "left", here, last_on=date(2027, 3, 31))
    add_person(two_departments, "never")
    add_person(two_departments, "comes", here, first_on=date(2028, 4, 1))
    nurseries = Scope(everything=False, departments=frozenset({"保育課"}))
    schools = Scope(everything=False, departments=frozenset({"教育支援課"}))
    assert idle(two_departments, ON, EVERYTHING) == ["never"]
    assert idle(two_departments, date(2026, 11, 19), EVERYTHING) == []  # not there yet
    assert sorted(idle(two_departments, later, EVERYTHING)) == ["left", "never"]
    assert idle(two_departments, later, nurseries) == ["left"]
    assert idle(two_departments, later, schools) == idle(two_departments, later, NOTHING) == []
