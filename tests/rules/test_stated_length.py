"""契約期間の表示: every spelling of a length, and how far it may be from the dates (rules.md 4)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.stated_length import StatedLength
from tests.builders import a_term

MONTH_WORDS = ["か", "ヶ", "カ", "ケ", "ヵ", "箇", ""]


def parsed(text: str) -> tuple[int, int] | None:
    stated = StatedLength.parse(text)
    return (stated.months, stated.days) if stated else None


def ends(text: str, first: str) -> str | None:
    stated = StatedLength.parse(text)
    assert stated is not None
    end = stated.ends_on(date.fromisoformat(first))
    return end.isoformat() if end else None


def agrees(text: str, first: str, last: str) -> bool:
    stated = StatedLength.parse(text)
    assert stated is not None
    return stated.agrees_with(a_term(first, last))


@pytest.mark.parametrize("word", MONTH_WORDS)
@pytest.mark.parametrize("after", ["", "間"])
def test_months_are_read_in_every_spelling(word, after):
    assert parsed(f"36{word}月{after}") == (36, 0)
    assert parsed(f"2年{after}6{word}月{after}") == (30, 0)
    assert parsed(f"2年6{word}月{after}") == (30, 0)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("3年", (36, 0)),
        ("3年間", (36, 0)),
        ("90日", (0, 90)),
        ("90日間", (0, 90)),
        ("１２ｶ月", (12, 0)),
        ("１２ｹ月間", (12, 0)),
        ("\u3000３６か月 ", (36, 0)),
        ("0日", (0, 0)),
        ("012か月", (12, 0)),
        ("1年18か月", (30, 0)),
    ],
)
def test_lengths_are_read_in_any_width_and_with_any_number(text, length):
    assert parsed(text) == length


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1年半",
        "約1年",
        "一年",
        "1年度",
        "1年3日",
        "6か月1年",
        "2か年",
        "12个月",
        "1.5年",
        "-1年",
        "1 年",
        "1年 6か月",
        "12",
        "1年6",
        "か月",
        "1年間間",
        "12ヶヶ月",
        "契約締結日から1年",
    ],
)
def test_anything_else_is_not_compared(text):
    assert parsed(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1年", "2026-04-01", "2027-03-31"),
        ("36か月", "2026-10-15", "2029-10-14"),
        ("1日", "2026-04-01", "2026-04-01"),
        ("0日", "2026-04-01", "2026-03-31"),
        ("1か月", "2026-01-31", "2026-02-27"),
        ("1か月", "2028-01-31", "2028-02-28"),
        ("1年", "2028-02-29", "2029-02-27"),
        ("4年", "2028-02-29", "2032-02-28"),
        ("1年1か月", "2028-02-29", "2029-03-28"),
        ("12か月", "2026-12-01", "2027-11-30"),
        ("365日", "2026-04-01", "2027-03-31"),
    ],
)
def test_a_length_ends_the_day_before_its_day_comes_round_month_ends_clipped(text, first, last):
    assert ends(text, first) == last


@pytest.mark.parametrize(
    ("last", "agreed"),
    [
        ("2027-03-31", True),
        ("2027-02-28", True),  # 31 days before
        ("2027-02-27", False),
        ("2027-05-01", True),  # 31 days after
        ("2027-05-02", False),
    ],
)
def test_thirty_one_days_either_way_are_let_pass(last, agreed):
    assert agrees("1年", "2026-04-01", last) is agreed


@pytest.mark.parametrize("digits", ["7974", "99999", "9" * 5000])
@pytest.mark.parametrize("unit", ["年", "年6か月"])
def test_a_length_beyond_the_calendar_is_a_mismatch(digits, unit):
    assert ends(f"{digits}{unit}", "2026-04-01") is None
    assert not agrees(f"{digits}{unit}", "2026-04-01", "9999-12-31")


@pytest.mark.parametrize("text", ["99999999日", f"{'9' * 5000}日", f"{'9' * 5000}か月"])
def test_days_and_months_beyond_the_calendar_are_a_mismatch_too(text):
    assert not agrees(text, "2026-04-01", "9999-12-31")


def test_leading_noughts_do_not_make_a_length_long():
    assert parsed("0" * 5000 + "3年") == (36, 0)


def test_a_length_may_end_on_the_calendars_last_day():
    assert ends("1年", "9999-01-01") == "9999-12-31"
    assert ends("1か月", "9999-12-01") == "9999-12-31"
    assert ends("1日", "9999-12-31") == "9999-12-31"
    assert ends("2日", "9999-12-31") is None
    assert ends("1年", "9999-01-02") is None


def test_a_length_of_nothing_from_the_calendars_first_day_has_no_end():
    assert ends("0日", "0001-01-01") is None
    assert ends("1か月", "0001-01-01") == "0001-01-31"
