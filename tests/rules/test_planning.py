"""計画の案: the days proposed for inspections, and why (product.md, Inspections)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from audits.open_days import OpenDays
from audits.planning.load import Capacity, Load, week_of
from audits.planning.objection import Objection, objections
from audits.planning.owed import REASONS, OwedInspection, PlannedVisit, Timing
from audits.planning.plan import propose
from audits.planning.window import OpenWeek

APRIL, MARCH = date(2026, 4, 1), date(2027, 3, 31)
EVE = date(2026, 3, 31)


def owed(
    due_on: date = MARCH,
    first: date = APRIL,
    contract: str = "R8-001",
    department: str = "保育課",
    party: str = "",
    risk: int = 0,
) -> OwedInspection:
    return OwedInspection(due_on, contract, 0, 2026, first, department, party, risk)


def proposed(inspection: OwedInspection, on: date, closed: frozenset[date] = frozenset(), **more):
    [found] = propose([inspection], OpenDays(closed), on=on, **more)
    return found.on, found.timing


class TestOneInspection:
    def test_due_in_march_it_is_proposed_a_month_ahead(self):
        assert proposed(owed(), date(2027, 2, 26)) == (date(2027, 3, 1), Timing.IN_TIME)

    def test_with_less_than_a_month_left_it_is_proposed_before_it_is_due(self):
        day, timing = proposed(owed(), date(2027, 3, 26))
        assert (timing, day in (date(2027, 3, 29), date(2027, 3, 30))) == (Timing.LATE, True)

    def test_without_any_open_day_left_it_is_said_so(self):
        found = proposed(owed(date(2026, 11, 22)), date(2026, 11, 20))  # a Sunday, after a Friday
        assert found == (None, Timing.NO_DAY)

    def test_overdue_it_is_proposed_for_the_next_open_day(self):
        found = proposed(owed(EVE), date(2026, 11, 20))
        assert found == (date(2026, 11, 23), Timing.OVERDUE)

    def test_alone_it_is_proposed_for_the_middle_of_the_time_there_is(self):
        [found] = propose([owed()], OpenDays(), on=EVE)
        assert (found.on, found.reason) == (date(2026, 9, 15), REASONS[Timing.IN_TIME])

    def test_a_closed_week_is_passed_over(self):
        closed = frozenset(date(2026, 9, day) for day in range(1, 31))
        day, _ = proposed(owed(), EVE, closed)
        assert day == date(2026, 8, 31)

    def test_a_week_that_is_full_is_passed_over(self):
        planned = [PlannedVisit(date(2026, 9, 14), "保育課")]
        day, _ = proposed(owed(), EVE, planned=planned, capacity=Capacity({"保育課": 1}))
        assert day is not None
        assert week_of(day) != week_of(date(2026, 9, 14))

    def test_where_the_weeks_ahead_are_full_it_is_proposed_in_the_last_month(self):
        first = date(2027, 2, 22)
        planned = [PlannedVisit(day, "保育課") for day in (date(2027, 2, 22), date(2027, 3, 1))]
        found = proposed(owed(first=first), EVE, planned=planned, capacity=Capacity({}, 1))
        assert found == (date(2027, 3, 8), Timing.CROWDED)

    @pytest.mark.parametrize("due_on", [MARCH, EVE])
    def test_a_department_that_can_make_no_visits_is_told_so(self, due_on):
        found = proposed(owed(due_on), date(2026, 4, 1), capacity=Capacity({"保育課": 0}))
        assert found == (None, Timing.FULL)


class TestManyInspections:
    def test_the_riskier_ones_come_earlier(self):
        inspections = [owed(contract=f"R8-{n:03}", risk=n) for n in range(12)]
        found = propose(inspections, OpenDays(), on=EVE)
        by_risk = sorted(found, key=lambda p: -p.inspection.risk)
        assert [p.on for p in by_risk] == sorted(p.on for p in found if p.on)

    def test_they_are_spread_over_the_year_and_not_heaped_in_march(self):
        inspections = [owed(contract=f"R8-{n:03}") for n in range(44)]
        days = [p.on for p in propose(inspections, OpenDays(), on=EVE) if p.on]
        months = Counter(day.month for day in days)
        assert months[3] == 0
        assert max(months.values()) <= 5

    def test_a_month_that_is_full_of_other_visits_is_spared(self):
        inspections = [owed(contract=f"R8-{n:03}") for n in range(11)]
        autumn = [date(2026, 9, day) for day in (1, 2, 3, 7, 8, 9, 14, 15, 16, 24, 25, 28)]
        planned = [PlannedVisit(day, "保育課") for day in autumn]
        days = [p.on for p in propose(inspections, OpenDays(), on=EVE, planned=planned) if p.on]
        assert not [day for day in days if (day.year, day.month) == (2026, 9)]

    def test_what_has_little_time_chooses_before_what_has_much(self):
        capacity = Capacity({}, 1)
        week = owed(date(2026, 9, 18), date(2026, 9, 14), "R8-001")
        found = propose([week, owed(contract="R8-002")], OpenDays(), on=EVE, capacity=capacity)
        assert [p.timing for p in found] == [Timing.LATE, Timing.IN_TIME]
        assert all(p.on for p in found)


class TestOneVisitForOneParty:
    def test_two_contracts_of_one_contractor_are_inspected_in_one_visit(self):
        pair = [owed(contract=number, party="青葉電算") for number in ("R8-001", "R8-002")]
        one, other = propose(pair, OpenDays(), on=EVE)
        assert one.on == other.on
        assert one.reason.startswith("同じ相手の2件を1回の訪問にまとめました。")

    def test_departments_inspect_one_contractor_together(self):
        pair = [
            owed(contract="R8-001", party="青葉電算"),
            owed(contract="R8-002", party="青葉電算", department="税務課"),
        ]
        one, other = propose(pair, OpenDays(), on=EVE)
        assert one.on == other.on
        assert one.reason.startswith("保育課・税務課の合同調査です（2件を1回で）。")

    def test_what_shares_no_day_is_inspected_in_two_visits(self):
        pair = [
            owed(date(2026, 6, 30), contract="R8-001", party="青葉電算"),
            owed(first=date(2026, 10, 1), contract="R8-002", party="青葉電算"),
        ]
        one, other = propose(pair, OpenDays(), on=EVE)
        assert one.on is not None
        assert other.on is not None
        assert one.on < other.on
        assert one.inspections == other.inspections == 1

    def test_a_contractor_that_is_not_known_yet_is_nobody_to_visit_twice(self):
        pair = [owed(contract=number) for number in ("R8-001", "R8-002")]
        one, other = propose(pair, OpenDays(), on=EVE)
        assert one.on != other.on

    def test_a_visit_that_is_planned_takes_along_what_it_can(self):
        planned = [PlannedVisit(date(2026, 6, 10), "税務課", "青葉電算")]
        [found] = propose([owed(party="青葉電算")], OpenDays(), on=EVE, planned=planned)
        assert (found.on, found.joins) == (date(2026, 6, 10), True)
        assert found.reason.startswith("同じ相手への調査がすでにある日に合わせました。")

    def test_a_planned_visit_of_the_own_department_takes_along_any_number(self):
        planned = [PlannedVisit(date(2026, 6, 10), "保育課", "青葉電算")] * 2
        pair = [owed(contract=number, party="青葉電算") for number in ("R8-001", "R8-002")]
        capacity = Capacity({}, 1)
        found = propose(pair, OpenDays(), on=EVE, planned=planned, capacity=capacity)
        assert [p.on for p in found] == [date(2026, 6, 10)] * 2

    def test_a_planned_visit_on_a_closed_day_or_too_late_takes_nothing_along(self):
        sunday, march = date(2026, 6, 14), date(2027, 3, 30)
        planned = [PlannedVisit(day, "保育課", "青葉電算") for day in (sunday, march)]
        [found] = propose([owed(party="青葉電算")], OpenDays(), on=EVE, planned=planned)
        assert found.on not in (sunday, march)
        assert not found.joins

    def test_a_department_whose_week_is_full_does_not_join(self):
        day = date(2026, 6, 10)
        planned = [PlannedVisit(day, "税務課", "青葉電算"), PlannedVisit(day, "保育課", "白樺印刷")]
        [found] = propose(
            [owed(party="青葉電算")], OpenDays(), on=EVE, planned=planned, capacity=Capacity({}, 1)
        )
        assert found.on is not None
        assert not found.joins

    def test_where_one_department_has_no_room_the_other_goes_alone(self):
        pair = [
            owed(contract="R8-001", party="青葉電算"),
            owed(contract="R8-002", party="青葉電算", department="税務課"),
        ]
        one, other = propose(pair, OpenDays(), on=EVE, capacity=Capacity({"税務課": 0}))
        assert one.timing is Timing.IN_TIME
        assert (other.on, other.timing) == (None, Timing.FULL)


class TestADayChosenByHand:
    def told(self, day: date, inspection: OwedInspection | None = None, load: Load | None = None):
        load = load or Load(Capacity({}))
        return list(objections(inspection or owed(), day, OpenDays(), load))

    def test_a_good_day_meets_no_objection(self):
        assert self.told(date(2026, 9, 15)) == []

    def test_a_sunday_in_march_is_closed_and_late(self):
        assert self.told(date(2027, 3, 21)) == [Objection.LATE, Objection.CLOSED]

    def test_a_day_after_it_is_due_or_before_it_begins_is_said_so(self):
        assert self.told(date(2027, 4, 1)) == [Objection.OVERDUE]
        assert self.told(EVE) == [Objection.TOO_EARLY]

    def test_where_there_is_no_month_no_day_of_it_is_late(self):
        assert self.told(date(2027, 3, 24), owed(first=date(2027, 3, 15))) == []

    def test_a_full_week_is_said_so(self):
        load = Load(Capacity({}, 1), [PlannedVisit(date(2026, 9, 14), "保育課")])
        assert self.told(date(2026, 9, 18), load=load) == [Objection.FULL]


def test_every_timing_has_its_reason():
    assert set(REASONS) == set(Timing)


def test_how_far_a_week_is_from_a_day_counts_from_its_nearest_open_day():
    monday = date(2026, 6, 8)
    week = OpenWeek(week_of(monday), [monday, monday + timedelta(days=3)])
    found = [week.distance(monday + timedelta(days=days)) for days in (-2, 0, 1, 3, 7)]
    assert found == [2, 0, 0, 0, 4]


def test_a_department_that_cannot_come_along_takes_all_the_time_that_it_has_itself():
    monday, eve = date(2027, 2, 1), date(2027, 1, 29)
    short = owed(monday, contract="R8-002", department="税務課", party="青葉電算")
    longer = owed(date(2027, 3, 10), contract="R8-001", party="青葉電算")
    full = [PlannedVisit(monday, "保育課", party) for party in ("白樺印刷", "みなと通信")]
    later = PlannedVisit(date(2027, 2, 9), "保育課", "北斗運輸")
    capacity = Capacity({}, 2)
    found = propose([short, longer], OpenDays(), on=eve, planned=[*full, later], capacity=capacity)
    days = {one.inspection.contract: (one.on, one.timing) for one in found}
    assert days == {
        "R8-002": (monday, Timing.LATE),
        "R8-001": (date(2027, 2, 8), Timing.IN_TIME),
    }
