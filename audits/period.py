"""対象期間: the months, quarters, halves and years that reports and commitments run by."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import Enum

from audits.fiscal_year import FIRST_MONTH, FiscalYear
from audits.term import Term


class Rhythm(Enum):
    """How often: by the calendar month or by parts of the fiscal year."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many months one period has."""
        return _MONTHS_OF[self]


_MONTHS_OF = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One month, fiscal quarter, fiscal half or fiscal year, named as in workbook.md.

    `number` is the calendar month for MONTHLY, else which part of the fiscal year (from 1).
    `year` is the calendar year for MONTHLY, else the fiscal year.
    """

    rhythm: Rhythm
    year: int
    number: int = 1

    def __str__(self) -> str:
        if self.rhythm is Rhythm.MONTHLY:
            return f"{self.year:04}-{self.number:02}"
        if self.rhythm is Rhythm.QUARTERLY:
            return f"{self.year:04}Q{self.number}"
        if self.rhythm is Rhythm.HALF_YEARLY:
            return f"{self.year:04}{'上下'[self.number - 1]}"
        return str(FiscalYear(self.year))

    @property
    def days(self) -> Term:
        """First to last calendar day, as far as the calendar goes."""
        first = self._first_month()
        last = first + self.rhythm.months - 1
        return Term(_first_of(first), _last_of(last))

    def _first_month(self) -> int:
        if self.rhythm is Rhythm.MONTHLY:
            return self.year * 12 + self.number - 1
        return self.year * 12 + FIRST_MONTH - 1 + (self.number - 1) * self.rhythm.months

    @classmethod
    def holding(cls, day: date, rhythm: Rhythm) -> Period:
        if rhythm is Rhythm.MONTHLY:
            return cls(rhythm, day.year, day.month)
        months_into_year = (day.month - FIRST_MONTH) % 12
        return cls(rhythm, FiscalYear.of(day).start, months_into_year // rhythm.months + 1)

    @classmethod
    def touched_by(cls, term: Term, rhythm: Rhythm) -> Iterator[Period]:
        """Every period of this rhythm that shares a day with the term, in order."""
        period = cls.holding(term.first, rhythm)
        while True:
            yield period
            end = period.days.last
            if end >= term.last:
                return
            period = cls.holding(date.fromordinal(end.toordinal() + 1), rhythm)

    @classmethod
    def month_of(cls, day: date) -> Period:
        return cls.holding(day, Rhythm.MONTHLY)

    @classmethod
    def parse(cls, text: str) -> Period | None:
        """Reads 2026-10, 2026Q3, 2026上, 2026下, 2026年度 in any width; None for anything else."""
        plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
        for form, rhythm, numbers in _NAMES:
            if match := form.fullmatch(plain):
                return _checked(rhythm, int(match[1]), numbers.get(match[2], 0))
        return None


_MONTHS = {f"{n:02}": n for n in range(1, 13)}
_QUARTERS = {str(n): n for n in range(1, 5)}
_NAMES = (
    (re.compile(r"([0-9]{4})-([0-9]{2})"), Rhythm.MONTHLY, _MONTHS),
    (re.compile(r"([0-9]{4})Q([0-9])"), Rhythm.QUARTERLY, _QUARTERS),
    (re.compile(r"([0-9]{4})([上下])"), Rhythm.HALF_YEARLY, {"上": 1, "下": 2}),
    (re.compile(r"([0-9]{4})(年度)"), Rhythm.YEARLY, {"年度": 1}),
)


def _checked(rhythm: Rhythm, year: int, number: int) -> Period | None:
    return Period(rhythm, year, number) if 1 <= year <= MAXYEAR and number else None


def _first_of(month: int) -> date:
    month = _inside_calendar(month)
    return date(month // 12, month % 12 + 1, 1)


def _last_of(month: int) -> date:
    month = _inside_calendar(month)
    return date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1])


def _inside_calendar(month: int) -> int:
    """A month counted from year 0; where the calendar does not reach, its first or last one."""
    return min(max(month, MINYEAR * 12), MAXYEAR * 12 + 11)
