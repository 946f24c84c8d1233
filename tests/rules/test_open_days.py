"""閉庁日: weekends, holidays, the New Year closing and the days that a city adds (rules.md 1)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.open_days import OpenDays, days_after
from tests.builders import CITY, a_city

CALENDAR = CITY.open_days


def is_closed(iso: str) -> bool:
    return CALENDAR.is_closed(date.fromisoformat(iso))


@pytest.mark.parametrize(
    "iso",
    [
        "2026-11-21",  # a Saturday
        "2026-11-22",  # a Sunday
        "2026-11-23",  # 勤労感謝の日
        "2026-05-06",  # a substitute holiday
        "2026-09-22",  # 国民の休日, between two holidays
        "2019-04-30",  # the one-off laws of 2019 …
        "2019-05-01",
        "2019-05-02",
        "2019-10-22",
        "2020-07-23",  # … 2020 …
        "2020-07-24",
        "2021-07-22",  # … and 2021
        "2021-08-09",
        "2026-12-29",
        "2026-12-30",
        "2026-12-31",
        "2027-01-01",
        "2027-01-02",
        "2027-01-03",
    ],
)
def test_the_city_hall_is_closed_on(iso):
    assert is_closed(iso)


@pytest.mark.parametrize(
    "iso",
    [
        "2026-11-20",
        "2026-12-28",
        "2027-01-04",
        "2020-07-20",  # 海の日 was moved that year
        "2021-10-11",  # スポーツの日 was moved that year
        "2026-05-07",
        "2019-12-23",  # the former emperor's birthday
    ],
)
def test_the_city_hall_is_open_on(iso):
    assert not is_closed(iso)


def test_a_day_that_the_city_adds_is_closed_in_that_city_only():
    founding_day = date(2026, 11, 20)
    assert a_city(closed=[founding_day]).open_days.is_closed(founding_day)
    assert not CALENDAR.is_closed(founding_day)


@pytest.mark.parametrize(
    ("day", "open_day"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-24"),
        ("2026-12-29", "2027-01-04"),
        ("2026-05-02", "2026-05-07"),
        ("2019-04-27", "2019-05-07"),  # ten days
    ],
)
def test_a_closed_day_gives_way_to_the_next_open_one(day, open_day):
    assert CALENDAR.next_open(date.fromisoformat(day)) == date.fromisoformat(open_day)


def test_the_day_itself_is_not_counted():
    assert CALENDAR.nth_open_after(date(2026, 11, 20), 1) == date(2026, 11, 24)
    assert CALENDAR.nth_open_after(date(2026, 11, 20), 2) == date(2026, 11, 25)
    assert CALENDAR.nth_open_after(date(2026, 11, 20), 0) == date(2026, 11, 20)


def test_where_no_holidays_are_given_weekends_are_closed():
    plain = OpenDays()
    assert [plain.is_closed(date(2026, 5, day)) for day in (1, 2, 3, 4)] == [
        False,
        True,
        True,
        False,
    ]


def test_nothing_moves_beyond_the_calendar():
    assert CALENDAR.next_open(date.max) == date.max
    assert CALENDAR.nth_open_after(date.max, 3) == date.max
    assert days_after(date.max, 30) == days_after(date(9999, 12, 15), 30) == date.max
    assert days_after(date.min, -1) == date.min


def test_days_are_counted_over_the_end_of_february():
    assert days_after(date(2028, 2, 28), 2) == date(2028, 3, 1)
