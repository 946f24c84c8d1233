"""目盛: which days the drawing shows, where a day stands in it, and its years and quarters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from app.records.dossier import Dossier
from audits.fiscal_year import FiscalYear
from audits.open_days import days_after
from audits.term import Term

LEFT, MARGIN = 132.0, 8.0
MONTHS_AFTER = 4
YEARS_WITH_QUARTERS = 3
YEARS_IN_WHOLE = 6
YEARS_DRAWN = 7  # a date that a person set may lie far beyond the end
QUARTERS = (7, 10, 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from left to right; `ends_on` is the last day of the contract's life."""

    days: Term
    ends_on: date
    width: float

    @property
    def right(self) -> float:
        """Where the last day is over."""
        return self.width - MARGIN

    def x(self, day: date) -> float:
        """Where a day begins, whether it is shown or not."""
        share = (day - self.days.first).days / max(1, (self.days.last - self.days.first).days)
        return round(LEFT + share * (self.right - LEFT), 1)

    def x_within(self, day: date) -> float:
        """The same, at the edge for a day outside."""
        return min(max(self.x(day), LEFT), self.right)

    def x_after(self, day: date) -> float:
        """Where a day is over, at the edge for a day outside."""
        return self.x_within(days_after(day, 1))

    @property
    def end(self) -> float | None:
        """Where the contract ends, at the left edge if before it began; None if not shown."""
        begins = days_after(self.days.first, -1)
        return self.x_after(self.ends_on) if begins <= self.ends_on <= self.days.last else None

    def upright(self, on: date) -> list[float]:
        """The lines that no words may cross, from left to right: today, and the end."""
        today = [self.x_after(on)] if on in self.days else []
        return sorted([*today, *([] if self.end is None else [self.end])])

    def year_starts(self) -> Iterator[tuple[FiscalYear, float]]:
        """Each fiscal year that is shown and where it begins, the first at the left edge."""
        for year in FiscalYear.touched_by(self.days):
            yield year, self.x_within(year.days.first)

    def quarter_starts(self) -> Iterator[tuple[int, float]]:
        """Month and place of each quarter within a year of the contract; none in long ones."""
        last = min(self.ends_on, self.days.last)
        if last >= years_later(self.days.first, YEARS_WITH_QUARTERS):
            return
        for year in range(self.days.first.year, last.year + 1):
            for month in sorted(QUARTERS):
                if self.days.first < date(year, month, 1) <= last:
                    yield month, self.x(date(year, month, 1))


def scale_of(found: Dossier, width: float) -> Scale:
    """From the first day to four months after the last due date; of long ones a part."""
    term, nothing = found.contract.term, found.contract.came_to_nothing_on
    last_due = max((item.due_on for item in found.due_items), default=term.last)
    last = months_later(max(term.last, last_due), MONTHS_AFTER)
    ends_on = term.last
    if nothing is not None and nothing <= found.on:
        ends_on = min(max(nothing, days_after(term.first, -1)), term.last)
    return Scale(_shown(term, last, found.on), ends_on, width)


def _shown(term: Term, last: date, on: date) -> Term:
    is_long = term.last >= years_later(term.first, YEARS_IN_WHOLE)
    if not is_long and last < years_later(term.first, YEARS_DRAWN):
        return Term(term.first, last)
    middle = min(max(on, term.first), last)
    return Term(max(term.first, years_later(middle, -1)), min(last, years_later(middle, 1)))


def years_later(day: date, years: int) -> date:
    return months_later(day, 12 * years)


def months_later(day: date, months: int) -> date:
    """So many months later, at a month's end where it is shorter; at most the calendar's end."""
    place = day.year * 12 + day.month - 1 + months
    if place < MINYEAR * 12:
        return date.min
    if place >= (MAXYEAR + 1) * 12:
        return date.max
    first = date(place // 12, place % 12 + 1, 1)
    if first.month == 12:
        return first.replace(day=day.day)
    return min(days_after(first, day.day - 1), days_after(first.replace(month=first.month + 1), -1))
