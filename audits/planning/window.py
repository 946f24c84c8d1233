"""調査できる期間: from which day to which an inspection can be made."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from audits.open_days import OpenDays, days_after
from audits.planning.load import Week, week_of
from audits.planning.owed import AHEAD_DAYS, OwedInspection

LOOK_AHEAD = 366  # how far the next free day of something overdue is looked for


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """All days from the first to the last; none where the last lies before."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlap(self, other: Window) -> Window:
        return Window(max(self.first, other.first), min(self.last, other.last))

    def day_at(self, share: float) -> date:
        """The day after this share (0 to 1) of the window has gone by."""
        return self.first + timedelta(days=int((self.last - self.first).days * share))


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """The open days of one week that lie within a window; at least one."""

    week: Week
    days: Sequence[date]

    def distance(self, aim: date) -> int:
        """How many days the nearest of them is away, at least."""
        first, last = self.days[0], self.days[-1]
        return (first - aim).days if aim < first else max(0, (aim - last).days)


class Calendar:
    """The open days that come into question, in order."""

    def __init__(self, open_days: OpenDays, windows: Iterable[Window]) -> None:
        spans = list(windows)
        first = min((span.first for span in spans), default=date.min)
        last = max((span.last for span in spans), default=date.min)
        days = (first + timedelta(days=step) for step in range((last - first).days + 1))
        self._days = [day for day in days if not open_days.is_closed(day)]
        self._weeks: dict[Window, Sequence[OpenWeek]] = {}

    def days(self, window: Window) -> Sequence[date]:
        return self._days[
            bisect_left(self._days, window.first) : bisect_right(self._days, window.last)
        ]

    def weeks(self, window: Window) -> Sequence[OpenWeek]:
        """The same, week by week; worked out once for each window, as most visits share theirs."""
        found = self._weeks.get(window)
        if found is None:
            by_week = groupby(self.days(window), week_of)
            found = self._weeks[window] = [OpenWeek(week, list(days)) for week, days in by_week]
        return found

    def is_empty(self, window: Window) -> bool:
        at = bisect_left(self._days, window.first)
        return at == len(self._days) or self._days[at] > window.last


def possible(inspection: OwedInspection, tomorrow: date) -> Window:
    """Up to the day by which it is due; from tomorrow on where that has passed."""
    first = max(inspection.first, tomorrow)
    if inspection.due_on < tomorrow:
        return Window(first, days_after(first, LOOK_AHEAD))
    return Window(first, inspection.due_on)


def ahead(inspection: OwedInspection, tomorrow: date) -> Window:
    """Up to AHEAD_DAYS before it is due; the same as `possible` where that day has passed."""
    window = possible(inspection, tomorrow)
    if inspection.due_on < tomorrow:
        return window
    return Window(window.first, days_after(inspection.due_on, -AHEAD_DAYS))
