"""保存期限: counted from 1 April after the year in which the contract was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.retention import (
    LastStep,
    RetentionRule,
    RetentionStanding,
    RetentionStep,
    done_before,
    kept_until,
)

ON = date(2026, 11, 20)
STEP = LastStep(RetentionStep.CONFIRMED, 12, "a" * 64, 5)


@pytest.mark.parametrize(
    ("done_on", "years", "until"),
    [
        (date(2021, 4, 20), 5, date(2027, 3, 31)),
        (date(2021, 4, 1), 5, date(2027, 3, 31)),
        (date(2022, 3, 31), 5, date(2027, 3, 31)),
        (date(2021, 3, 31), 5, date(2026, 3, 31)),
        (date(2021, 3, 31), 1, date(2022, 3, 31)),
        (date(9990, 5, 1), 100, date.max),
        (date.min, 1, date(2, 3, 31)),
    ],
)
def test_the_years_are_counted_from_the_april_after_the_fiscal_year(done_on, years, until):
    assert kept_until(done_on, years) == until


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2027, 3, 31), date(2021, 4, 1)),
        (date(2027, 4, 1), date(2022, 4, 1)),
        (date(3, 1, 1), date.min),
    ],
)
def test_what_was_done_before_some_april_may_go(on, before):
    assert done_before(on, 5) == before


@given(st.dates(), st.dates(), st.integers(1, 100))
def test_it_may_go_on_the_day_after_the_last_of_its_keeping_and_not_before(done_on, on, years):
    assert (kept_until(done_on, years) < on) == (done_on < done_before(on, years))


@given(st.dates(), st.integers(1, 99))
def test_a_longer_rule_never_ends_earlier(done_on, years):
    assert kept_until(done_on, years) <= kept_until(done_on, years + 1)


@pytest.mark.parametrize(("sensitive", "years"), [(10, 10), (3, 5), (5, 5)])
def test_for_what_is_sensitive_the_longer_of_two_counts(sensitive, years):
    rule = RetentionRule(5, sensitive)
    assert (rule.years_for(is_sensitive=True), rule.years_for(is_sensitive=False)) == (years, 5)


def standing(step: LastStep, **now: object) -> RetentionStanding:
    known = {"on": ON, "entries": 12, "last_hash": "a" * 64, "years": 5, **now}
    return step.standing(**known)


def test_a_first_confirmation_waits_for_the_second():
    assert standing(STEP) is RetentionStanding.WAITING
    assert standing(STEP, years=4) is RetentionStanding.WAITING


@pytest.mark.parametrize("now", [{"entries": 13}, {"last_hash": "b" * 64}, {"years": 6}])
def test_an_entry_more_another_record_or_more_years_make_it_void(now):
    assert standing(STEP, **now) is RetentionStanding.VOID


def test_what_was_taken_back_is_as_if_nobody_had_confirmed():
    back = replace(STEP, step=RetentionStep.TAKEN_BACK)
    assert standing(back) is RetentionStanding.PROPOSED


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (ON, RetentionStanding.EXTENDED),
        (date(2026, 11, 19), RetentionStanding.PROPOSED),
        (None, RetentionStanding.PROPOSED),
    ],
)
def test_an_extension_holds_to_its_day(until, expected):
    longer = replace(STEP, step=RetentionStep.EXTENDED, until_on=until)
    assert standing(longer) is expected
