"""日程の案: a day for every visit still owed: an open one, in good time, spread over the months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from audits.open_days import OpenDays, days_after

AHEAD_DAYS = 30
NO_DAY = "期限までに開庁日がありません。"
IN_TIME = f"期限の{AHEAD_DAYS}日前までの開庁日のうち、予定の少ない月から選びました。"
LATE = f"期限まで{AHEAD_DAYS}日ないため、期限までの開庁日から選びました。"
OVERDUE = "期限を過ぎています。できるだけ早い開庁日にしました。"

Month = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Unplanned:
    """A visit that is owed and has no date: it can be made from `first` on, and is due on a day."""

    due_on: date
    contract: str
    branch: int
    fiscal_year: int
    first: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """The day proposed (None: there is none), and why."""

    visit: Unplanned
    on: date | None
    reason: str


def propose(
    visits: Iterable[Unplanned], open_days: OpenDays, *, on: date, planned: Iterable[date] = ()
) -> list[Proposal]:
    """A day after `on` for each visit, the most urgent first; the same input gives the same days.

    Never on a closed day, never before `first`; no later than AHEAD_DAYS before it is due where the
    term allows, never after it is due unless that day has passed. Among the days that are possible
    one of the month with the fewest visits is taken, then the day with the fewest; `planned` are
    the days of visits that have one already.
    """
    return list(_Calendar(open_days, on, planned).proposals(sorted(visits)))


class _Calendar:
    def __init__(self, open_days: OpenDays, on: date, planned: Iterable[date]) -> None:
        self._open_days = open_days
        self._tomorrow = days_after(on, 1)
        self._days = Counter(planned)
        self._months: Counter[Month] = Counter()
        for day, count in self._days.items():
            self._months[_month(day)] += count

    def proposals(self, visits: Iterable[Unplanned]) -> Iterator[Proposal]:
        for visit in visits:
            proposal = self._proposal(visit)
            if proposal.on is not None:
                self._days[proposal.on] += 1
                self._months[_month(proposal.on)] += 1
            yield proposal

    def _proposal(self, visit: Unplanned) -> Proposal:
        first = max(visit.first, self._tomorrow)
        if visit.due_on < self._tomorrow:
            return Proposal(visit, self._open_days.next_open(first), OVERDUE)
        ahead = self._best(first, days_after(visit.due_on, -AHEAD_DAYS))
        if ahead is not None:
            return Proposal(visit, ahead, IN_TIME)
        late = self._best(first, visit.due_on)
        return Proposal(visit, late, LATE if late is not None else NO_DAY)

    def _best(self, first: date, last: date) -> date | None:
        """The open day of the emptiest month, then the emptiest day, then the earliest one."""
        days = [day for day in _days(first, last) if not self._open_days.is_closed(day)]
        return min(days, key=self._load, default=None)

    def _load(self, day: date) -> tuple[int, int, date]:
        return (self._months[_month(day)], self._days[day], day)


def by_month(days: Iterable[date]) -> Mapping[Month, int]:
    """How many of these days lie in each (year, month)."""
    return Counter(map(_month, days))


def _month(day: date) -> Month:
    return (day.year, day.month)


def _days(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)
