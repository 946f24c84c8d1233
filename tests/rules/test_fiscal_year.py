"""年度: 1 April to 31 March (rules.md 1)."""

from __future__ import annotations

from datetime import date

import pytest

from audits.fiscal_year import FiscalYear
from tests.builders import a_term


@pytest.mark.parametrize(
    ("iso", "start"), [("2026-03-31", 2025), ("2026-04-01", 2026), ("2027-01-01", 2026)]
)
def test_a_fiscal_year_runs_from_april_to_march(iso, start):
    day = date.fromisoformat(iso)
    assert FiscalYear.of(day) == FiscalYear(start)
    assert day in FiscalYear(start)
    assert day not in FiscalYear(start + 1)
    assert FiscalYear(start).days == a_term(f"{start}-04-01", f"{start + 1}-03-31")


@pytest.mark.parametrize(
    ("start", "label"),
    [
        (2026, "令和8年度 (2026年度)"),
        (2019, "令和元年度 (2019年度)"),
        (2018, "平成30年度 (2018年度)"),
        (1989, "平成元年度 (1989年度)"),
        (1988, "昭和63年度 (1988年度)"),
        (1926, "大正15年度 (1926年度)"),
        (1868, "1868年度 (1868年度)"),
        (0, "0000年度 (0000年度)"),
    ],
)
def test_a_fiscal_year_is_shown_by_its_era_and_its_western_year(start, label):
    assert FiscalYear(start).label == label
    assert FiscalYear(start).short_label == label.split(" ")[0]


@pytest.mark.parametrize(
    "text",
    [
        "2026",
        "2026年度",
        "令和8年度",
        "令和8",
        "R8",
        "r8年度",
        "２０２６年度",
        "令和８年度",
        " 2026 ",
    ],
)
def test_a_fiscal_year_is_read_in_every_form(text):
    assert FiscalYear.parse(text) == FiscalYear(2026)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("平成30年度", 2018),
        ("平成31年度", 2019),
        ("令和元年度", 2019),
        ("0001", 1),
        ("9999年度", 9999),
    ],
)
def test_old_and_far_fiscal_years_are_read(text, start):
    assert FiscalYear.parse(text) == FiscalYear(start)


@pytest.mark.parametrize(
    "text",
    ["", "年度", "0000", "26", "26年度", "2026年", "20266", "R0", "R9999", "令和7982年度", "X8"],
)
def test_what_is_no_fiscal_year_is_not_read(text):
    assert FiscalYear.parse(text) is None


def test_a_term_touches_every_fiscal_year_that_it_shares_a_day_with():
    touched = FiscalYear.touched_by(a_term("2025-03-31", "2027-04-01"))
    assert [str(year) for year in touched] == ["2024年度", "2025年度", "2026年度", "2027年度"]


def test_fiscal_years_at_the_ends_of_the_calendar_have_days():
    assert FiscalYear.of(date.min).days == a_term(date.min, "0001-03-31")
    assert FiscalYear.of(date.max).days == a_term("9999-04-01", date.max)


def test_fiscal_years_are_ordered():
    assert sorted([FiscalYear(2026), FiscalYear(2019)]) == [FiscalYear(2019), FiscalYear(2026)]
