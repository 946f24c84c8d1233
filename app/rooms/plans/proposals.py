"""案を作る: the proposals of a year with very many inspections, worked out while a page waits."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.acts.jobs import JobRefusedError, NoSuchJobError, Wish
from app.acts.kept_proposals import KIND, PlanWish
from app.clock import now, today
from app.jobs.standing import standing
from app.records import jobs
from app.records.database import reading
from app.records.jobs import JobState
from app.rooms.plans.room import KEY, is_whole, room
from app.web.answers import go_on_to, see_other
from app.web.asked import Asked
from app.web.form import is_brought_back
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.ask_for_job import ask_for_job
from audits.fiscal_year import FiscalYear
from audits.roles import Act

LONGEST_KEY, KEY_BYTES = 100, 16
GONE = "この案はもうありません。案が使えるのは、作った日のうちだけです。もう一度作ってください。"


@room.post("/proposals")
@allowed(Act.SEE_DASHBOARD)
def propose() -> ResponseReturnValue:
    """案を作る: asks for the job; its page opens the proposals when they are there."""
    asked, on = Asked(request.args), today()
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    wish = PlanWish(on, year, asked.text("department"), is_whole(asked, current_person()))
    if is_brought_back():
        return go_on_to(_plan(wish))
    key = request.form.get(KEY, "")[:LONGEST_KEY] or token_urlsafe(KEY_BYTES)
    job = Wish(KIND, wish.question, key=f"{KIND} {key}")
    try:
        job_id = ask_for_job(job, by=current_person(), at=now(), address=address())
    except JobRefusedError as refused:
        flash(str(refused), "warning")
        return go_on_to(_plan(wish))
    except NoSuchJobError:
        return _gone()
    return see_other("plans.proposal", job_id=job_id)


@room.get("/proposals/<int(max=2147483647):job_id>")
@allowed(Act.SEE_DASHBOARD)
def proposal(job_id: int) -> ResponseReturnValue:
    """How far it has come; once it is made, the page that shows it."""
    with reading() as session:
        job = jobs.one(session, job_id, current_person().id, KIND)
    if job is None:
        return _gone()
    wish, stands = PlanWish.of(job.question), standing(job, now())
    if stands.state is JobState.DONE:
        return go_on_to(_plan(wish)) if wish.on == today() else _gone()
    return render_template(
        "plans/proposal.html",
        wish=wish,
        standing=stands,
        back=_plan(wish),
        form_key=token_urlsafe(KEY_BYTES),
    )


def _plan(wish: PlanWish) -> str:
    """Where the proposals are shown."""
    department, whole = wish.department or None, 1 if wish.whole else None
    return url_for("plans.index", year=wish.fiscal_year.start, department=department, whole=whole)


def _gone() -> ResponseReturnValue:
    flash(GONE, "warning")
    return see_other("plans.index")
