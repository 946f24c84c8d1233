"""契約変更の重なり: what held on a day, by what is known today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from audits.amendment import Revision, Span, as_of, change_days, spans, value_on

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def revisions(*said: tuple[Any, date | None]) -> list[Revision]:
    return [
        Revision(number, {"column": value}, since)
        for number, (value, since) in enumerate(said, start=1)
    ]


def values_on(said: list[Revision], on: date) -> list[Any]:
    return [span.value for span in as_of(said, "column", on)]


def test_an_item_added_by_an_amendment_is_there_from_its_day_on():
    said = revisions((["氏名"], None), (["氏名", "電話番号"], JUNE))
    assert values_on(said, JUNE - timedelta(days=1)) == ["氏名"]
    assert values_on(said, JUNE) == ["氏名", "電話番号"]
    assert spans(said, "column")[1] == Span("電話番号", 2, 2, JUNE)


def test_an_item_taken_away_was_there_until_the_day_before():
    said = revisions((["氏名", "電話番号"], None), (["氏名"], JUNE))
    assert values_on(said, JUNE - timedelta(days=1)) == ["氏名", "電話番号"]
    assert values_on(said, JUNE) == ["氏名"]
    assert spans(said, "column")[1].ended_by == 2


def test_what_was_put_right_has_been_so_from_the_beginning():
    said = revisions((["氏名", "電話番号"], None), (["氏名", "住所"], None))
    assert values_on(said, date(2020, 1, 1)) == ["氏名", "住所"]


def test_putting_right_an_item_of_an_amendment_leaves_its_day_and_says_who_wrote_it():
    said = revisions((["氏名"], None), (["氏名", "電話"], JUNE), (["氏名", "電話番号"], None))
    assert values_on(said, MAY) == ["氏名"]
    assert spans(said, "column")[1] == Span("電話番号", 2, 3, JUNE)


def test_putting_right_items_of_two_days_at_once_makes_the_new_one_as_old_as_the_contract():
    said = revisions((["氏名"], None), (["氏名", "電話"], JUNE), (["住所"], None))
    assert values_on(said, MAY) == ["住所"]


def test_an_earlier_amendment_that_is_entered_later_counts_from_its_own_day():
    said = revisions((100, None), (300, JULY), (200, JUNE))
    assert value_on(said, "column", MAY).value == 100
    assert value_on(said, "column", JUNE).value == 200
    assert value_on(said, "column", JULY).value == 200
    assert change_days(said) == [JUNE, JULY]


def test_an_item_that_went_and_came_back_is_not_there_in_between():
    said = revisions((["氏名"], None), ([], MAY), (["氏名"], JULY))
    assert [values_on(said, day) for day in (date(2026, 4, 1), JUNE, JULY)] == [
        ["氏名"],
        [],
        ["氏名"],
    ]


ITEMS = st.lists(st.sampled_from("甲乙丙丁"), max_size=4)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(ITEMS, DAYS), min_size=1, max_size=6))
def test_after_every_change_there_is_what_stands_in_the_newest_revision(said):
    """Whatever was entered in whatever order, the page of today and the page as of today agree."""
    first = (said[0][0], None)
    now = values_on(revisions(first, *said[1:]), date(2027, 1, 1))
    assert sorted(now) == sorted(set(said[-1][0]))


@given(st.lists(st.tuples(st.integers(0, 3), DAYS), min_size=1, max_size=6), st.dates())
def test_there_is_one_value_on_every_day_and_the_newest_one_at_the_end(said, on):
    made = revisions((said[0][0], None), *said[1:])
    assert value_on(made, "column", on).value in range(4)
    assert value_on(made, "column", date(2027, 1, 1)).value == said[-1][0]
