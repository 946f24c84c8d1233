"""媒体ごとの返還・消去: which media of a data item are still open."""

from __future__ import annotations

from datetime import date

import pytest

from audits.media import (
    MediaAct,
    closed_by,
    covered_by,
    media_left,
    single_numbers,
    went_before_erasure,
)

FIRST, SECOND, THIRD = date(2026, 11, 2), date(2026, 11, 9), date(2026, 12, 1)
DISKS = "HD-1、HD-2、HD-3"


@pytest.mark.parametrize(
    "typed", ["HD-1 HD-2", "HD-1、HD-2", "HD-1,HD-2", "ＨＤ－１・HD-2", "HD-1\nHD-2;HD-1"]
)
def test_numbers_are_told_apart_however_they_are_written(typed):
    assert single_numbers(typed) == ("HD-1", "HD-2")


@pytest.mark.parametrize(
    ("acts", "left"),
    [
        ([], ("HD-1", "HD-2", "HD-3")),
        ([MediaAct(FIRST)], ()),
        ([MediaAct(FIRST, "HD-2")], ("HD-1", "HD-3")),
        ([MediaAct(FIRST, "HD-2"), MediaAct(SECOND)], ()),
        ([MediaAct(FIRST, failed="HD-3")], ("HD-3",)),
        ([MediaAct(FIRST, "HD-1 HD-3", "HD-3")], ("HD-2", "HD-3")),
        ([MediaAct(FIRST, failed="HD-3"), MediaAct(SECOND, "HD-3")], ()),
        ([MediaAct(SECOND, "HD-3"), MediaAct(FIRST, failed="HD-3")], ()),
        ([MediaAct(FIRST, failed="HD-3"), MediaAct(SECOND, failed="HD-3")], ("HD-3",)),
        ([MediaAct(FIRST, "HD-9")], ("HD-1", "HD-2", "HD-3")),
    ],
)
def test_a_medium_is_open_until_an_act_covers_it_that_did_not_fail(acts, left):
    assert media_left(DISKS, acts) == left


def test_what_failed_is_open_even_where_no_numbers_are_on_file():
    acts = [MediaAct(FIRST, failed="予備の1台")]
    assert media_left("", acts) == ("予備の1台",)
    assert media_left("", [*acts, MediaAct(SECOND)]) == ()
    assert media_left("", [MediaAct(FIRST)]) == ()


def test_without_single_media_the_numbers_are_those_on_file_as_typed():
    assert covered_by("HDD-001, HDD-002", [MediaAct(FIRST)]) == "HDD-001, HDD-002"


def test_an_act_covers_what_it_names_and_a_later_one_the_rest():
    first, rest = MediaAct(FIRST, "HD-2"), MediaAct(SECOND, is_meant=False)
    assert covered_by(DISKS, [first, rest]) == "HD-2"
    first, rest = MediaAct(FIRST, "HD-2", is_meant=False), MediaAct(SECOND)
    assert covered_by(DISKS, [first, rest]) == "HD-1、HD-3"


def test_what_failed_is_not_covered():
    assert covered_by(DISKS, [MediaAct(FIRST, failed="HD-1")]) == "HD-2、HD-3"


@pytest.mark.parametrize(
    ("gone_on", "erased_on", "is_open", "early"),
    [
        (None, [], False, False),
        (SECOND, [FIRST], False, False),
        (SECOND, [SECOND], False, False),
        (SECOND, [FIRST, THIRD], False, True),
        (SECOND, [], False, True),
        (SECOND, [FIRST], True, True),
    ],
)
def test_a_leased_device_goes_back_after_all_on_it_was_erased(gone_on, erased_on, is_open, early):
    assert went_before_erasure(gone_on, erased_on, is_open=is_open) is early


@pytest.mark.parametrize(
    ("numbers", "acts", "went"),
    [
        (DISKS, [], {"HD-1": None, "HD-2": None, "HD-3": None}),
        (DISKS, [MediaAct(SECOND), MediaAct(FIRST, "HD-2")], {"HD-1": 0, "HD-2": 1, "HD-3": 0}),
        ("HD-1", [MediaAct(FIRST, failed="HD-1")], {"HD-1": None}),
        ("HD-1", [MediaAct(FIRST, failed="HD-1"), MediaAct(SECOND, "HD-1")], {"HD-1": 1}),
        ("", [], {"": None}),
        ("", [MediaAct(FIRST)], {"": 0}),
        ("", [MediaAct(FIRST, failed="1台")], {"": 0, "1台": None}),
    ],
)
def test_each_medium_goes_with_the_first_act_that_covers_it(numbers, acts, went):
    assert closed_by(numbers, acts) == went
