"""年度の案: what the page of a year's proposals shows, however many inspections there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.acts.plan_approval import DepartmentPlan, department_plans
from app.acts.proposed_year import proposed_year
from app.acts.year_plan import YearPlan
from app.records import contract_list, plan_changes
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.jobs import Job
from app.records.plan_changes import KeptChange
from app.records.plan_lines import PlanLine
from app.records.scope import Scope
from audits.planning.approval import PlanStanding

MOST_CHANGES = 20


@dataclass(frozen=True, slots=True)
class Year:
    """The year as the page shows it: what is proposed, and how each department's plan stands.

    `changes`: after the approval, where one department is shown. `job`: the latest one that was
    asked for these proposals, where there are too many to be worked out at once.
    """

    plan: YearPlan
    departments: Sequence[str]
    plans: Sequence[DepartmentPlan]
    changes: Sequence[KeptChange]
    job: Job | None

    @property
    def left_open(self) -> list[PlanLine]:
        lines = (line for plan in self.plans for line in plan.lines)
        return [line for line in lines if line.standing is PlanStanding.LEFT_OPEN]

    @property
    def owed(self) -> int:
        return sum(len(plan.lines) for plan in self.plans)


def year_of(
    wanted: WantedInspections, scope: Scope, person_id: int, at_once: int, *, whole: bool = False
) -> Year:
    """`at_once`: how many inspections nobody has to ask a job for; `whole`: only looked at."""
    with reading() as session:
        plan, job = proposed_year(session, wanted, scope, person_id, at_once, whole=whole)
        departments = contract_list.departments_seen(session, scope)
        plans = department_plans(session, wanted, scope)
        changes = []
        if len(plans) == 1:
            only = plans[0].department
            changes = plan_changes.changes_of(
                session, only, wanted.fiscal_year, scope, MOST_CHANGES
            )
    return Year(plan, departments, plans, changes, job)


def plan_of(wanted: WantedInspections, scope: Scope, person_id: int, at_once: int) -> YearPlan:
    """The proposals alone."""
    with reading() as session:
        return proposed_year(session, wanted, scope, person_id, at_once)[0]
