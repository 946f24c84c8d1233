"""閉庁日: which days the city hall is closed, and the next open one."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenDays:
    """The calendar of a city hall: weekends and the given holidays are closed (rules.md 1).

    The rules are given the closed days; they do not know where those come from.
    """

    closed: Container[date] = frozenset()

    def is_closed(self, day: date) -> bool:
        return day.weekday() >= SATURDAY or day in self.closed

    def next_open(self, day: date) -> date:
        """The day itself where it is open, else the next open one (the calendar's end at most)."""
        while day < date.max and self.is_closed(day):
            day += ONE_DAY
        return day

    def nth_open_after(self, day: date, n: int) -> date:
        """The n-th open day after `day`, the day itself not counted."""
        for _ in range(n):
            if day == date.max:
                return day
            day = self.next_open(day + ONE_DAY)
        return day


def days_after(day: date, days: int) -> date:
    """`days` after `day`; the calendar's first or last day where that lies beyond it."""
    ordinal = max(day.toordinal() + days, date.min.toordinal())
    return date.fromordinal(min(ordinal, date.max.toordinal()))
