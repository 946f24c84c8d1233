"""気をつけること: what a day chosen by hand would go against."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from audits.open_days import OpenDays, days_after
from audits.planning.load import Load
from audits.planning.owed import AHEAD_DAYS, OwedInspection


class Objection(Enum):
    """A reason against a day; none of them forbids it but that it lies outside of the time."""

    TOO_EARLY = "too_early"  # before the engagement begins, or the fiscal year
    OVERDUE = "overdue"  # after the day by which it is due
    CLOSED = "closed"  # the city hall is closed
    LATE = "late"  # less than AHEAD_DAYS before it is due
    FULL = "full"  # more visits in that week than the department can make


def objections(
    inspection: OwedInspection, day: date, open_days: OpenDays, load: Load
) -> Iterator[Objection]:
    """Everything that speaks against the day; `load` holds the other visits."""
    if day < inspection.first:
        yield Objection.TOO_EARLY
    if day > inspection.due_on:
        yield Objection.OVERDUE
    elif day > days_after(inspection.due_on, -AHEAD_DAYS) >= inspection.first:
        yield Objection.LATE
    if open_days.is_closed(day):
        yield Objection.CLOSED
    if not load.has_room([inspection.department], day):
        yield Objection.FULL
