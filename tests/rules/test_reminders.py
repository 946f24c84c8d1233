"""督促: who is told of what, and when (product.md, mail)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.kind import Kind
from audits.reminder import ORDER, Threshold, is_weekly, reached, to_tell
from audits.roles import Role

DUE = date(2026, 11, 20)
days = st.integers(-120, 120)


def told_on(offset: int, kind: Kind = Kind.COMMITMENT) -> frozenset[Threshold]:
    return reached(kind, DUE, DUE + timedelta(offset))


@pytest.mark.parametrize(
    ("offset", "newest"),
    [
        (-14, Threshold.DUE_SOON),
        (-1, Threshold.DUE_SOON),
        (0, Threshold.DUE),
        (1, Threshold.OVERDUE),
        (6, Threshold.OVERDUE),
        (7, Threshold.OVERDUE_FOR_A_WEEK),
        (29, Threshold.OVERDUE_FOR_A_WEEK),
        (30, Threshold.OVERDUE_FOR_A_MONTH),
    ],
)
def test_an_item_reaches_one_threshold_after_the_other(offset, newest):
    assert max(told_on(offset), key=ORDER.index) is newest


def test_nothing_is_said_before_an_item_is_due_soon():
    assert told_on(-15) == frozenset()


def test_a_visit_is_due_soon_two_months_ahead():
    assert told_on(-60, Kind.INSPECTION) == {Threshold.DUE_SOON}


def test_what_is_due_today_is_not_overdue():
    assert Threshold.OVERDUE not in told_on(0)


@pytest.mark.parametrize(
    ("role", "offset", "threshold"),
    [
        (Role.OFFICER, 0, Threshold.DUE),
        (Role.OFFICER, 40, Threshold.OVERDUE),
        (Role.MANAGER, 6, None),
        (Role.MANAGER, 7, Threshold.OVERDUE_FOR_A_WEEK),
        (Role.SECRETARIAT, 29, None),
        (Role.SECRETARIAT, 30, Threshold.OVERDUE_FOR_A_MONTH),
        (Role.ADVISOR, 40, None),
        (Role.ADMIN, 40, None),
    ],
)
def test_each_role_is_told_at_its_own_time(role, offset, threshold):
    assert to_tell([role], told_on(offset), []) is threshold


def test_after_missed_mornings_only_the_most_urgent_is_told():
    assert to_tell([Role.OFFICER], told_on(5), []) is Threshold.OVERDUE
    assert to_tell([Role.OFFICER], told_on(5), [Threshold.OVERDUE]) is None


def test_nobody_is_reminded_backwards():
    assert to_tell([Role.OFFICER], told_on(0), [Threshold.OVERDUE]) is None


def test_an_officer_who_is_also_the_manager_is_told_of_both():
    both = [Role.OFFICER, Role.MANAGER]
    assert to_tell(both, told_on(8), [Threshold.OVERDUE]) is Threshold.OVERDUE_FOR_A_WEEK


@given(days, days)
def test_a_threshold_that_was_reached_stays_reached(one, other):
    first, later = sorted((one, other))
    assert told_on(first) <= told_on(later)


@given(days, st.sampled_from(list(Role)))
def test_what_was_told_is_not_told_again_on_the_same_day(offset, role):
    told = to_tell([role], told_on(offset), [])
    if told is not None:
        assert to_tell([role], told_on(offset), [told]) is None


def test_the_whole_list_goes_out_on_the_first_open_day_of_each_week():
    assert is_weekly(date(2026, 11, 23), date(2026, 11, 16))
    assert is_weekly(date(2026, 11, 24), date(2026, 11, 16))  # Monday was a holiday
    assert not is_weekly(date(2026, 11, 27), date(2026, 11, 24))
    assert is_weekly(date(2027, 1, 4), date(2026, 12, 28))
    assert is_weekly(date(2026, 11, 25), None)
