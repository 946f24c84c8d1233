"""予定日を変える: another day for a visit that has one; what it goes against is said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_urlsafe

from flask import abort, flash, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.acts.filing.hand_entry import ChangedMeanwhileError, NotThereError
from app.acts.filing.planning import WHY
from app.acts.moving_day import NOTHING_NEW, DayTold, told_of_day
from app.clock import now, today
from app.records import waiting_visits, year_plans
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.reachable import reachable
from app.records.unplanned_visits import UnplannedVisit, owed_visit
from app.records.waiting_visits import WaitingVisit
from app.rooms.plans.room import LONGEST_REASON, Sent, room
from app.web.answers import go_on_to, own_path
from app.web.asked import Asked
from app.web.date_field import WORDS, DateBoxes, DayError, read_day
from app.web.filing.key import row_number
from app.web.form import BLANK
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.move_visit import Move, move_visit
from audits.fiscal_year import FiscalYear
from audits.roles import Act


class MoveForm(Sent):
    """The new day, why, and which revision and which objections were seen."""

    on = DateBoxes("新しい予定日", [InputRequired(BLANK)])
    why = TextAreaField("日を変える理由", [Length(max=LONGEST_REASON)], render_kw={"rows": 3})
    seen = HiddenField(validators=[Length(max=20)])
    noticed = HiddenField(validators=[Length(max=100)])


@dataclass(frozen=True, slots=True)
class _Place:
    """The visit that the address names, as it stands."""

    wanted: WantedInspections
    visit: UnplannedVisit
    waiting: WaitingVisit
    is_approved: bool
    back: str


@room.route("/move/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER)
def move(number: str) -> ResponseReturnValue:
    """The form; the day is taken when whoever moves it has seen what speaks against it."""
    place = _place(number)
    planned_on, row_id = place.waiting.planned_on, place.waiting.row_id
    form = MoveForm(on=planned_on, form_key=token_urlsafe(16), seen=str(row_id))
    form.why.flags.required = place.is_approved
    found = DayTold()
    day = form.on.data
    if form.validate_on_submit() and day is not None:
        found = _told(place, day)
        said = _noticed(day, found)
        if found.wrong:
            form.on.errors = list(found.wrong)
        elif said == (form.noticed.data or ""):
            answer = _move(place, form, day)
            if answer is not None:
                return answer
        form.noticed.data = said
    return render_template("plans/move.html", form=form, place=place, objections=found.against)


@room.get("/told/<path:number>")
@allowed(Act.ENTER)
def told(number: str) -> ResponseReturnValue:
    """What would be said of the day that is being typed; nothing of an empty one."""
    place = _place(number)
    try:
        day = read_day(*(request.args.get(f"on-{part}", "") for part in WORDS))
    except DayError as refused:
        return jsonify(sentences=[str(refused)])
    return jsonify(sentences=_told(place, day).sentences if day else [])


def _move(place: _Place, form: MoveForm, day: date) -> ResponseReturnValue | None:
    visit, seen = place.visit, row_number(str(form.seen.data or ""))
    if seen is None:
        abort(404)
    move = Move(
        visit.contract,
        visit.branch,
        place.wanted.fiscal_year,
        place.waiting.round,
        seen,
        day,
        str(form.why.data or "").strip(),
    )
    key = str(form.form_key.data or "")
    try:
        filing = move_visit(move, key=key, by=current_person(), at=now(), address=address())
    except NotThereError:
        abort(404)
    except ChangedMeanwhileError as changed:
        form.seen.data = str(changed.seen)
        form.refuse(f"{changed}{changed.by} さんが先に保存しました。")
        return None
    if filing.filed:
        flash(f"{visit.contract} の予定日を変えました。", "done")
        return go_on_to(place.back)
    for error in filing.errors:
        if error.heading == WHY:
            form.why.errors = [error.message]
        else:
            form.refuse(error.message)
    if not filing.errors:
        form.on.errors = [NOTHING_NEW]
    return None


def _noticed(day: date, found: DayTold) -> str:
    """Stands for this day with what speaks against it; blank where nothing does."""
    said = repr((day.isoformat(), found.against))
    return sha256(said.encode()).hexdigest() if found.against else ""


def _told(place: _Place, day: date) -> DayTold:
    scope = current_person().scope_of(Act.ENTER)
    with reading() as session:
        return told_of_day(session, place.visit, place.waiting, place.wanted, day, scope)


def _place(number: str) -> _Place:
    asked, on = Asked(request.args), today()
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    branch = asked.number("branch", "枝番", 0, 99_999) or 0
    scope, wanted = current_person().scope_of(Act.ENTER), WantedInspections(on, year)
    with reading() as session:
        contract_id = reachable(session, number, scope)
        visit = owed_visit(session, wanted, scope, number, branch)
        if contract_id is None or visit is None:
            abort(404)
        waiting = waiting_visits.of_engagement(session, contract_id, branch, year)
        approved = year_plans.latest_approvals(session, year)
    if waiting.row_id is None or waiting.planned_on is None:
        abort(404)
    back = request.args.get("back", "")
    here = url_for("plans.department", year=year.start, department=visit.department)
    is_approved = (visit.department, year.start) in approved
    return _Place(wanted, visit, waiting, is_approved, own_path(back) if back else here)
