"""お試しの日: the day the city is made for, and the days counted from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

from app.holidays import Holidays
from audits.fiscal_year import FiscalYear
from audits.open_days import ONE_DAY, OpenDays
from audits.term import Term


@dataclass(frozen=True)
class Calendar:
    """Every date of the city is counted from `on`, so that it never looks stale."""

    on: date
    open_days: OpenDays = field(default_factory=lambda: OpenDays(Holidays()))

    @property
    def year(self) -> int:
        """The fiscal year of the day."""
        return FiscalYear.of(self.on).start

    def years(self, first: int, length: int = 1) -> Term:
        """Whole fiscal years; `first` 0 is the current one, -1 the one before."""
        start = FiscalYear(self.year + first).days.first
        return Term(start, FiscalYear(self.year + first + length - 1).days.last)

    def months(self, first: int, last: int) -> Term:
        """Whole months, both inclusive; 0 is the current one."""
        return Term(self._first_of_month(first), self._first_of_month(last + 1) - ONE_DAY)

    def _first_of_month(self, offset: int) -> date:
        month = self.on.year * 12 + self.on.month - 1 + offset
        return date(month // 12, month % 12 + 1, 1)

    def ago(self, days: int) -> date:
        """An open day at least so many days ago."""
        return self.open_before(self.on - timedelta(days=days))

    def ahead(self, days: int) -> date:
        """An open day at least so many days ahead."""
        return self.open_after(self.on + timedelta(days=days))

    def open_before(self, day: date) -> date:
        """The day itself where the city hall is open, else the last open one before it."""
        while self.open_days.is_closed(day):
            day -= ONE_DAY
        return day

    def open_after(self, day: date, days: int = 0) -> date:
        """An open day at least so many days after."""
        return self.open_days.next_open(day + timedelta(days=days))

    def come(self, day: date) -> date | None:
        """The day, unless it lies ahead: then nobody can have acted on it yet."""
        return day if day <= self.on else None


def spread(name: str, size: int) -> int:
    """A number from 0 to size - 1 that looks like chance and is always the same for a name."""
    return crc32(name.encode()) % size
