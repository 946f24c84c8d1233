"""次年度更新: what follows from a contract for the next one: its days, its number, its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from audits.fiscal_year import ERA_CHANGE_MONTH, FiscalYear
from audits.term import Term
from audits.wareki import short_wareki, year_in_era

LEAP_DAY = (2, 29)
SHORT_REST = 90  # days: nobody makes a contract for so little of a year


def next_term(before: Term) -> Term:
    """What is proposed for the successor.

    After a contract that ends with its fiscal year the whole next one; after another one of at most
    a year (work of a season) the same days a year later; else from the day after to the end of a
    fiscal year, of the next one where little is left of this.
    """
    first = before.last + timedelta(days=1)
    year = FiscalYear.of(first)
    if first == year.days.first:
        return year.days
    if before.last < _year_later(before.first):
        return Term(_year_later(before.first), _year_later(before.last))
    is_short = (year.days.last - first).days < SHORT_REST
    return Term(first, FiscalYear(year.start + 1).days.last if is_short else year.days.last)


def next_number(number: str, before: Term, after: Term) -> str | None:
    """R8-教支-012 → R9-教支-012: the same number with the fiscal year of the new first day.

    The year that is replaced is that of the old first day, else of the old last day, written as
    2026, 令和8, R8 or R08; None where the number names neither, or would stay what it is.
    """
    new = FiscalYear.of(after.first)
    for old in (FiscalYear.of(before.first), FiscalYear.of(before.last)):
        for mark, next_mark in zip(_marks(old), _marks(new), strict=True):
            whole = rf"(?<![0-9A-Za-z]){re.escape(mark)}(?![0-9])"
            if old != new and re.search(whole, number):
                return re.sub(whole, next_mark, number, count=1)
    return None


def next_dates(days: Iterable[date], after: Term) -> list[date]:
    """The first anniversary within the new days of each; those that have none there fall away."""
    found = {next(_anniversaries(day, after), None) for day in days}
    return sorted(day for day in found if day is not None)


def _year_later(day: date) -> date:
    """The same day of the next year; the last of a month stays one."""
    if (day + timedelta(days=1)).day == 1:
        return _year_later(day + timedelta(days=1)) - timedelta(days=1)
    return day.replace(year=day.year + 1)


def _marks(year: FiscalYear) -> tuple[str, str, str, str]:
    """How contracts' numbers name a fiscal year."""
    day = date(year.start, ERA_CHANGE_MONTH, 1)
    letter = short_wareki(day).partition(".")[0]
    return str(year.start), year_in_era(day), letter, f"{letter[:1]}{letter[1:].zfill(2)}"


def _anniversaries(day: date, after: Term) -> Iterator[date]:
    for year in range(after.first.year, after.last.year + 1):
        is_short = (day.month, day.day) == LEAP_DAY and not _is_leap(year)
        one = date(year, 2, 28) if is_short else day.replace(year=year)
        if one in after:
            yield one


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
