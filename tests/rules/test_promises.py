"""約束のその後: when something that the council was told counts as kept."""

from __future__ import annotations

from datetime import date

import pytest

from audits.promise import Evidence, PromiseState
from audits.verdict import Verdict

VISIT, CALL = date(2026, 9, 17), date(2026, 10, 5)


def test_what_nobody_has_looked_at_is_not_confirmed():
    assert Evidence().state is PromiseState.NOT_YET
    assert Evidence().confirmed_on is None


def test_an_unconfirmed_item_of_a_visit_is_never_counted_as_kept():
    asked = Evidence(verdict=Verdict.UNCONFIRMED, seen_on=VISIT)
    assert asked.state is PromiseState.NOT_YET
    assert asked.confirmed_on is None


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.NOT_APPLICABLE])
def test_what_a_visit_found_in_order_is_confirmed_on_its_day(verdict):
    seen = Evidence(verdict=verdict, seen_on=VISIT)
    assert (seen.state, seen.confirmed_on) == (PromiseState.CONFIRMED, VISIT)


def test_what_a_visit_found_wanting_stays_so_although_it_is_written_into_the_record():
    wanting = Evidence(verdict=Verdict.NOT_MET, seen_on=VISIT, kept_on=CALL)
    assert wanting.state is PromiseState.NOT_MET
    assert wanting.confirmed_on == CALL


def test_what_was_put_right_since_is_confirmed():
    mended = Evidence(verdict=Verdict.NOT_MET, seen_on=VISIT, put_right=True)
    assert (mended.state, mended.confirmed_on) == (PromiseState.CONFIRMED, VISIT)


def test_the_later_of_visit_and_record_is_the_day_of_the_confirmation():
    both = Evidence(verdict=Verdict.MET, seen_on=VISIT, kept_on=CALL)
    assert both.confirmed_on == CALL


def test_a_missed_occurrence_outweighs_everything_else():
    late = Evidence(overdue=1, verdict=Verdict.MET, seen_on=VISIT, kept_on=CALL)
    assert late.state is PromiseState.OVERDUE


def test_what_a_check_found_not_to_be_carried_out_is_not_confirmed_although_it_once_was():
    """実施の確認: the last one counts; the day of the last good one stays to be seen."""
    wanting = Evidence(kept_on=CALL, is_not_in_place=True)
    assert (wanting.state, wanting.confirmed_on) == (PromiseState.NOT_MET, CALL)
    assert Evidence(kept_on=CALL).state is PromiseState.CONFIRMED
