"""照合: a certificate held against the data on file, number by number (issue: erasure, 照合)."""

from __future__ import annotations

import pytest

from audits.certificate_comparison import (
    MOST,
    ComparisonError,
    CountError,
    FiledErasure,
    Kept,
    Line,
    Match,
    NoReasonError,
    NotTheSameError,
    Point,
    Stated,
    compared_by,
    differences,
    different,
    folded_numbers,
    matched,
    not_compared,
    read_count,
)

FILED = FiledErasure("HDD-001、HDD-002", 1_500, 1_500, 1_500)
SAYS_SO = Stated("HDD-001、HDD-002", 1_500)


def a_line(number: str, match: Match | None = Match.SAME, by: str = "宮野（officer）") -> Line:
    kept = None if match is None else Kept(FILED, SAYS_SO, match, by=by)
    return Line(number, FILED, kept)


@pytest.mark.parametrize(
    "typed", ["1500", "1,500", "１，５００", "1 500", "1500件", " １５００　件 ", "01500"]
)
def test_a_count_is_read_as_a_number_however_it_is_written(typed):
    assert read_count(typed) == 1_500


@pytest.mark.parametrize("typed", ["", " ", "　", "件"])
def test_no_count_at_all_is_a_blank(typed):
    assert read_count(typed) is None


@pytest.mark.parametrize("typed", ["約1500", "-1", "1.5", "2枚", "一五〇〇", "9" * 10, "9" * 5_000])
def test_what_is_no_count_is_said(typed):
    with pytest.raises(CountError, match=f"0から{MOST:,}までの数"):
        read_count(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "HDD-001 HDD-002",
        "ＨＤＤ－００１，ＨＤＤ－００２",
        "HDD-002、HDD-001",
        "HDD-001\nHDD-002",
        " HDD-001・HDD-002 ",
    ],
)
def test_widths_blanks_commas_and_order_make_no_difference_to_medium_numbers(typed):
    assert differences(FILED, Stated(typed, 1_500)) == ()


@pytest.mark.parametrize("typed", ["HDD-001", "HDD-001、HDD-003", "", "HDD-001 HDD-002 HDD-002"])
def test_another_number_or_one_too_few_is_a_difference(typed):
    assert differences(FILED, Stated(typed, 1_500)) == (Point.MEDIUM_NUMBERS,)


def test_numbers_are_not_glued_together_by_folding_blanks():
    assert folded_numbers("A1 2") != folded_numbers("A12")


@pytest.mark.parametrize("count", [1_499, 0, None])
def test_another_count_or_none_is_a_difference(count):
    assert differences(FILED, Stated(SAYS_SO.medium_numbers, count)) == (Point.COUNT,)


def test_where_no_erasure_says_how_many_the_count_handed_over_is_to_be_certified():
    filed = FiledErasure("", 820)
    assert filed.count_to_certify == 820
    assert differences(filed, Stated("", 820)) == ()


def test_less_given_back_and_erased_than_handed_over_is_a_difference_of_the_file_itself():
    filed = FiledErasure("", 1_500, 1_000, 1_000)
    assert differences(filed, filed.as_stated) == (Point.REMAINDER,)
    rest_came_back = FiledErasure("", 1_500, 1_000, 1_500)
    assert differences(rest_came_back, rest_came_back.as_stated) == ()


@pytest.mark.parametrize("filed", [FiledErasure("", 5, 3), FiledErasure("", None, 3, 3)])
def test_what_is_not_on_file_leaves_no_remainder(filed):
    assert not filed.has_remainder


def test_without_a_word_of_the_officer_what_was_typed_decides():
    assert matched(FILED, SAYS_SO, None, "") is Match.SAME
    assert matched(FILED, Stated("HDD-001", 1_500), None, "") is Match.DIFFERENT


def test_what_differs_cannot_be_called_the_same():
    with pytest.raises(NotTheSameError, match="「一致」にはできません"):
        matched(FILED, Stated("", 1_500), Match.SAME, "見た")


def test_reading_as_the_same_needs_a_reason():
    with pytest.raises(NoReasonError, match="理由"):
        matched(FILED, Stated("", 1_500), Match.READ_AS_SAME, " 　")
    read = matched(FILED, Stated("", 1_500), Match.READ_AS_SAME, "番号は写真にある")
    assert read is Match.READ_AS_SAME


def test_an_officer_may_find_a_difference_that_stands_in_no_box():
    assert matched(FILED, SAYS_SO, Match.DIFFERENT, "") is Match.DIFFERENT
    assert matched(FILED, SAYS_SO, Match.SAME, "") is Match.SAME


@pytest.mark.parametrize("error", [CountError(), NotTheSameError(), NoReasonError()])
def test_every_refusal_is_one_of_a_comparison_and_a_whole_sentence(error):
    assert isinstance(error, ComparisonError)
    assert str(error).endswith("。")


def test_a_line_counts_as_compared_only_while_the_file_says_what_it_said_then():
    line = a_line("D1")
    assert line.match is Match.SAME
    changed = Line("D1", FiledErasure("HDD-009", 1_500, 1_500, 1_500), line.kept)
    assert changed.is_outdated
    assert changed.match is None
    assert not a_line("D1", None).is_outdated


def test_what_stands_in_the_way_is_named_by_its_data_numbers():
    lines = [
        a_line("D1"),
        a_line("D2", None),
        a_line("D3", Match.DIFFERENT, by="水城（colleague）"),
        a_line("D4", Match.READ_AS_SAME),
    ]
    assert not_compared(lines) == ["D2"]
    assert different(lines) == ["D3"]
    assert compared_by(lines) == ["宮野（officer）", "水城（colleague）"]


def test_who_has_compared_is_no_part_of_what_was_said():
    one, other = a_line("D1").kept, a_line("D1", by="水城（colleague）").kept
    assert one is not None
    assert other is not None
    assert one != other
    assert one.said == other.said
