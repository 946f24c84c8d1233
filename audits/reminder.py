"""督促: which due items somebody is to be told of by mail this morning (product.md, mail)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum

from audits.kind import KIND_RULES, Kind
from audits.open_days import days_after
from audits.roles import Role

MANAGER_FROM_DAYS = 7
SECRETARIAT_FROM_DAYS = 30


class Threshold(Enum):
    """What an open due item has reached, the less urgent first."""

    DUE_SOON = "due_soon"
    DUE = "due"
    OVERDUE = "overdue"
    OVERDUE_FOR_A_WEEK = "overdue_for_a_week"
    OVERDUE_FOR_A_MONTH = "overdue_for_a_month"


ORDER = tuple(Threshold)
# Who is told of what; everybody else learns of it from the pages.
TOLD: Mapping[Role, frozenset[Threshold]] = {
    Role.OFFICER: frozenset({Threshold.DUE_SOON, Threshold.DUE, Threshold.OVERDUE}),
    Role.MANAGER: frozenset({Threshold.OVERDUE_FOR_A_WEEK}),
    Role.SECRETARIAT: frozenset({Threshold.OVERDUE_FOR_A_MONTH}),
}


def reached(kind: Kind, due_on: date, on: date) -> frozenset[Threshold]:
    """Every threshold that an item which is still open has reached by the day, however long ago."""
    first_day = {
        Threshold.DUE_SOON: days_after(due_on, -KIND_RULES[kind].warning_days),
        Threshold.DUE: due_on,
        Threshold.OVERDUE: days_after(due_on, 1),
        Threshold.OVERDUE_FOR_A_WEEK: days_after(due_on, MANAGER_FROM_DAYS),
        Threshold.OVERDUE_FOR_A_MONTH: days_after(due_on, SECRETARIAT_FROM_DAYS),
    }
    return frozenset(threshold for threshold, first in first_day.items() if first <= on)


def to_tell(
    roles: Collection[Role], reached_now: Collection[Threshold], told: Collection[Threshold]
) -> Threshold | None:
    """The most urgent threshold that these roles are told of and were not told of yet.

    None where there is none, or where they were already told of something more urgent: nobody is
    reminded backwards.
    """
    theirs = frozenset[Threshold]().union(*(TOLD.get(role, frozenset()) for role in roles))
    new = [t for t in ORDER if t in theirs and t in reached_now]
    if not new or any(ORDER.index(t) >= ORDER.index(new[-1]) for t in told):
        return None
    return new[-1]


def is_weekly(on: date, last_on: date | None) -> bool:
    """Whether the whole list goes out on this open day: the first one of its week.

    `last_on`: when it last went out. A Monday on which the city hall is closed costs nobody the
    list, nor does a morning that was missed.
    """
    return last_on is None or last_on.isocalendar()[:2] < on.isocalendar()[:2]
