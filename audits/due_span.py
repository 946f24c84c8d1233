"""状態の続く日: the days on which a due item is overdue or due soon (rules.md 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from audits.due import DueItem, Excuse, State
from audits.kind import KIND_RULES, Kind

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` until the day before `until`; None: for ever."""

    first: date
    until: date | None


def effective(item: DueItem, decisions: Iterable[Excuse]) -> Excuse:
    """The first days from which decisions hold, of those that can hold for the item at all."""
    waived, missed = set[date](), set[date]()
    for each in decisions:
        if each.waived_on is not None and item.kind is not Kind.INSPECTION:
            waived.add(each.waived_on)
        if each.missed_on is not None and each.missed_on > item.due_on:
            missed.add(each.missed_on)
    return Excuse(min(waived, default=None), min(missed, default=None))


def spans(item: DueItem, excuse: Excuse) -> Iterator[tuple[State, Span]]:
    """OVERDUE and DUE_SOON with their days, where there are any; the same as audits.due.state_on.

    With an excuse that is `effective`.
    """
    warned = _before(item.due_on, KIND_RULES[item.kind].warning_days)
    ends = list(_ends(item, excuse))
    if item.due_on == date.max:
        yield from _span(State.DUE_SOON, item, warned, ends)
        return
    late = item.due_on + ONE_DAY
    yield from _span(State.DUE_SOON, item, warned, [*ends, late])
    yield from _span(State.OVERDUE, item, late, ends)


def _span(
    state: State, item: DueItem, first: date, ends: list[date]
) -> Iterator[tuple[State, Span]]:
    known = first if item.known_from is None else max(first, item.known_from)
    until = min(ends, default=None)
    if until is None or known < until:
        yield state, Span(known, until)


def _ends(item: DueItem, excuse: Excuse) -> Iterator[date]:
    """The days from which it is neither of the two any more."""
    for day in (item.closed_on, excuse.waived_on, excuse.missed_on):
        if day is not None:
            yield day
    if item.known_until is not None and item.known_until < date.max:
        yield item.known_until + ONE_DAY


def _before(day: date, days: int) -> date:
    """Some days before a day, or the calendar's first."""
    return day - timedelta(days=min(days, (day - date.min).days))
