"""未計画の調査: what the plan starts from, and what it proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

AHEAD_DAYS = 30
WEEKLY = 3  # visits of a department in a week, where the city says nothing else


@dataclass(frozen=True, slots=True, order=True)
class OwedInspection:
    """An inspection that is owed and has no date: it can be made from `first` on, and is due.

    `party`: who is visited; blank where nobody is known yet. `risk`: its points (audits/risk.py).
    """

    due_on: date
    contract: str
    branch: int
    fiscal_year: int
    first: date
    department: str = ""
    party: str = ""
    risk: int = 0


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit that has its day already."""

    on: date
    department: str = ""
    party: str = ""


class Timing(Enum):
    """How the day of a proposal lies to the day by which the inspection is due."""

    IN_TIME = "in_time"  # AHEAD_DAYS before it is due, or more
    LATE = "late"  # between that and the due day, as the time allows no other
    CROWDED = "crowded"  # the same, as the weeks before are full
    OVERDUE = "overdue"  # after it, as it has passed
    NO_DAY = "no_day"  # none: there is no open day before it is due
    FULL = "full"  # none: all weeks before it is due are full


@dataclass(frozen=True, slots=True)
class Proposal:
    """The day proposed for an inspection (None: there is none), and why.

    `inspections`: how many are made by the visit. `departments`: whose they are. `joins`: the
    visit was planned before, for others.
    """

    inspection: OwedInspection
    on: date | None
    timing: Timing
    inspections: int = 1
    departments: tuple[str, ...] = ()
    joins: bool = False

    @property
    def reason(self) -> str:
        """Why this day, in the words of the page."""
        return "".join(part for part in (self._together(), REASONS[self.timing]) if part)

    def _together(self) -> str:
        if self.joins:
            return "同じ相手への調査がすでにある日に合わせました。"
        if self.inspections == 1:
            return ""
        if len(self.departments) == 1:
            return f"同じ相手の{self.inspections}件を1回の訪問にまとめました。"
        return f"{'・'.join(self.departments)}の合同調査です（{self.inspections}件を1回で）。"


REASONS = {
    Timing.IN_TIME: f"期限の{AHEAD_DAYS}日前までの開庁日です。",
    Timing.LATE: f"期限まで{AHEAD_DAYS}日ないため、期限までの開庁日にしました。",
    Timing.CROWDED: (
        f"期限の{AHEAD_DAYS}日前までの週はどれも上限に達しているため、期限までの開庁日にしました。"
    ),
    Timing.OVERDUE: "期限を過ぎています。できるだけ早い開庁日にしました。",
    Timing.NO_DAY: "期限までに開庁日がありません。",
    Timing.FULL: (
        "期限までの週がどれも上限に達しています。週の上限を増やすか、手で日を決めてください。"
    ),
}
