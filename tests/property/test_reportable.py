"""報告の要否: what holds for every incident that there can be."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audits.reportable import Answer, Circumstances, Ground, ReportDuty, judged

answers = st.sampled_from(Answer)
circumstances = st.builds(
    Circumstances,
    persons=st.none() | st.integers(0, 999_999_999),
    sensitive=answers,
    property_damage=answers,
    improper_purpose=answers,
    my_number=answers,
)
NAMES = ("sensitive", "property_damage", "improper_purpose", "my_number")


@given(circumstances)
def test_it_is_reported_exactly_where_there_is_a_ground(found):
    said = judged(found)
    assert (said.duty is ReportDuty.REPORTABLE) == bool(said.grounds)
    assert not set(said.grounds) & set(said.unknown)
    if said.duty is ReportDuty.NOT_REPORTABLE:
        assert not said.unknown


@given(circumstances, st.sampled_from(NAMES))
def test_learning_of_a_ground_never_lifts_a_duty(found, name):
    worse = judged(replace(found, **{name: Answer.YES}))
    assert worse.duty is ReportDuty.REPORTABLE
    assert set(judged(found).grounds) <= set(worse.grounds)


@given(circumstances, st.integers(0, 1_000_000))
def test_more_persons_never_lift_a_duty(found, more):
    if found.persons is None:
        return
    before, after = judged(found), judged(replace(found, persons=found.persons + more))
    assert set(before.grounds) <= set(after.grounds)


@given(circumstances)
def test_only_one_of_the_two_decisions_can_go_against_the_rules(found):
    said = judged(found)
    assert said.is_broken_by(reportable=True) is not said.is_broken_by(reportable=False)


@given(circumstances)
def test_every_ground_is_given_is_excluded_or_is_unknown(found):
    said = judged(found)
    excluded = [g for g in Ground if g not in said.grounds and g not in said.unknown]
    assert len(said.grounds) + len(said.unknown) + len(excluded) == len(Ground)
    if Ground.MANY_PERSONS in excluded:
        assert found.persons is not None
        assert found.persons <= 100
