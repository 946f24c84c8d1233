"""台帳 that were asked for: kept as plain facts, and told in words."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from app.acts.register.wish import RegisterWish
from app.clock import end_of_day
from app.records.jobs import JobState
from app.records.scope import EVERYTHING, Scope
from app.web.register_page import LOOKS, MadeRegister
from audits.fiscal_year import FiscalYear

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "wish",
    [
        RegisterWish(DAY),
        RegisterWish(DAY, FiscalYear(2026), ("保育課", "髙﨑課")),
        RegisterWish(date(1900, 1, 1), FiscalYear(0)),
    ],
)
def test_what_was_asked_for_comes_back_as_it_was(wish):
    assert RegisterWish.of(json.loads(json.dumps(wish.question))) == wish


def test_a_wish_says_nothing_of_who_may_see_it():
    assert set(RegisterWish(DAY).question) == {"on", "year", "departments"}


@pytest.mark.parametrize(
    ("departments", "reach", "name"),
    [
        ((), EVERYTHING, "監査台帳 令和8年度 R8.11.20現在.xlsx"),
        (("保育課",), EVERYTHING, "監査台帳 令和8年度 保育課 R8.11.20現在.xlsx"),
        ((), Scope(False, frozenset({"保育課"})), "監査台帳 令和8年度 保育課 R8.11.20現在.xlsx"),
        (
            ("あ課", "い課", "う課", "え課"),
            EVERYTHING,
            "監査台帳 令和8年度 あ課ほか3課 R8.11.20現在.xlsx",
        ),
    ],
)
def test_the_file_is_named_after_year_departments_and_day(departments, reach, name):
    assert RegisterWish(DAY, FiscalYear(2026), departments).file_name(reach) == name


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1KB"), (1024, "1KB"), (70_000, "68KB"), (1024 * 1024, "1.0MB"), (12_900_000, "12.3MB")],
)
def test_a_file_is_as_big_as_a_person_says(count, words):
    made = MadeRegister(1, JobState.DONE, "", "", "", DAY, bytes=count)
    assert made.has_file
    assert made.size == words


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING, JobState.FAILED])
def test_only_a_register_that_is_made_can_be_taken_away(state):
    """What an earlier run has made does not stand for one that is being made anew."""
    assert not MadeRegister(1, state, "", "", "", DAY, bytes=5).has_file


def test_every_state_is_told_by_a_word_of_its_own():
    assert set(LOOKS) == set(JobState)
    assert len({words for _, _, words in LOOKS.values()}) == len(JobState)


def test_a_day_is_over_at_midnight_in_japan():
    assert end_of_day(DAY) == datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert end_of_day(date.max).year == date.max.year
    assert end_of_day(date.min).year == date.min.year
