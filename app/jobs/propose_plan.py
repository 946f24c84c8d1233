"""日程の案を作る仕事: a plan of more inspections than anybody waits for, made meanwhile."""

from __future__ import annotations

from app.acts.jobs import Made
from app.acts.kept_proposals import LIST, KeptProposal, PlanWish, parts
from app.acts.year_plan import year_plan
from app.jobs.asker import asker
from app.jobs.work import Work
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from audits.roles import Act


def propose_plan(work: Work) -> Made:
    """With the reach that the person has now, which may be less than when it was asked for."""
    wish = PlanWish.of(work.run.question)
    act = Act.SEE_DASHBOARD if wish.whole else Act.ENTER
    scope = asker(work.run, act).scope_of(act)
    wanted = WantedInspections(wish.on, wish.fiscal_year, department=wish.department)
    with reading() as session:
        plan = year_plan(session, wanted, scope, work.say)
    kept = (KeptProposal(line.proposal, line.risk) for line in plan.lines)
    return Made({"inspections": len(plan.lines)}, {LIST: parts(kept)})
