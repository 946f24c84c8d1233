"""Properties of the proposed days of inspections (product.md, Inspections)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from audits.fiscal_year import FiscalYear
from audits.open_days import OpenDays
from audits.planning.load import Capacity, week_of
from audits.planning.owed import AHEAD_DAYS, OwedInspection, PlannedVisit, Proposal, Timing
from audits.planning.plan import propose

YEAR = FiscalYear(2026)
PLENTY = Capacity({}, 1000)
days_of_year = st.dates(YEAR.days.first, YEAR.days.last)
closed = st.frozensets(days_of_year, max_size=40)
departments = st.sampled_from(("保育課", "税務課", "市民課"))
parties = st.sampled_from(("", "青葉電算", "白樺印刷", "みなと通信"))
capacities = st.builds(Capacity, st.dictionaries(departments, st.integers(0, 3)), st.integers(1, 3))


@st.composite
def inspections(draw: st.DrawFn) -> list[OwedInspection]:
    found = []
    for number in range(draw(st.integers(0, 25))):
        first, due_on = sorted((draw(days_of_year), draw(days_of_year)))
        who = (draw(departments), draw(parties), draw(st.integers(0, 20)))
        found.append(OwedInspection(due_on, f"R8-{number:03}", 0, YEAR.start, first, *who))
    return found


planned_visits = st.lists(st.builds(PlannedVisit, days_of_year, departments, parties), max_size=12)


def visits_by_week(proposals: list[Proposal], planned: list[PlannedVisit]):
    """How many visits each department makes in each week; one party on one day is one visit."""
    made = {(p.inspection.department, p.inspection.party or p.inspection, p.on) for p in proposals}
    made = {one for one in made if one[2] is not None}
    made |= {(v.department, v.party, v.on) for v in planned if v.party}
    weeks = Counter((department, week_of(on)) for department, _, on in made if on)
    weeks.update((v.department, week_of(v.on)) for v in planned if not v.party)
    return weeks


class TestPlanning:
    @given(inspections(), closed, days_of_year, planned_visits, capacities)
    def test_only_open_days_to_come_are_proposed(self, owed, holidays, on, planned, capacity):
        open_days = OpenDays(holidays)
        for found in propose(owed, open_days, on=on, planned=planned, capacity=capacity):
            if found.on is not None:
                assert not open_days.is_closed(found.on)
                assert found.on > on
                assert found.on >= found.inspection.first

    @given(inspections(), closed, days_of_year, planned_visits, capacities)
    def test_only_what_is_overdue_is_proposed_after_its_due_date(
        self, owed, holidays, on, planned, capacity
    ):
        for found in propose(owed, OpenDays(holidays), on=on, planned=planned, capacity=capacity):
            overdue = found.inspection.due_on <= on
            if found.on is not None and not overdue:
                assert found.on <= found.inspection.due_on
            assert overdue or found.timing is not Timing.OVERDUE

    @given(inspections(), closed, days_of_year, planned_visits, capacities)
    def test_no_department_makes_more_visits_in_a_week_than_it_can(
        self, owed, holidays, on, planned, capacity
    ):
        found = propose(owed, OpenDays(holidays), on=on, planned=planned, capacity=capacity)
        before = visits_by_week([], planned)
        for (department, week), count in visits_by_week(found, planned).items():
            assert count <= max(capacity.of(department), before[department, week])

    @given(inspections(), closed, days_of_year, planned_visits, capacities)
    def test_a_reason_for_being_late_or_left_out_is_true(
        self, owed, holidays, on, planned, capacity
    ):
        open_days = OpenDays(holidays)
        proposals = propose(owed, open_days, on=on, planned=planned, capacity=capacity)
        weeks = visits_by_week(proposals, planned)
        for found in proposals:
            one = found.inspection
            last = one.due_on - timedelta(AHEAD_DAYS)
            first = max(one.first, on + timedelta(1))
            if found.timing in (Timing.NO_DAY, Timing.LATE):
                until = one.due_on if found.timing is Timing.NO_DAY else last
                assert open_days.next_open(first) > until
            if found.timing in (Timing.CROWDED, Timing.FULL):
                until = last if found.timing is Timing.CROWDED else max(one.due_on, first)
                for step in range((until - first).days + 1):
                    day = first + timedelta(step)
                    full = weeks[one.department, week_of(day)] >= capacity.of(one.department)
                    assert full or open_days.is_closed(day)
            if found.timing is Timing.IN_TIME:
                assert found.on is not None
                assert found.on <= last

    @given(inspections(), closed, days_of_year)
    def test_every_inspection_finds_a_day_where_there_is_one_and_room_enough(
        self, owed, holidays, on
    ):
        for found in propose(owed, OpenDays(holidays), on=on, capacity=PLENTY):
            assert (found.on is None) == (found.timing is Timing.NO_DAY)

    @given(inspections(), closed, days_of_year, planned_visits, capacities)
    def test_every_inspection_has_one_proposal_and_the_same_question_the_same_answer(
        self, owed, holidays, on, planned, capacity
    ):
        open_days = OpenDays(holidays)
        found = propose(owed, open_days, on=on, planned=planned, capacity=capacity)
        assert [proposal.inspection for proposal in found] == sorted(owed)
        again = reversed(owed), list(reversed(planned))
        assert found == propose(again[0], open_days, on=on, planned=again[1], capacity=capacity)

    @given(inspections(), closed, days_of_year, capacities)
    def test_of_two_that_could_change_places_the_riskier_comes_first(
        self, owed, holidays, on, capacity
    ):
        alone = [p for p in propose(owed, OpenDays(holidays), on=on, capacity=capacity) if p.on]
        alone = [p for p in alone if p.inspections == 1 and p.timing is Timing.IN_TIME]
        for one in alone:
            for other in alone:
                if _alike(one, other, on) and one.inspection.risk > other.inspection.risk:
                    assert one.on is not None
                    assert other.on is not None
                    assert one.on <= other.on

    @given(st.lists(departments, min_size=2, max_size=6), closed)
    def test_one_party_is_visited_once_for_all_that_is_owed_over_the_same_time(
        self, of_departments, holidays
    ):
        owed = [
            OwedInspection(
                YEAR.days.last, f"R8-{n}", 0, YEAR.start, YEAR.days.first, department, "青葉電算", n
            )
            for n, department in enumerate(of_departments)
        ]
        found = propose(owed, OpenDays(holidays), on=YEAR.days.first - timedelta(1))
        assert len({proposal.on for proposal in found}) == 1
        assert {p.departments for p in found} == {tuple(sorted(set(of_departments)))}

    @given(st.integers(1, 120))
    def test_inspections_of_a_whole_year_are_spread_over_its_months(self, count):
        owed = [
            OwedInspection(YEAR.days.last, f"R8-{n:03}", 0, YEAR.start, YEAR.days.first)
            for n in range(count)
        ]
        found = propose(owed, OpenDays(), on=date(2026, 3, 31))
        months = Counter((p.on.year, p.on.month) for p in found if p.on)
        assert sum(months.values()) == count
        assert max(months.values()) <= -(-count // 11) + 1
        assert max(p.on for p in found if p.on) <= date(2027, 3, 1)

    @given(inspections(), closed, days_of_year, planned_visits, capacities)
    def test_who_watches_sees_it_go_on_and_gets_the_same_days(
        self, owed, holidays, on, planned, capacity
    ):
        told: list[tuple[int, int]] = []
        rest = {"on": on, "planned": planned, "capacity": capacity}
        watched = propose(owed, OpenDays(holidays), **rest, tell=lambda *said: told.append(said))
        assert watched == propose(owed, OpenDays(holidays), **rest)
        assert told == sorted(told)
        assert all(0 <= done < of == len(owed) for done, of in told)


def _alike(one: Proposal, other: Proposal, on: date) -> bool:
    first = (max(p.inspection.first, on + timedelta(1)) for p in (one, other))
    return (
        len(set(first)) == 1
        and one.inspection.due_on == other.inspection.due_on
        and one.inspection.department == other.inspection.department
    )
