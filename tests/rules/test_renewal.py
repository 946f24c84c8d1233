"""次年度更新: the days, the number and the dates that the next contract is proposed."""

from __future__ import annotations

from datetime import date

import pytest

from audits.renewal import next_dates, next_number, next_term
from audits.term import Term

YEAR = Term(date(2026, 4, 1), date(2027, 3, 31))
NEXT = Term(date(2027, 4, 1), date(2028, 3, 31))


def test_after_a_contract_that_ends_with_its_year_the_whole_next_year_is_proposed():
    assert next_term(YEAR) == NEXT
    assert next_term(Term(date(2026, 7, 1), date(2027, 3, 31))) == NEXT
    assert next_term(Term(date(2024, 10, 1), date(2027, 3, 31))) == NEXT


def test_after_work_of_a_season_the_same_days_a_year_later_are_proposed():
    winter = Term(date(2026, 9, 1), date(2027, 2, 28))
    assert next_term(winter) == Term(date(2027, 9, 1), date(2028, 2, 29))
    leap = Term(date(2027, 9, 1), date(2028, 2, 29))
    assert next_term(leap) == Term(date(2028, 9, 1), date(2029, 2, 28))


def test_after_a_year_that_ends_in_autumn_the_next_one_follows_without_a_gap():
    until_september = Term(date(2025, 10, 1), date(2026, 9, 30))
    assert next_term(until_september) == Term(date(2026, 10, 1), date(2027, 9, 30))


def test_after_several_years_the_rest_of_the_fiscal_year_or_where_it_is_short_the_next_too():
    lease = Term(date(2023, 10, 1), date(2026, 9, 30))
    assert next_term(lease) == Term(date(2026, 10, 1), date(2027, 3, 31))
    until_february = Term(date(2024, 3, 1), date(2027, 2, 28))
    assert next_term(until_february) == Term(date(2027, 3, 1), date(2028, 3, 31))


@pytest.mark.parametrize(
    ("number", "proposed"),
    [
        ("R8-教支-012", "R9-教支-012"),
        ("R08-教支-012", "R09-教支-012"),
        ("令和8-012", "令和9-012"),
        ("教支2026-8", "教支2027-8"),
        ("教支第8号", None),  # the eighth of some year
        ("R81-1", None),
        ("12026-1", None),
        ("XR8-1", None),
    ],
)
def test_the_number_keeps_everything_but_its_year(number, proposed):
    assert next_number(number, YEAR, NEXT) == proposed


def test_a_number_of_several_years_is_known_by_its_first_or_its_last_year():
    lease = Term(date(2024, 4, 1), date(2027, 3, 31))
    assert next_number("R6-1", lease, NEXT) == "R9-1"
    assert next_number("R8-1", lease, NEXT) == "R9-1"
    assert next_number("R7-1", lease, NEXT) is None


def test_within_one_fiscal_year_no_number_is_proposed_as_it_would_stay_the_same():
    half = Term(date(2026, 4, 1), date(2026, 9, 30))
    rest = Term(date(2026, 10, 1), date(2027, 3, 31))
    assert next_number("R8-1", half, rest) is None


def test_the_first_year_of_an_era_has_its_own_name():
    before = Term(date(2018, 4, 1), date(2019, 3, 31))
    after = next_term(before)
    assert next_number("平成30-7", before, after) == "令和元-7"
    assert next_number("H30-7", before, after) == "R1-7"


def test_dates_of_a_commitment_move_to_the_same_day_within_the_new_days():
    days = [date(2026, 6, 30), date(2027, 1, 15), date(2025, 6, 30)]
    assert next_dates(days, NEXT) == [date(2027, 6, 30), date(2028, 1, 15)]


def test_a_date_that_has_no_place_in_the_new_days_falls_away():
    short = Term(date(2027, 4, 1), date(2027, 5, 31))
    assert next_dates([date(2026, 6, 30)], short) == []


def test_a_leap_day_moves_to_the_last_of_february_or_stays_one():
    assert next_dates([date(2024, 2, 29)], Term(date(2026, 4, 1), date(2027, 3, 31))) == [
        date(2027, 2, 28)
    ]
    assert next_dates([date(2024, 2, 29)], NEXT) == [date(2028, 2, 29)]
