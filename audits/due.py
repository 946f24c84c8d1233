"""期限項目: a due item and its state on a day (rules.md 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from audits.kind import KIND_RULES, Kind


class State(Enum):
    """状態, in the order in which the first that fits is taken."""

    DONE = "done"
    DONE_LATE = "done_late"
    WAIVED = "waived"
    MISSED = "missed"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    PLANNED = "planned"


OPEN_STATES = frozenset({State.OVERDUE, State.DUE_SOON, State.PLANNED})


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something owed by an engagement, and the day it was closed on, if it was.

    It exists on the days `known_from` … `known_until` (None: no bound), rules.md 1.
    `on_site_on`: for an inspection, the first concluded visit made on site in that year.
    """

    contract: str
    branch: int
    kind: Kind
    due_on: date
    basis: str | None = None
    fiscal_year: int | None = None
    period: str | None = None
    closed_on: date | None = None
    known_from: date | None = None
    known_until: date | None = None
    on_site_on: date | None = None

    @property
    def occurrence(self) -> str:
        """Tells items of one kind and basis apart: period, fiscal year, or the due date."""
        if self.period is not None:
            return self.period
        return str(self.fiscal_year) if self.fiscal_year is not None else self.due_on.isoformat()

    def exists(self, on: date) -> bool:
        begun = self.known_from is None or self.known_from <= on
        return begun and (self.known_until is None or on <= self.known_until)

    @property
    def sort_key(self) -> tuple[date, str, int, str, str, str]:
        """due_on, contract, branch, kind, basis, period; nulls first (workbook.md 3)."""
        basis, period = self.basis or "", self.period or ""
        return (self.due_on, self.contract, self.branch, self.kind.value, basis, period)


@dataclass(frozen=True, slots=True)
class Excuse:
    """A manager's waiver (免除) and record of missing (未実施) of one due item, by their days."""

    waived_on: date | None = None
    missed_on: date | None = None


NO_EXCUSE = Excuse()


def state_on(item: DueItem, on: date, excuse: Excuse = NO_EXCUSE) -> State:
    """The state on a day: what is dated after it is not yet known (rules.md 3)."""
    if item.closed_on is not None and item.closed_on <= on:
        return State.DONE if item.closed_on <= item.due_on else State.DONE_LATE
    if _is_waived(item, on, excuse):
        return State.WAIVED
    if _is_missed(item, on, excuse):
        return State.MISSED
    if on > item.due_on:
        return State.OVERDUE
    soon = (item.due_on - on).days <= KIND_RULES[item.kind].warning_days
    return State.DUE_SOON if soon else State.PLANNED


def _is_waived(item: DueItem, on: date, excuse: Excuse) -> bool:
    waived = excuse.waived_on is not None and excuse.waived_on <= on
    return waived and item.kind is not Kind.INSPECTION


def _is_missed(item: DueItem, on: date, excuse: Excuse) -> bool:
    return excuse.missed_on is not None and item.due_on < excuse.missed_on <= on


def days_overdue(due_on: date, on: date, state: State | None) -> int:
    """How many days past its date an item in this state is; 0 where it is not overdue."""
    return (on - due_on).days if state is State.OVERDUE else 0


class Alert(Enum):
    """警告: the warning colour of a contract, always with its word."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


def alert_of(items: Iterable[tuple[Kind, State]]) -> Alert:
    """Red if a main item is overdue, yellow if one is due soon or another is overdue."""
    alert = Alert.GREEN
    for kind, state in items:
        main = KIND_RULES[kind].main
        if main and state is State.OVERDUE:
            return Alert.RED
        if state is State.OVERDUE or (main and state is State.DUE_SOON):
            alert = Alert.YELLOW
    return alert


@dataclass(frozen=True, slots=True)
class InspectionRate:
    """実施率 of a group: visits owed, made, and made on site."""

    owed: int
    made: int
    on_site: int

    @property
    def rate(self) -> float | None:
        """Between 0 and 1; None where nothing is owed (shown as —)."""
        return self.made / self.owed if self.owed else None


def inspection_rate(items: Iterable[DueItem], on: date) -> InspectionRate:
    """Counts the inspection items of a group on a day (rules.md 3)."""
    owed = made = on_site = 0
    for item in items:
        if item.kind is not Kind.INSPECTION or not item.exists(on):
            continue
        owed += 1
        if item.closed_on is not None and item.closed_on <= on:
            made += 1
            on_site += item.on_site_on is not None and item.on_site_on <= on
    return InspectionRate(owed, made, on_site)
