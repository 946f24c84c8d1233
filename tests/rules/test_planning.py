"""日程の案: the days proposed for visits, and why (product.md, Inspections)."""

from __future__ import annotations

from datetime import date

from audits.open_days import OpenDays
from audits.planning import IN_TIME, LATE, NO_DAY, OVERDUE, Unplanned, propose


def a_visit(due_on: date, first: date = date(2026, 4, 1), contract: str = "R8-001") -> Unplanned:
    return Unplanned(due_on, contract, 0, 2026, first)


def proposed(visit: Unplanned, on: date, closed: frozenset[date] = frozenset(), **more):
    [found] = propose([visit], OpenDays(closed), on=on, **more)
    return found.on, found.reason


def test_a_visit_due_in_march_is_proposed_a_month_ahead():
    day, reason = proposed(a_visit(date(2027, 3, 31)), date(2027, 2, 26))
    assert (day, reason) == (date(2027, 3, 1), IN_TIME)


def test_a_visit_with_less_than_a_month_left_is_proposed_before_it_is_due():
    day, reason = proposed(a_visit(date(2027, 3, 31)), date(2027, 3, 26))
    assert (day, reason) == (date(2027, 3, 29), LATE)


def test_a_visit_without_any_open_day_left_is_said_so():
    day, reason = proposed(a_visit(date(2026, 11, 22)), date(2026, 11, 20))  # Sunday; Friday
    assert (day, reason) == (None, NO_DAY)


def test_an_overdue_visit_is_proposed_for_the_next_open_day():
    day, reason = proposed(a_visit(date(2026, 3, 31)), date(2026, 11, 20))
    assert (day, reason) == (date(2026, 11, 23), OVERDUE)


def test_a_month_that_is_full_already_is_left_alone():
    visit = a_visit(date(2026, 12, 28), first=date(2026, 10, 1))
    full = [date(2026, 10, 1)] * 3
    assert proposed(visit, date(2026, 9, 30), planned=full)[0] == date(2026, 11, 2)
    assert proposed(visit, date(2026, 9, 30))[0] == date(2026, 10, 1)


def test_two_visits_do_not_take_the_same_day_where_there_is_another():
    visits = [a_visit(date(2026, 5, 31), contract=number) for number in ("R8-001", "R8-002")]
    days = [found.on for found in propose(visits, OpenDays(), on=date(2026, 4, 15))]
    assert days == [date(2026, 4, 16), date(2026, 5, 1)]
