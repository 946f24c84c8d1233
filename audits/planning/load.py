"""週の件数: how many visits each department makes in each week, and how many it can make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audits.planning.owed import WEEKLY, PlannedVisit

Week = tuple[int, int]


def week_of(day: date) -> Week:
    """(year, week) after ISO 8601: a week begins on Monday."""
    year, week, _ = day.isocalendar()
    return (year, week)


@dataclass(frozen=True, slots=True)
class Capacity:
    """The visits that departments make in a week at most; `weekly` for those not named."""

    by_department: Mapping[str, int]
    weekly: int = WEEKLY

    def of(self, department: str) -> int:
        return self.by_department.get(department, self.weekly)


class Load:
    """The visits made so far; one visit counts once in each department that takes part."""

    def __init__(self, capacity: Capacity, planned: Iterable[PlannedVisit] = ()) -> None:
        self._capacity = capacity
        self._weeks: Counter[tuple[str, Week]] = Counter()
        self._days: Counter[date] = Counter()
        known: set[PlannedVisit] = set()
        for visit in planned:
            # Several inspections of one party on one day are one visit.
            if visit.party and visit in known:
                continue
            known.add(visit)
            self.add([visit.department], visit.on)

    def add(self, departments: Collection[str], day: date) -> None:
        self._days[day] += 1
        for department in departments:
            self._weeks[department, week_of(day)] += 1

    def has_room(self, departments: Collection[str], day: date) -> bool:
        return self.room_in(departments, week_of(day)) is not None

    def room_in(self, departments: Collection[str], week: Week) -> int | None:
        """The visits of the week, of the department with the most; None where one has no room."""
        most = 0
        for department in departments:
            visits = self._weeks.get((department, week), 0)
            if visits >= self._capacity.of(department):
                return None
            most = max(most, visits)
        return most

    def of_day(self, day: date) -> int:
        return self._days.get(day, 0)
