"""番号の並び: what a form proposes as the next number, and how many numbers are said briefly."""

from __future__ import annotations

import pytest

from audits.number_series import number_after, number_ranges


@pytest.mark.parametrize(
    ("known", "proposed"),
    [
        (["S1", "S2", "S3"], "S4"),
        (["F-R8-4-02"], "F-R8-4-03"),
        (["K-009"], "K-010"),
        (["3の2号"], "3の3号"),
        (["99"], "100"),
    ],
)
def test_the_number_after_the_last_one_keeps_what_stands_around_it(known, proposed):
    assert number_after(known, "1") == proposed


def test_a_number_that_is_taken_already_is_passed_over():
    assert number_after(["S4", "S5", "S3"], "S-1") == "S6"


@pytest.mark.parametrize("known", [[], ["その他"]])
def test_without_a_number_to_go_on_from_the_first_one_is_proposed(known):
    assert number_after(known, "S-1") == "S-1"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], ""), ([3], "3"), ([1, 2, 3, 18], "1～3・18"), ([1, 3, 4, 9], "1・3～4・9")],
)
def test_numbers_that_follow_each_other_are_said_from_the_first_to_the_last(numbers, words):
    assert number_ranges(numbers) == words
