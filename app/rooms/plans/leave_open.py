"""予定を入れない: an inspection gets no day, with a reason; and that it is to get one after all."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.filing.hand_entry import NotThereError
from app.acts.leaving_open import LeaveOpenError
from app.clock import now, today
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.unplanned_visits import UnplannedVisit, owed_visit
from app.rooms.plans.room import LONGEST_REASON, Sent, room
from app.web.answers import go_on_to, own_path
from app.web.asked import Asked
from app.web.form import BLANK
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.leave_plan_open import Named, leave_plan_open, take_back_open
from audits.fiscal_year import FiscalYear
from audits.roles import Act


class LeaveOpenForm(Sent):
    """Why there is no day."""

    reason = TextAreaField(
        "予定を入れない理由",
        [InputRequired(BLANK), Length(max=LONGEST_REASON)],
        render_kw={"rows": 3},
    )


@room.route("/left-open/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def leave_open(number: str) -> ResponseReturnValue:
    """The form, and what is done with it."""
    named, visit = _visit(number)
    form = LeaveOpenForm(form_key=token_urlsafe(16))
    if form.validate_on_submit():
        try:
            leave_plan_open(
                named,
                str(form.reason.data or ""),
                key=str(form.form_key.data or ""),
                by=current_person(),
                at=now(),
                address=address(),
            )
        except LeaveOpenError as refused:
            form.refuse(str(refused))
        except NotThereError:
            abort(404)
        else:
            flash(f"{_words(named)} は、予定を入れないことにしました。", "done")
            return go_on_to(_back(named))
    return render_template(
        "plans/leave_open.html", form=form, named=named, visit=visit, back=_back(named)
    )


@room.post("/taken-back/<path:number>")
@allowed(Act.ENTER)
def take_back(number: str) -> ResponseReturnValue:
    """It is to get a day: it stands among the proposals again."""
    named, _ = _visit(number)
    form = Sent()
    if form.validate_on_submit():
        try:
            take_back_open(
                named,
                key=str(form.form_key.data or ""),
                by=current_person(),
                at=now(),
                address=address(),
            )
        except LeaveOpenError as refused:
            flash(str(refused), "warning")
        except NotThereError:
            abort(404)
        else:
            flash(
                f"{_words(named)} の「予定を入れない」を取り消しました。日程の案に戻ります。",
                "done",
            )
    return go_on_to(_back(named))


def _visit(number: str) -> tuple[Named, UnplannedVisit]:
    """What the year owes of the engagement that the address names."""
    asked, on = Asked(request.args), today()
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    branch = asked.number("branch", "枝番", 0, 99_999) or 0
    scope = current_person().scope_of(Act.ENTER)
    with reading() as session:
        found = owed_visit(session, WantedInspections(on, year), scope, number, branch)
    if found is None:
        abort(404)
    return Named(number, branch, year), found


def _words(named: Named) -> str:
    return f"{named.contract}（枝番{named.branch}）" if named.branch else named.contract


def _back(named: Named) -> str:
    back = request.args.get("back", "")
    return own_path(back) if back else url_for("plans.index", year=named.year.start)
