"""案のもと: the year's proposals, worked out at once or taken from the job that made them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.acts import kept_proposals
from app.acts.kept_proposals import KIND, LIST, PlanWish
from app.acts.year_plan import YearPlan, year_plan_at_once, year_plan_kept
from app.records import job_parts, jobs
from app.records.inspection_list import WantedInspections
from app.records.jobs import Job, JobState
from app.records.scope import Scope


def proposed_year(
    session: Session,
    wanted: WantedInspections,
    scope: Scope,
    person_id: int,
    at_once: int,
    *,
    whole: bool = False,
) -> tuple[YearPlan, Job | None]:
    """With the latest job that the person has asked for them, where they are too many for a page.

    `at_once`: how many inspections are no reason to ask a job. `whole`: as app.acts.kept_proposals.
    """
    plan = year_plan_at_once(session, wanted, scope, at_once)
    if plan is not None:
        return plan, None
    asked = PlanWish(wanted.on, wanted.fiscal_year, wanted.department, whole).question
    mine = [job for job in jobs.of_person(session, person_id, KIND) if job.question == asked]
    made = next((job for job in mine if job.state is JobState.DONE), None)
    parts = job_parts.parts(session, made.id, LIST) if made else ()
    plan = year_plan_kept(session, wanted, scope, kept_proposals.read(parts))
    return plan, mine[0] if mine else None
