"""報告の要否: which incidents are reported to the commission, and by which rule."""

from __future__ import annotations

import pytest

from audits.reportable import Answer, Circumstances, Ground, ReportDuty, judged

ALL_NO = Circumstances(
    persons=1,
    sensitive=Answer.NO,
    property_damage=Answer.NO,
    improper_purpose=Answer.NO,
    my_number=Answer.NO,
)


def changed(**said: Answer | int | None) -> Circumstances:
    names = ("persons", "sensitive", "property_damage", "improper_purpose", "my_number")
    return Circumstances(**{name: getattr(ALL_NO, name) for name in names} | said)


@pytest.mark.parametrize(
    ("persons", "duty"),
    [
        (0, ReportDuty.NOT_REPORTABLE),
        (100, ReportDuty.NOT_REPORTABLE),
        (101, ReportDuty.REPORTABLE),
        (999_999_999, ReportDuty.REPORTABLE),
        (None, ReportDuty.UNDECIDED),
    ],
)
def test_more_than_a_hundred_persons_are_reported(persons, duty):
    assert judged(changed(persons=persons)).duty is duty


@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("sensitive", Ground.SENSITIVE),
        ("property_damage", Ground.PROPERTY),
        ("improper_purpose", Ground.IMPROPER_PURPOSE),
        ("my_number", Ground.MY_NUMBER),
    ],
)
def test_each_other_ground_is_enough_for_a_single_person(name, ground):
    found = judged(changed(**{name: Answer.YES}))
    assert (found.duty, found.grounds, found.unknown) == (ReportDuty.REPORTABLE, (ground,), ())


def test_nothing_is_excluded_while_one_circumstance_is_unknown():
    found = judged(changed(sensitive=Answer.UNKNOWN))
    assert found.duty is ReportDuty.UNDECIDED
    assert found.unknown == (Ground.SENSITIVE,)


def test_one_ground_decides_whatever_else_is_unknown():
    found = judged(Circumstances(my_number=Answer.YES))
    assert found.duty is ReportDuty.REPORTABLE
    assert found.unknown == tuple(g for g in Ground if g is not Ground.MY_NUMBER)


def test_all_grounds_stand_in_the_order_of_the_rules():
    every = dict.fromkeys(("sensitive", "property_damage", "improper_purpose"), Answer.YES)
    found = judged(changed(persons=101, my_number=Answer.YES, **every))
    assert found.grounds == tuple(Ground)


@pytest.mark.parametrize(
    ("circumstances", "reportable", "is_broken"),
    [
        (changed(persons=101), True, False),
        (changed(persons=101), False, True),
        (ALL_NO, False, False),
        (ALL_NO, True, True),
        (Circumstances(), True, False),  # to report what is not clear yet needs no reason
        (Circumstances(), False, True),
    ],
)
def test_a_decision_against_the_rules_is_told(circumstances, reportable, is_broken):
    assert judged(circumstances).is_broken_by(reportable=reportable) is is_broken
