"""個別の約束: the occurrences of a rhythm, and the entries that fulfil them (rules.md 2)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.commitments import occurrences
from audits.due import DueItem
from audits.kind import Kind
from audits.safeguard import Frequency, NoteKind
from tests.builders import (
    CITY,
    THIS_YEAR,
    a_city,
    a_contract,
    a_note,
    a_safeguard,
    a_subcontract,
    a_term,
    owed,
)

HALF_A_YEAR = ("2026-04-15", "2026-09-10")
BY_PERIOD = [
    (
        Frequency.MONTHLY,
        [
            ("2026-04", "2026-04-15", "2026-04-30"),
            ("2026-05", "2026-05-01", "2026-05-31"),
            ("2026-06", "2026-06-01", "2026-06-30"),
            ("2026-07", "2026-07-01", "2026-07-31"),
            ("2026-08", "2026-08-01", "2026-08-31"),
            ("2026-09", "2026-09-01", "2026-09-10"),
        ],
    ),
    (
        Frequency.QUARTERLY,
        [("2026Q1", "2026-04-15", "2026-06-30"), ("2026Q2", "2026-07-01", "2026-09-10")],
    ),
    (Frequency.HALF_YEARLY, [("2026上", "2026-04-15", "2026-09-10")]),
    (Frequency.YEARLY, [("2026年度", "2026-04-15", "2026-09-10")]),
    (Frequency.NONE, []),
]
BY_DATE = [Frequency.BY_DATE, Frequency.ON_DATES]


def shown(safeguard, term=HALF_A_YEAR, city=CITY) -> list[tuple[str, str, str]]:
    found = occurrences(safeguard, a_term(*term), city)
    return [(o.name, o.opens_on.isoformat(), o.due_on.isoformat()) for o in found]


@pytest.mark.parametrize(("frequency", "expected"), BY_PERIOD)
def test_a_rhythm_by_period_opens_with_it_and_is_due_on_its_last_day_of_work(frequency, expected):
    assert shown(a_safeguard(frequency)) == expected


@pytest.mark.parametrize("frequency", BY_DATE)
def test_dates_count_once_each_and_open_the_day_after_the_one_before(frequency):
    dates = ["2026-08-01", "2026-04-15", "2026-06-07", "2026-06-07", "2026-09-10"]
    assert shown(a_safeguard(frequency, dates)) == [
        ("2026-04-15", "2026-04-15", "2026-04-15"),
        ("2026-06-07", "2026-04-16", "2026-06-07"),
        ("2026-08-01", "2026-06-08", "2026-08-01"),
        ("2026-09-10", "2026-08-02", "2026-09-10"),
    ]


@pytest.mark.parametrize("frequency", BY_DATE)
def test_dates_outside_the_engagement_are_no_occurrences_and_open_nothing(frequency):
    dates = ["2026-04-14", "2026-06-07", "2026-09-11"]
    assert shown(a_safeguard(frequency, dates)) == [("2026-06-07", "2026-04-15", "2026-06-07")]


def test_a_rhythm_of_dates_without_any_date_never_falls_due():
    assert shown(a_safeguard(Frequency.ON_DATES)) == []


def test_dates_mean_nothing_to_another_rhythm():
    assert len(shown(a_safeguard(Frequency.YEARLY, ["2026-06-07"]))) == 1
    assert shown(a_safeguard(Frequency.NONE, ["2026-06-07"])) == []


def test_school_terms_open_like_dates():
    assert shown(a_safeguard(Frequency.SCHOOL_TERM), ("2026-08-01", "2027-04-01")) == [
        ("2026-09-01", "2026-08-01", "2026-09-01"),
        ("2027-01-08", "2026-09-02", "2027-01-08"),
        ("2027-04-01", "2027-01-09", "2027-04-01"),
    ]


def test_the_city_sets_its_own_school_terms():
    city = a_city(term_dates=((10, 12), (4, 6)))
    names = [name for name, *_ in shown(a_safeguard(Frequency.SCHOOL_TERM), THIS_YEAR, city)]
    assert names == ["2026-04-06", "2026-10-12"]


def test_a_school_term_on_the_29th_of_february_is_there_in_leap_years_only():
    city = a_city(term_dates=((2, 29),))
    term = ("2027-01-01", "2029-12-31")
    names = [name for name, *_ in shown(a_safeguard(Frequency.SCHOOL_TERM), term, city)]
    assert names == ["2028-02-29"]


def fulfilled(safeguard, *notes, term=HALF_A_YEAR, city=CITY) -> dict[str | None, str]:
    contract = a_contract(term, safeguards=[safeguard], notes=list(notes))
    items = owed(contract, Kind.COMMITMENT, city=city)
    return {item.period: item.closed_on.isoformat() for item in items if item.closed_on}


MONTHLY = a_safeguard(Frequency.MONTHLY)
DATES = a_safeguard(Frequency.ON_DATES, ["2026-05-10", "2026-07-10", "2026-09-01"])


def test_a_due_date_of_a_commitment_stays_on_a_closed_day():
    contract = a_contract(safeguards=[a_safeguard(Frequency.ON_DATES, ["2026-05-03"])])
    [item] = owed(contract, Kind.COMMITMENT)
    assert (item.due_on, item.basis, item.period) == (date(2026, 5, 3), "S1", "2026-05-03")
    assert item.fiscal_year is None


def test_an_entry_closes_the_period_that_holds_its_day():
    assert fulfilled(MONTHLY, a_note("2026-06-10")) == {"2026-06": "2026-06-10"}


def test_an_entry_closes_the_last_period_also_after_the_engagement_ended():
    assert fulfilled(MONTHLY, a_note("2026-09-30")) == {"2026-09": "2026-09-30"}
    assert fulfilled(MONTHLY, a_note("2026-10-01")) == {"2026-04": "2026-10-01"}


def test_an_entry_in_a_closed_period_makes_up_for_the_earliest_open_one():
    notes = [a_note("2026-06-10"), a_note("2026-06-11"), a_note("2026-06-12"), a_note("2026-06-13")]
    assert fulfilled(MONTHLY, *notes) == {
        "2026-06": "2026-06-10",
        "2026-04": "2026-06-11",
        "2026-05": "2026-06-12",
    }  # the fourth is just an entry: July has not opened


def test_an_entry_before_the_first_day_is_just_an_entry():
    assert fulfilled(MONTHLY, a_note("2026-04-14")) == {}
    assert fulfilled(DATES, a_note("2026-04-14")) == {}


def test_an_entry_closes_the_earliest_date_that_has_opened():
    assert fulfilled(DATES, a_note("2026-04-15")) == {"2026-05-10": "2026-04-15"}
    assert fulfilled(DATES, a_note("2026-08-01")) == {"2026-05-10": "2026-08-01"}


def test_a_second_entry_closes_the_next_date_only_once_that_has_opened():
    first = a_note("2026-05-01")
    assert fulfilled(DATES, first, a_note("2026-05-10")) == {"2026-05-10": "2026-05-01"}
    assert fulfilled(DATES, first, a_note("2026-05-11")) == {
        "2026-05-10": "2026-05-01",
        "2026-07-10": "2026-05-11",
    }


def test_an_entry_closes_the_occurrence_that_it_names_even_before_that_opens():
    assert fulfilled(MONTHLY, a_note("2026-04-20", occurrence="2026-08")) == {
        "2026-08": "2026-04-20"
    }
    assert fulfilled(DATES, a_note("2026-04-20", occurrence="2026-09-01")) == {
        "2026-09-01": "2026-04-20"
    }


@pytest.mark.parametrize("named", ["2026-04", "2026Q1", "2027-04", "2026-04-30"])
def test_an_entry_that_names_no_open_occurrence_is_just_an_entry(named):
    notes = [a_note("2026-04-20"), a_note("2026-05-20", occurrence=named)]
    assert fulfilled(MONTHLY, *notes) == {"2026-04": "2026-04-20"}


def test_entries_are_taken_in_the_order_of_their_days_then_as_they_stand():
    late, early = a_note("2026-06-25"), a_note("2026-06-10")
    assert fulfilled(MONTHLY, late, early) == {"2026-06": "2026-06-10", "2026-04": "2026-06-25"}
    plain, named = a_note("2026-06-10"), a_note("2026-06-10", occurrence="2026-06")
    assert set(fulfilled(MONTHLY, plain, named)) == {"2026-06"}
    assert set(fulfilled(MONTHLY, named, plain)) == {"2026-04", "2026-06"}


def test_only_entries_that_name_the_safeguard_count_whatever_their_kind():
    notes = [a_note("2026-04-20", None), a_note("2026-05-20", "S2")]
    assert fulfilled(MONTHLY, *notes) == {}
    told = a_note("2026-06-20", kind=NoteKind.NO_DATA)
    assert fulfilled(MONTHLY, told) == {"2026-06": "2026-06-20"}


def test_an_entry_of_another_engagement_does_not_count():
    contract = a_contract(
        HALF_A_YEAR,
        safeguards=[MONTHLY],
        subcontracts=[a_subcontract(notes=[a_note("2026-06-10")])],
    )
    assert [item for item in owed(contract, Kind.COMMITMENT) if item.closed_on] == []


def test_two_safeguards_are_fulfilled_by_their_own_entries():
    contract = a_contract(
        ("2026-04-01", "2026-04-30"),
        safeguards=[MONTHLY, a_safeguard(Frequency.MONTHLY, number="S2")],
        notes=[a_note("2026-04-10", "S2")],
    )
    closed = {item.basis: item.closed_on for item in owed(contract, Kind.COMMITMENT)}
    assert closed == {"S1": None, "S2": date(2026, 4, 10)}


FROM_JULY = a_city(oversight_start="2026-07-01")


def test_occurrences_due_before_the_oversight_start_take_no_entries():
    assert fulfilled(MONTHLY, a_note("2026-06-10"), city=FROM_JULY) == {}
    assert fulfilled(MONTHLY, a_note("2026-07-10"), a_note("2026-07-11"), city=FROM_JULY) == {
        "2026-07": "2026-07-10"
    }


def test_a_date_before_the_oversight_start_still_opens_the_next_one():
    def item(on: str) -> DueItem:
        contract = a_contract(HALF_A_YEAR, safeguards=[DATES], notes=[a_note(on)])
        return owed(contract, Kind.COMMITMENT, city=FROM_JULY)[0]

    assert (item("2026-05-10").period, item("2026-05-10").closed_on) == ("2026-07-10", None)
    assert item("2026-05-11").closed_on == date(2026, 5, 11)
