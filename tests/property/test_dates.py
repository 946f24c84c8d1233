"""Properties of dates: era dates, fiscal years, periods, open days and stated lengths."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from audits.fiscal_year import FiscalYear
from audits.open_days import days_after
from audits.period import Period, Rhythm
from audits.stated_length import StatedLength
from audits.term import Term
from audits.wareki import ERAS, parse_date, short_wareki, wareki
from tests.builders import CITY
from tests.property.strategies import any_day, near_days, terms

SOLAR_CALENDAR = date(1873, 1, 1)  # 明治6年
FULL_WIDTH = str.maketrans("0123456789.-/R", "０１２３４５６７８９．－／Ｒ")


class TestEraDates:
    """workbook.md 1: dates are read in every form that papers use, in any width."""

    @given(any_day)
    def test_an_era_date_is_read_back_as_the_day_it_was_written_for(self, day):
        assert parse_date(wareki(day)) == day

    @given(st.dates(min_value=SOLAR_CALENDAR))
    def test_a_short_era_date_is_read_back_as_the_day_it_was_written_for(self, day):
        assert parse_date(short_wareki(day)) == day

    @given(any_day, st.sampled_from(["{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y年%m月%d日}"]))
    def test_western_dates_are_read_in_three_forms_and_any_width(self, day, form):
        assume(day.year >= 1000)  # strftime does not pad earlier years
        text = form.format(day)
        assert parse_date(text) == parse_date(text.translate(FULL_WIDTH)) == day

    @given(st.text())
    def test_no_text_whatever_stops_the_reader(self, text):
        assert parse_date(text) is None or isinstance(parse_date(text), date)

    @given(st.sampled_from(ERAS), st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
    def test_a_number_of_no_day_is_refused_and_of_a_day_is_that_day(self, era, year, month, day):
        read = parse_date(f"{era.name}{year}年{month}月{day}日")
        if read is not None:
            western = era.first_day.year + year - 1
            assert (read.year, read.month, read.day) == (western, month, day)


class TestFiscalYears:
    """rules.md 1: the fiscal year n is 1 April n to 31 March n+1."""

    @given(any_day)
    def test_a_day_lies_in_the_days_of_its_fiscal_year_and_of_no_other(self, day):
        year = FiscalYear.of(day)
        assert day in year.days
        assert day in year
        assert day not in FiscalYear(year.start + 1)

    @given(st.integers(1, 9999).map(FiscalYear))
    def test_a_fiscal_year_is_read_back_from_what_people_see(self, year):
        assert FiscalYear.parse(str(year)) == year
        assert FiscalYear.parse(year.short_label) == year


class TestPeriods:
    """workbook.md 1 and rules.md 2: periods share no day and leave none out."""

    @given(terms(any_day), st.sampled_from(Rhythm))
    def test_the_periods_that_a_term_touches_partition_it(self, term, rhythm):
        windows = [term & period.days for period in Period.touched_by(term, rhythm)]
        assert windows[0].first == term.first
        assert windows[-1].last == term.last
        for before, after in pairwise(windows):
            assert after.first == before.last + timedelta(1)

    @given(any_day, st.sampled_from(Rhythm))
    def test_a_day_lies_in_the_period_that_holds_it(self, day, rhythm):
        assert day in Period.holding(day, rhythm).days

    @given(st.dates(min_value=date(1, 4, 1)), st.sampled_from(Rhythm))
    def test_a_period_is_read_back_from_its_name(self, day, rhythm):
        period = Period.holding(day, rhythm)
        assert Period.parse(str(period)) == period

    @given(terms(any_day))
    def test_yearly_periods_are_the_fiscal_years(self, term):
        years = [str(year) for year in FiscalYear.touched_by(term)]
        assert [str(period) for period in Period.touched_by(term, Rhythm.YEARLY)] == years


class TestOpenDays:
    """rules.md 1 and 2: what moves goes to the next open day."""

    @given(near_days)
    def test_the_next_open_day_is_open_and_none_before_it_is(self, day):
        found = CITY.open_days.next_open(day)
        assert not CITY.open_days.is_closed(found)
        between = (day + timedelta(n) for n in range((found - day).days))
        assert all(CITY.open_days.is_closed(passed) for passed in between)

    @given(near_days, st.integers(1, 15))
    def test_the_nth_open_day_has_as_many_open_days_up_to_it(self, day, n):
        found = CITY.open_days.nth_open_after(day, n)
        passed = [day + timedelta(i) for i in range(1, (found - day).days + 1)]
        assert sum(not CITY.open_days.is_closed(one) for one in passed) == n
        assert not CITY.open_days.is_closed(found)

    @given(any_day, st.integers(-400, 400))
    def test_days_are_counted_within_the_calendar(self, day, days):
        ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
        assert days_after(day, days).toordinal() == ordinal


class TestStatedLengths:
    """rules.md 4, `period_mismatch`: first day + length - 1 day, month ends clipped."""

    @given(any_day, st.integers(0, 12_000), st.sampled_from(["か月", "ヶ月間", "月"]))
    def test_months_end_the_day_before_the_same_day_or_the_end_of_the_month(self, first, n, unit):
        stated = StatedLength.parse(f"{n}{unit}")
        assert stated is not None
        end = stated.ends_on(first)
        if end is not None and end < date.max:
            after = end + timedelta(1)
            assert (after.year - first.year) * 12 + after.month - first.month == n
            assert after.day == first.day or (after + timedelta(1)).day == 1

    @given(terms(any_day, longest=4000))
    def test_a_length_in_days_agrees_with_the_term_it_was_counted_from(self, term):
        stated = StatedLength.parse(f"{term.days}日間")
        assert stated is not None
        assert stated.ends_on(term.first) == term.last

    @given(terms(), st.integers(-60, 60))
    def test_up_to_thirty_one_days_either_way_agree(self, term, off):
        last = term.last + timedelta(off)
        assume(last >= term.first)
        stated = StatedLength.parse(f"{term.days}日")
        assert stated is not None
        assert stated.agrees_with(Term(term.first, last)) is (abs(off) <= 31)
