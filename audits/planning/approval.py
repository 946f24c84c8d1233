"""日程の承認: what a department's plan of a year is, and what has changed since it was approved."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from audits.fiscal_year import FiscalYear
from audits.open_days import OpenDays


class PlanState(Enum):
    """Whether the manager has approved the plan, and whether it is still what was approved."""

    NOT_APPROVED = "not_approved"
    APPROVED = "approved"
    CHANGED = "changed"


class PlanStanding(Enum):
    """What the plan says of an inspection that the year owes."""

    MADE = "made"
    PLANNED = "planned"
    LEFT_OPEN = "left_open"  # without a day, for a reason
    MISSED = "missed"  # a manager has recorded that it was not made
    UNDECIDED = "undecided"  # neither a day nor a reason


class PlanChange(Enum):
    """How a plan can change."""

    MOVED = "moved"
    ADDED = "added"
    TAKEN_OUT = "taken_out"
    LEFT_OPEN = "left_open"
    TAKEN_BACK = "taken_back"  # that it was left open


class Cause(Enum):
    """Why a day is not changed without a reason."""

    APPROVED = "approved"  # the plan that names it was approved
    CLOSED = "closed"  # the city hall is closed on the new day


@dataclass(frozen=True, slots=True)
class DayChange:
    """A planned day before and after; None: there is none."""

    before: date | None
    after: date | None

    @property
    def kind(self) -> PlanChange | None:
        """None where nothing changes."""
        if self.before == self.after:
            return None
        if self.before is None:
            return PlanChange.ADDED
        return PlanChange.TAKEN_OUT if self.after is None else PlanChange.MOVED

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The years whose plans it changes: a visit belongs to the year of its day."""
        days = (day for day in (self.before, self.after) if day is not None)
        return tuple(dict.fromkeys(FiscalYear.of(day) for day in days))

    def causes(
        self,
        open_days: OpenDays,
        approved: Collection[FiscalYear],
        named: Collection[FiscalYear],
    ) -> Iterator[Cause]:
        """Why it needs a reason.

        `approved`: the years whose plan is approved; `named`: those of them whose plan says
        something of this inspection. What the approved plan could not know, such as a contract made
        since, is added without a reason.
        """
        kind = self.kind
        if kind is None:
            return
        asks = named if kind is PlanChange.ADDED else approved
        if any(year in asks for year in self.years):
            yield Cause.APPROVED
        if self.after is not None and open_days.is_closed(self.after):
            yield Cause.CLOSED


def state_of_plan(*, is_approved: bool, changes: int) -> PlanState:
    """`changes`: how many since the latest approval."""
    if not is_approved:
        return PlanState.NOT_APPROVED
    return PlanState.CHANGED if changes else PlanState.APPROVED


def standing(
    *, is_made: bool, is_missed: bool, planned_on: date | None, is_left_open: bool
) -> PlanStanding:
    """What was made is made, whatever was planned; a day counts for more than a reason for none."""
    if is_made:
        return PlanStanding.MADE
    if is_missed:
        return PlanStanding.MISSED
    if planned_on is not None:
        return PlanStanding.PLANNED
    return PlanStanding.LEFT_OPEN if is_left_open else PlanStanding.UNDECIDED
