"""返還・消去の件数: whether what became of a data item accounts for all of it (照合)."""

from __future__ import annotations

import pytest

from audits.disposal_count_words import difference_in_words, shares_in_words, ways_in_words
from audits.disposal_counts import CountOfWay, DisposedCounts, Share, disposed_counts
from audits.erasure import Disposal

RETURNED, HANDED_OVER = Disposal.RETURNED, Disposal.HANDED_OVER
CARRIED_OVER, ERASED = Disposal.CARRIED_OVER, Disposal.ERASED


def of_a_thousand(*acts: tuple[Disposal, int | None], left: bool = False) -> DisposedCounts:
    return disposed_counts(1_000, acts, media_are_left=left)


def test_data_handed_to_the_city_and_then_erased_at_the_contractor_is_all_there():
    counts = disposed_counts(16_500, [(HANDED_OVER, 16_500), (ERASED, 16_500)])
    assert counts.agree is True
    assert (counts.come_to, counts.left) == (16_500, 0)
    assert ways_in_words(counts) == "引渡し 16,500件・消去 16,500件"
    assert shares_in_words(counts) == "引渡し 16,500件（全部）・消去 16,500件（全部）"
    assert difference_in_words(counts) == ""


@pytest.mark.parametrize("first", [RETURNED, HANDED_OVER, CARRIED_OVER])
def test_whatever_came_before_the_erasure_of_the_copy_may_be_the_whole(first):
    assert of_a_thousand((first, 1_000), (ERASED, 1_000)).agree is True
    assert of_a_thousand((ERASED, 1_000), (first, 1_000)).agree is True


@pytest.mark.parametrize("way", list(Disposal))
def test_parts_that_went_the_same_way_add_up(way):
    assert of_a_thousand((way, 500), (way, 500)).agree is True
    assert of_a_thousand((way, 500), (way, 499)).agree is False
    assert of_a_thousand((way, 500), (way, 501)).agree is False


@pytest.mark.parametrize("way", list(Disposal))
def test_the_same_erasure_or_return_written_twice_is_too_much(way):
    counts = of_a_thousand((way, 1_000), (way, 1_000))
    assert counts.agree is False
    assert counts.left is None
    assert difference_in_words(counts).endswith("2,000件が、データの1,000件を超えています。")


def test_a_part_that_was_returned_and_the_rest_that_was_erased_are_the_whole():
    counts = of_a_thousand((RETURNED, 600), (ERASED, 400))
    assert counts.agree is True
    assert shares_in_words(counts) == "返還 600件（一部）・消去 400件（一部）"


def test_a_part_that_was_returned_the_rest_carried_over_and_every_copy_erased_agree():
    assert of_a_thousand((RETURNED, 600), (CARRIED_OVER, 400), (ERASED, 1_000)).agree is True


@pytest.mark.parametrize(
    ("acts", "sentence"),
    [
        ([(ERASED, 600)], "一部ずつの合計600件が、データの1,000件に400件足りません。"),
        (
            [(RETURNED, 600), (ERASED, 600)],
            "一部ずつの合計1,200件が、データの1,000件を200件超えています。",
        ),
        (
            [(RETURNED, 1_000), (ERASED, 999)],
            "一部ずつの合計999件が、データの1,000件に1件足りません。",
        ),
        (
            [(HANDED_OVER, 100), (ERASED, 1_000)],
            "一部ずつの合計100件が、データの1,000件に900件足りません。",
        ),
        ([(ERASED, 0)], "一部ずつの合計0件が、データの1,000件に1,000件足りません。"),
        ([(RETURNED, 1_001)], "返還の1,001件が、データの1,000件を超えています。"),
        (
            [(RETURNED, 1_000), (ERASED, 10_000)],
            "消去の10,000件が、データの1,000件を超えています。",
        ),
    ],
)
def test_a_count_that_does_not_fit_is_told_whichever_way_it_went(acts, sentence):
    counts = of_a_thousand(*acts)
    assert counts.agree is False
    assert difference_in_words(counts) == sentence


def test_nothing_left_to_erase_after_all_was_returned_is_no_difference():
    counts = of_a_thousand((RETURNED, 1_000), (ERASED, 0))
    assert counts.agree is True
    assert shares_in_words(counts) == "返還 1,000件（全部）・消去 0件（なし）"


def test_where_one_of_them_does_not_say_how_many_nobody_can_tell():
    for acts in (
        [(ERASED, None)],
        [(RETURNED, 1_000), (ERASED, None)],
        [(RETURNED, 600), (ERASED, None)],
        [(ERASED, 600), (ERASED, None)],
    ):
        counts = of_a_thousand(*acts)
        assert (counts.agree, counts.come_to, counts.left) == (None, None, None)
        assert difference_in_words(counts) == ""
        assert "消去 件数の記載なし" in ways_in_words(counts)
        assert shares_in_words(counts).endswith("消去 件数の記載なし")


def test_too_much_is_too_much_even_where_another_count_is_not_on_file():
    assert of_a_thousand((ERASED, 1_200), (ERASED, None)).agree is False
    assert of_a_thousand((RETURNED, 600), (CARRIED_OVER, 600), (ERASED, None)).agree is False


def test_while_single_media_are_out_less_is_no_difference_and_too_much_is_one():
    counts = of_a_thousand((ERASED, 600), left=True)
    assert (counts.agree, counts.left) == (None, 400)
    assert of_a_thousand((ERASED, 1_000), left=True).left is None
    assert of_a_thousand((ERASED, 1_001), left=True).agree is False


def test_data_without_a_count_and_data_that_nothing_became_of_are_not_judged():
    unknown = disposed_counts(None, [(ERASED, 5)])
    assert (unknown.agree, unknown.left, unknown.beyond) == (None, None, None)
    assert shares_in_words(unknown) == ways_in_words(unknown) == "消去 5件"
    assert disposed_counts(5, []).agree is None
    assert disposed_counts(5, []).left is None


def test_data_that_holds_nobody_is_wholly_gone_with_nothing():
    assert disposed_counts(0, [(RETURNED, 0), (ERASED, 0)]).agree is True
    assert disposed_counts(0, [(ERASED, 1)]).agree is False


def test_what_is_left_is_what_the_parts_do_not_come_to():
    assert of_a_thousand((ERASED, 600)).left == 400
    assert of_a_thousand((RETURNED, 700), (ERASED, 700)).left is None


def test_the_share_of_a_way_is_told_of_the_whole():
    shares = {count: CountOfWay(ERASED, count).share_of(10) for count in (0, 4, 10, 11)}
    assert list(shares.values()) == [Share.NOTHING, Share.PART, Share.WHOLE, Share.BEYOND]
    assert CountOfWay(ERASED, 4, is_said=False).share_of(10) is Share.UNSAID
