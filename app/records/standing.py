"""受持ちと期限の日: an engagement as it is on file, and what its due items say on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.records.listings import Place
from audits.kind import Kind

Rows = defaultdict[Any, list[Any]]


@dataclass(slots=True)
class Engaged:
    """One engagement with its contract's terms, its current facts and its due items."""

    engagement_id: int
    contract_id: int
    contract: str
    branch: int
    department: str
    starts_on: date | None
    ends_on: date | None
    came_to_nothing_on: date | None
    rows: Rows = field(default_factory=lambda: defaultdict(list))
    due: Rows = field(default_factory=lambda: defaultdict(list))

    def place(self, subject_id: int, number: str = "") -> Place:
        return Place(
            self.contract_id, self.contract, self.branch, number, subject_id, self.department
        )

    def owed(self, kind: Kind) -> list[Any]:
        return self.due[kind]


def has_come(day: date | None, on: date) -> bool:
    """Whether something of this day has happened by another."""
    return day is not None and day <= on


def next_day(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + timedelta(days=1)


def exists_on(item: Any, on: date) -> bool:
    """As app.records.due_items.exists_on."""
    return (item.known_from is None or item.known_from <= on) and (
        item.known_until is None or item.known_until >= on
    )


def is_still_owed(item: Any, on: date) -> bool:
    """Neither closed, nor waived, nor recorded as missed by the day (audits.due.OPEN_STATES)."""
    return not any(has_come(day, on) for day in (item.closed_on, item.waived_on, item.missed_on))


def days_of(items: Iterable[Any]) -> Iterator[date | None]:
    """The days on which something may change of due items."""
    for item in items:
        yield from (item.known_from, next_day(item.known_until), next_day(item.due_on))
        yield from (item.closed_on, item.waived_on, item.missed_on)
