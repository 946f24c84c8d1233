"""暦の升目: the days of a month or a week, each with what stands on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from app.records.arranged_visits import ArrangedVisit
from app.records.calendar_days import CalendarDays, DayDue, DayInspection
from app.web.date_field import FIRST_YEAR, LAST_YEAR
from audits.open_days import OpenDays
from audits.wareki import wareki_with_western, year_in_era

DAYS = "月火水木金土日"
A_DAY, A_WEEK = timedelta(1), timedelta(7)


class Span(Enum):
    """How much of the calendar is shown at once."""

    MONTH = "month"
    WEEK = "week"


class Whose(Enum):
    """Whose part of it is shown."""

    MINE = "mine"
    DEPARTMENT = "department"
    ALL = "all"


@dataclass(slots=True)
class Day:
    """One day with what stands on it; `more`: due dates that are not listed."""

    on: date
    is_closed: bool = False
    is_outside: bool = False  # of another month
    visits: list[ArrangedVisit] = field(default_factory=list)
    inspections: list[DayInspection] = field(default_factory=list)
    dues: list[DayDue] = field(default_factory=list)
    more: int = 0

    @property
    def weekday(self) -> str:
        return DAYS[self.on.weekday()]

    @property
    def is_empty(self) -> bool:
        return not (self.visits or self.inspections or self.dues or self.more)


@dataclass(frozen=True, slots=True)
class Shown:
    """The days of a view: whole weeks from Monday, and where to go from here."""

    span: Span
    day: date
    first: date
    last: date

    @property
    def title(self) -> str:
        """令和8年11月 (2026); of a week its first and last day."""
        if self.span is Span.MONTH:
            return f"{year_in_era(self.day)}年{self.day.month}月 ({self.day.year})"
        return f"{wareki_with_western(self.first)}からの1週間"

    @property
    def before(self) -> date | None:
        """A day of the month or week before; None at the calendar's beginning."""
        return _within(_month_start(self.day) - A_DAY if self._is_month else self.day - A_WEEK)

    @property
    def after(self) -> date | None:
        found = _month_end(self.day) + A_DAY if self._is_month else self.day + A_WEEK
        return _within(found)

    @property
    def _is_month(self) -> bool:
        return self.span is Span.MONTH


def shown(span: Span, day: date) -> Shown:
    """The month or the week that holds the day."""
    first, last = (_month_start(day), _month_end(day)) if span is Span.MONTH else (day, day)
    monday = first - timedelta(first.weekday())
    return Shown(span, day, monday, last + timedelta(6 - last.weekday()))


def weeks(view: Shown, found: CalendarDays, open_days: OpenDays) -> list[Sequence[Day]]:
    """The days of the view, week by week."""
    days = {on: Day(on, open_days.is_closed(on), _is_outside(view, on)) for on in _days(view)}
    listed: dict[date, int] = defaultdict(int)
    for visit in found.visits:
        days[visit.arrangement.held_on].visits.append(visit)
    for inspection in found.inspections:
        days[inspection.day].inspections.append(inspection)
    for due in found.dues:
        days[due.due_on].dues.append(due)
        listed[due.due_on] += 1
    for on, count in found.due_counts.items():
        days[on].more = count - listed[on]
    every = list(days.values())
    return [every[start : start + 7] for start in range(0, len(every), 7)]


def _days(view: Shown) -> Iterator[date]:
    for number in range((view.last - view.first).days + 1):
        yield view.first + timedelta(number)


def _is_outside(view: Shown, on: date) -> bool:
    return view.span is Span.MONTH and (on.year, on.month) != (view.day.year, view.day.month)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - A_DAY


def _within(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
