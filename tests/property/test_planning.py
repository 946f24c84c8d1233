"""Properties of the proposed days of visits."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from audits.fiscal_year import FiscalYear
from audits.open_days import OpenDays
from audits.planning import AHEAD_DAYS, Unplanned, by_month, propose

YEAR = FiscalYear(2026)
days_of_year = st.dates(YEAR.days.first, YEAR.days.last)
closed = st.frozensets(days_of_year, max_size=40)


@st.composite
def visits(draw: st.DrawFn) -> list[Unplanned]:
    found = []
    for number in range(draw(st.integers(0, 25))):
        first, due_on = sorted((draw(days_of_year), draw(days_of_year)))
        found.append(Unplanned(due_on, f"R8-{number:03}", 0, YEAR.start, first))
    return found


class TestPlanning:
    """product.md, Inspections: open days only, in good time, spread over the year."""

    @given(visits(), closed, days_of_year)
    def test_no_visit_is_proposed_for_a_closed_day_or_for_one_that_is_over(
        self, owed, holidays, on
    ):
        open_days = OpenDays(holidays)
        for proposal in propose(owed, open_days, on=on):
            if proposal.on is not None:
                assert not open_days.is_closed(proposal.on)
                assert proposal.on > on
                assert proposal.on >= proposal.visit.first

    @given(visits(), closed, days_of_year)
    def test_only_what_is_overdue_already_is_proposed_after_its_due_date(self, owed, holidays, on):
        for proposal in propose(owed, OpenDays(holidays), on=on):
            if proposal.on is not None and proposal.visit.due_on > on:
                assert proposal.on <= proposal.visit.due_on

    @given(visits(), closed, days_of_year)
    def test_a_visit_is_proposed_a_month_ahead_wherever_there_is_an_open_day(
        self, owed, holidays, on
    ):
        open_days = OpenDays(holidays)
        for proposal in propose(owed, open_days, on=on):
            visit = proposal.visit
            last = visit.due_on - timedelta(AHEAD_DAYS)
            possible = max(visit.first, on + timedelta(1))
            if open_days.next_open(possible) <= last:
                assert proposal.on is not None
                assert proposal.on <= last

    @given(visits(), closed, days_of_year)
    def test_every_visit_has_one_proposal_and_the_same_question_the_same_answer(
        self, owed, holidays, on
    ):
        found = propose(owed, OpenDays(holidays), on=on)
        assert sorted(proposal.visit for proposal in found) == sorted(owed)
        assert found == propose(list(reversed(owed)), OpenDays(holidays), on=on)

    @given(st.integers(1, 60))
    def test_visits_of_a_whole_year_are_spread_over_its_months(self, count):
        owed = [
            Unplanned(YEAR.days.last, f"R8-{n:03}", 0, YEAR.start, YEAR.days.first)
            for n in range(count)
        ]
        found = propose(owed, OpenDays(), on=date(2026, 3, 31))
        months = by_month(proposal.on for proposal in found if proposal.on)
        assert max(months.values()) <= -(-count // 11)  # no visit in March, which is too late
        assert (2027, 3) not in months or months[2027, 3] == min(months.values())
