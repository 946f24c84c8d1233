"""和暦: era dates, read and written."""

from __future__ import annotations

from datetime import date

import pytest

from audits.wareki import (
    ERAS,
    era_of,
    parse_date,
    short_wareki,
    wareki,
    wareki_with_western,
    year_from_era,
)

BORDERS = [
    ("1868-10-23", "明治元年10月23日", "M1.10.23"),
    ("1873-01-01", "明治6年1月1日", "M6.1.1"),
    ("1912-07-29", "明治45年7月29日", "M45.7.29"),
    ("1912-07-30", "大正元年7月30日", "T1.7.30"),
    ("1926-12-24", "大正15年12月24日", "T15.12.24"),
    ("1926-12-25", "昭和元年12月25日", "S1.12.25"),
    ("1989-01-07", "昭和64年1月7日", "S64.1.7"),
    ("1989-01-08", "平成元年1月8日", "H1.1.8"),
    ("2019-04-30", "平成31年4月30日", "H31.4.30"),
    ("2019-05-01", "令和元年5月1日", "R1.5.1"),
    ("2020-01-01", "令和2年1月1日", "R2.1.1"),
    ("2026-11-20", "令和8年11月20日", "R8.11.20"),
]


@pytest.mark.parametrize(("iso", "long", "short"), BORDERS)
def test_each_era_begins_and_ends_on_its_day(iso, long, short):
    day = date.fromisoformat(iso)
    assert (wareki(day), short_wareki(day)) == (long, short)
    assert parse_date(long) == parse_date(short) == day


def test_screens_show_the_western_year_beside_the_era():
    assert wareki_with_western(date(2026, 11, 20)) == "令和8年11月20日 (2026)"


def test_before_the_eras_that_are_known_the_western_year_stands():
    day = date(1868, 10, 22)
    assert era_of(day) is None
    assert (wareki(day), short_wareki(day)) == ("1868年10月22日", "1868.10.22")
    assert wareki(date.min) == "0001年1月1日"
    assert parse_date("0001年1月1日") == date.min


def test_eras_follow_each_other_from_the_newest_to_the_oldest():
    days = [era.first_day for era in ERAS]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "2026/11/20",
        "2026年11月20日",
        "令和8年11月20日",
        "R8.11.20",
        "r8.11.20",
        "R08.11.20",
        "令和08年11月20日",
        "R8/11/20",
        "R8-11-20",
        "２０２６年１１月２０日",
        "２０２６－１１－２０",
        "令和８年１１月２０日",
        "Ｒ８．１１．２０",
        " 令和 8年 11月 20日\u3000",
        "㋿8年11月20日",
    ],
)
def test_a_date_is_read_in_every_form_and_width(text):
    assert parse_date(text) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-4-1", "2026-04-01"),
        ("2026/4/1", "2026-04-01"),
        ("2026年4月1日", "2026-04-01"),
        ("平成31年5月1日", "2019-05-01"),  # printed before the new era had its name
        ("昭和64年1月8日", "1989-01-08"),
        ("令和元年4月1日", "2019-04-01"),  # the fiscal year, as papers of that year write it
        ("R元.5.1", "2019-05-01"),
        ("H元.1.8", "1989-01-08"),
        ("令和1年5月1日", "2019-05-01"),
        ("令和10年2月29日", "2028-02-29"),
        ("9999-12-31", "9999-12-31"),
        ("令和7981年12月31日", "9999-12-31"),
    ],
)
def test_old_papers_and_short_numbers_are_understood(text, iso):
    assert parse_date(text) == date.fromisoformat(iso)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-11-31",
        "0000-01-01",
        "令和9年2月29日",
        "令和8年13月1日",
        "令和0年1月1日",
        "R0.1.1",
        "令和7982年1月1日",
        "R9999.1.1",
        "元年5月1日",
        "8年11月20日",
        "26年11月20日",
        "26-11-20",
        "26/11/20",
        "2026.11.20",
        "20261120",
        "2026-11",
        "2026年11月",
        "令和8年",
        "安政元年1月1日",
        "Q8.11.20",
        "令和8年11月20日まで",
        "2026-11-20T00:00:00",
        "二〇二六年十一月二十日",
        "²026-11-2x",
        "-2026-11-20",
    ],
)
def test_what_is_no_day_of_the_calendar_is_not_read(text):
    assert parse_date(text) is None


def test_an_era_year_is_read_by_itself():
    assert [
        year_from_era(text) for text in ("令和8", "R8", "平成元", "S64", "8", "X1", "令和0")
    ] == [
        2026,
        2026,
        1989,
        1989,
        None,
        None,
        None,
    ]
