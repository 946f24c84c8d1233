"""The chart of the months: the numbers of the table, and a drawing that keeps inside its frame."""

from __future__ import annotations

from datetime import date

import pytest

from app.web.months_chart import BOTTOM, LEFT, MONTHS, MOST_RULES, TOP, WIDTH, months_chart
from audits.fiscal_year import FiscalYear

YEAR = FiscalYear(2026)
ON = date(2026, 11, 20)


def test_the_months_run_from_april_to_march():
    assert MONTHS == (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


def test_a_month_that_has_not_begun_says_nothing_of_visits_made():
    chart = months_chart({12: 15}, {10: 29, 11: 20}, 205, YEAR, ON)
    of = {month.number: month for month in chart.months}
    assert (of[11].made, of[12].made, of[3].made) == (20, None, None)
    assert (of[12].planned, of[12].rate) == (15, None)


def test_the_share_adds_up_from_month_to_month():
    chart = months_chart({}, {4: 4, 5: 9, 11: 7}, 40, YEAR, ON)
    rates = [month.rate for month in chart.months]
    assert rates == [0.1, *[0.325] * 6, 0.5, None, None, None, None]


def test_where_nothing_is_owed_there_is_no_share():
    chart = months_chart({}, {}, 0, YEAR, ON)
    assert {month.rate for month in chart.months} == {None}
    assert all(bar.planned_height == bar.made_height == 0 for bar in chart.bars)


def test_a_past_year_is_complete_and_a_coming_one_has_not_begun():
    past = months_chart({}, {1: 1}, 2, FiscalYear(2025), ON)
    coming = months_chart({5: 1}, {}, 2, FiscalYear(2027), ON)
    assert [month.made for month in past.months] == [0] * 9 + [1, 0, 0]
    assert past.months[-1].rate == 0.5
    assert {month.made for month in coming.months} == {None}
    assert past.today is coming.today is None


@pytest.mark.parametrize("highest", [0, 1, 3, 4, 5, 8, 9, 31, 40, 41, 199, 1000, 123_456])
def test_no_bar_leaves_the_frame_and_few_rules_stand_above_the_axis(highest):
    chart = months_chart({6: highest}, {7: highest // 2}, highest, YEAR, ON)
    assert 1 <= len(chart.rules) - 1 <= MOST_RULES
    assert chart.rules[0].number == 0
    assert chart.rules[-1].number >= highest
    assert (chart.rules[0].y, chart.rules[-1].y) == (BOTTOM, TOP)
    bar = chart.bars[MONTHS.index(6)]
    assert TOP <= bar.planned_y <= BOTTOM
    assert bar.planned_y + bar.planned_height == pytest.approx(BOTTOM)


@pytest.mark.parametrize("on", [date(2026, 4, 1), date(2026, 4, 30), ON, date(2027, 3, 31)])
def test_the_line_of_the_day_and_its_words_stand_inside(on):
    today = months_chart({}, {}, 0, YEAR, on).today
    assert today is not None
    assert LEFT <= today.x <= WIDTH
    assert today.anchor == ("end" if on.year == 2027 else "start")
