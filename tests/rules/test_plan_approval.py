"""日程の承認: how a plan stands, and when another day needs a reason."""

from __future__ import annotations

from datetime import date

import pytest

from audits.fiscal_year import FiscalYear
from audits.open_days import OpenDays
from audits.planning.approval import (
    Cause,
    DayChange,
    PlanChange,
    PlanStanding,
    PlanState,
    standing,
    state_of_plan,
)

THIS, NEXT = FiscalYear(2026), FiscalYear(2027)
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 30)
SPRING = date(2027, 4, 12)  # a Monday of the year after
OPEN = OpenDays()


def causes(before, after, approved=(), named=()):
    return list(DayChange(before, after).causes(OPEN, approved, named))


class TestAPlan:
    def test_nobody_has_approved_it_at_first(self):
        assert state_of_plan(is_approved=False, changes=0) is PlanState.NOT_APPROVED

    def test_it_is_approved_as_long_as_nothing_changes(self):
        assert state_of_plan(is_approved=True, changes=0) is PlanState.APPROVED

    def test_one_change_after_the_approval_shows(self):
        assert state_of_plan(is_approved=True, changes=1) is PlanState.CHANGED


class TestAnInspectionInThePlan:
    @pytest.mark.parametrize("planned_on", [None, FRIDAY])
    def test_what_was_made_is_made_whatever_was_planned(self, planned_on):
        found = standing(is_made=True, is_missed=True, planned_on=planned_on, is_left_open=True)
        assert found is PlanStanding.MADE

    def test_what_a_manager_has_recorded_as_missed_is_to_be_planned_no_more(self):
        found = standing(is_made=False, is_missed=True, planned_on=FRIDAY, is_left_open=False)
        assert found is PlanStanding.MISSED

    def test_a_day_counts_for_more_than_a_reason_for_none(self):
        found = standing(is_made=False, is_missed=False, planned_on=FRIDAY, is_left_open=True)
        assert found is PlanStanding.PLANNED

    def test_without_a_day_it_is_left_open_for_a_reason_or_undecided(self):
        found = [
            standing(is_made=False, is_missed=False, planned_on=None, is_left_open=is_left_open)
            for is_left_open in (True, False)
        ]
        assert found == [PlanStanding.LEFT_OPEN, PlanStanding.UNDECIDED]


class TestAChangedDay:
    @pytest.mark.parametrize(
        ("before", "after", "kind"),
        [
            (FRIDAY, MONDAY, PlanChange.MOVED),
            (None, MONDAY, PlanChange.ADDED),
            (FRIDAY, None, PlanChange.TAKEN_OUT),
            (FRIDAY, FRIDAY, None),
            (None, None, None),
        ],
    )
    def test_it_is_moved_added_or_taken_out(self, before, after, kind):
        assert DayChange(before, after).kind is kind

    @pytest.mark.parametrize(
        ("before", "after", "years"),
        [
            (FRIDAY, MONDAY, (THIS,)),
            (FRIDAY, SPRING, (THIS, NEXT)),
            (None, SPRING, (NEXT,)),
            (FRIDAY, None, (THIS,)),
            (None, None, ()),
        ],
    )
    def test_it_changes_the_plans_of_the_years_of_its_days(self, before, after, years):
        assert DayChange(before, after).years == years


class TestTheReason:
    def test_before_the_approval_a_day_is_moved_without_one(self):
        assert causes(FRIDAY, MONDAY) == []

    @pytest.mark.parametrize("after", [MONDAY, None])
    def test_after_the_approval_another_day_or_none_needs_one(self, after):
        assert causes(FRIDAY, after, approved={THIS}) == [Cause.APPROVED]

    def test_the_approval_of_another_year_does_not_matter(self):
        assert causes(FRIDAY, MONDAY, approved={NEXT}, named={NEXT}) == []

    def test_a_visit_moved_into_an_approved_year_needs_one(self):
        assert causes(FRIDAY, SPRING, approved={NEXT}) == [Cause.APPROVED]

    def test_what_the_approved_plan_could_not_know_is_added_without_one(self):
        assert causes(None, MONDAY, approved={THIS}) == []

    def test_what_the_approved_plan_left_open_gets_a_day_with_one(self):
        assert causes(None, MONDAY, approved={THIS}, named={THIS}) == [Cause.APPROVED]

    def test_a_day_on_which_the_city_hall_is_closed_needs_one_at_any_time(self):
        assert causes(None, SATURDAY) == [Cause.CLOSED]
        assert causes(FRIDAY, SATURDAY, approved={THIS}) == [Cause.APPROVED, Cause.CLOSED]

    def test_nothing_changed_needs_none_even_on_a_closed_day(self):
        assert causes(SATURDAY, SATURDAY, approved={THIS}, named={THIS}) == []
