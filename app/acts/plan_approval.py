"""日程の承認: what there is to approve of a department's year, and how its plan stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.orm import Session

from app.records import plan_changes, year_plans
from app.records.inspection_list import WantedInspections
from app.records.plan_lines import PlanLine, plan_lines
from app.records.scope import Scope
from app.records.year_plans import Approval, ApprovedVisit
from audits.planning.approval import PlanStanding, PlanState, state_of_plan

NAMED = (PlanStanding.PLANNED, PlanStanding.LEFT_OPEN)


@dataclass(frozen=True, slots=True)
class DepartmentPlan:
    """How a department's plan of the year stands; `changes`: since the latest approval."""

    department: str
    lines: Sequence[PlanLine]
    approval: Approval | None
    changes: int

    @property
    def state(self) -> PlanState:
        return state_of_plan(is_approved=self.approval is not None, changes=self.changes)

    @property
    def counts(self) -> Mapping[PlanStanding, int]:
        return Counter(line.standing for line in self.lines)

    @property
    def named(self) -> list[ApprovedVisit]:
        """What an approval says of each inspection that has a day or is left open.

        A visit that was made keeps the day that was planned for it.
        """
        return [
            ApprovedVisit(line.engagement_id, line.planned_on, line.reason)
            for line in self.lines
            if line.standing in NAMED or line.planned_on is not None
        ]

    @property
    def undecided(self) -> int:
        return self.counts[PlanStanding.UNDECIDED]

    @property
    def word(self) -> str:
        """Stands for exactly this plan, so that nobody approves what was not shown."""
        return sha256(repr((self.department, self.named, self.undecided)).encode()).hexdigest()


def department_plans(
    session: Session, wanted: WantedInspections, scope: Scope, also: Iterable[str] = ()
) -> list[DepartmentPlan]:
    """Each department that owes something in the year, and those named besides, by its name."""
    lines: dict[str, list[PlanLine]] = {name: [] for name in also}
    for line in plan_lines(session, wanted, scope):
        lines.setdefault(line.department, []).append(line)
    latest = year_plans.latest_approvals(session, wanted.fiscal_year)
    start = wanted.fiscal_year.start
    of_page = {name: latest.get((name, start)) for name in lines}
    ids = [approval.id for approval in of_page.values() if approval]
    changes = plan_changes.counts_since(session, ids)
    return [
        DepartmentPlan(name, lines[name], approval, changes.get(approval.id, 0) if approval else 0)
        for name, approval in sorted(of_page.items())
    ]


def department_plan(session: Session, wanted: WantedInspections, scope: Scope) -> DepartmentPlan:
    """The plan of the one department that is wanted, whether it owes anything or not."""
    [found] = department_plans(session, wanted, scope, [wanted.department])
    return found
