"""対象期間: the names and days of months, quarters, halves and years (workbook.md 1)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.period import Period, Rhythm
from tests.builders import a_term

NAMED = [
    ("2026-10", "2026-10-01", "2026-10-31"),
    ("2028-02", "2028-02-01", "2028-02-29"),
    ("2026-12", "2026-12-01", "2026-12-31"),
    ("2026Q1", "2026-04-01", "2026-06-30"),
    ("2026Q2", "2026-07-01", "2026-09-30"),
    ("2026Q3", "2026-10-01", "2026-12-31"),
    ("2026Q4", "2027-01-01", "2027-03-31"),
    ("2026上", "2026-04-01", "2026-09-30"),
    ("2026下", "2026-10-01", "2027-03-31"),
    ("2026年度", "2026-04-01", "2027-03-31"),
]


@pytest.mark.parametrize(("name", "first", "last"), NAMED)
def test_a_period_is_known_by_its_name(name, first, last):
    period = Period.parse(name)
    assert period is not None
    assert (str(period), period.days) == (name, a_term(first, last))


@pytest.mark.parametrize(("name", "first", "last"), NAMED)
def test_the_period_that_holds_a_day_is_the_one_whose_days_hold_it(name, first, last):
    period = Period.parse(name)
    assert period is not None
    for day in (first, last):
        assert Period.holding(date.fromisoformat(day), period.rhythm) == period


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("２０２６－１０", "2026-10"),
        ("２０２６Ｑ３", "2026Q3"),
        ("２０２６上", "2026上"),
        (" 2026年度\u3000", "2026年度"),
    ],
)
def test_a_name_is_read_in_any_width(text, name):
    assert str(Period.parse(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026/10",
        "2026年10月",
        "2026-10-01",
        "2026Q0",
        "2026Q5",
        "2026q3",
        "2026中",
        "2026上期",
        "26Q1",
        "0000-01",
        "0000年度",
        "令和8年度",
    ],
)
def test_anything_else_names_no_period(text):
    assert Period.parse(text) is None


@pytest.mark.parametrize(
    ("rhythm", "names"),
    [
        (Rhythm.MONTHLY, ["2026-12", "2027-01", "2027-02", "2027-03", "2027-04"]),
        (Rhythm.QUARTERLY, ["2026Q3", "2026Q4", "2027Q1"]),
        (Rhythm.HALF_YEARLY, ["2026下", "2027上"]),
        (Rhythm.YEARLY, ["2026年度", "2027年度"]),
    ],
)
def test_a_term_touches_every_period_that_it_shares_a_day_with(rhythm, names):
    touched = Period.touched_by(a_term("2026-12-31", "2027-04-01"), rhythm)
    assert [str(period) for period in touched] == names


def test_a_day_lies_in_one_calendar_month():
    assert str(Period.month_of(date(2026, 10, 31))) == "2026-10"


@pytest.mark.parametrize("rhythm", Rhythm)
def test_periods_at_the_ends_of_the_calendar_have_days(rhythm):
    first, last = Period.holding(date.min, rhythm), Period.holding(date.max, rhythm)
    assert first.days.first == date.min
    assert last.days.last == date.max
    assert list(Period.touched_by(a_term(date.max, date.max), rhythm)) == [last]


@pytest.mark.parametrize("name", ["9999Q4", "0001-01", "9999-12", "9999下", "9999年度"])
def test_the_days_of_a_period_never_leave_the_calendar(name):
    period = Period.parse(name)
    assert period is not None
    assert period.days.last <= date.max
