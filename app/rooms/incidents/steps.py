"""事故の一歩: one form for each step of dealing with an incident."""

from __future__ import annotations

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.incident_checks import check_standing
from app.acts.incident_on_file import IncidentCase, IncidentError, NoSuchIncidentError
from app.clock import now
from app.rooms.incidents.meanwhile import differences
from app.rooms.incidents.room import MEGABYTES, load, new_key, page_of, room, say
from app.rooms.incidents.step_pages import STEP_PAGES, StepForm, StepPage
from app.web.answers import go_on_to, own_path
from app.web.incident_address import named_incident
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.handle_incident import ChangedIncidentError, take_incident_step
from audits.incident_handling import IncidentStep
from audits.reportable import RULES
from audits.roles import Act

LONGEST_BACK = 500
DIFFERENCE_COLUMNS = (Column("項目"), Column("いま台帳にある内容"), Column("入力した内容"))


@room.route("/step/<step>/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def step(step: str, number: str) -> ResponseReturnValue:
    """Any step that an officer takes."""
    found = next((one for one in STEP_PAGES if one.value == step), None)
    if found is None or STEP_PAGES[found].is_the_managers:
        abort(404)
    return _step(number, found, Act.ENTER)


@room.route("/close/<path:number>", methods=["GET", "POST"])
@allowed(Act.DECIDE_INCIDENT, megabytes=MEGABYTES)
def close(number: str) -> ResponseReturnValue:
    """結了."""
    return _step(number, IncidentStep.CLOSE, Act.DECIDE_INCIDENT)


@room.route("/reopen/<path:number>", methods=["GET", "POST"])
@allowed(Act.DECIDE_INCIDENT, megabytes=MEGABYTES)
def reopen(number: str) -> ResponseReturnValue:
    """対応の再開."""
    return _step(number, IncidentStep.REOPEN, Act.DECIDE_INCIDENT)


def _step(number: str, step: IncidentStep, act: Act) -> ResponseReturnValue:
    """The form; what was typed stays where the step cannot be taken."""
    case, page = load(number, act), STEP_PAGES[step]
    form = page.form(**page.start(case), form_key=new_key(), seen=case.on_file.seen)
    page.prepare(form, case)
    changed = None
    if form.validate_on_submit():
        try:
            _take(page, form)
        except ChangedIncidentError as refused:
            say(form, refused)
            form.seen.data = refused.seen
            case = load(number, act)
            changed = list(differences(case, step, form))
        except IncidentError as refused:
            say(form, refused)
        except NoSuchIncidentError:
            form.refuse(
                "規則と違える決定は、所属長が行います。理由を添えて所属長に頼んでください。"
            )
        else:
            flash(page.done, "done")
            return go_on_to(_back(case))
    return render_template(
        "incidents/step.html",
        case=case,
        step=step,
        page=page,
        form=form,
        back=page_of(case),
        wrong=_wrong(case, step),
        changed=changed,
        difference_columns=DIFFERENCE_COLUMNS,
        rests=[f for f in form if f.name not in ("seen", "form_key")],
        rules=RULES,
    )


def _take(page: StepPage, form: StepForm) -> None:
    take_incident_step(
        named_incident(str((request.view_args or {})["number"])),
        page.said(form, current_person()),
        seen=form.seen.data or "",
        key=form.form_key.data or "",
        by=current_person(),
        at=now(),
        address=address(),
    )


def _wrong(case: IncidentCase, step: IncidentStep) -> str:
    """Why there is nothing to do here; blank where there is."""
    try:
        check_standing(case, step)
    except IncidentError as refused:
        return str(refused)
    return ""


def _back(case: IncidentCase) -> str:
    """Where the address wants to go afterwards; else the incident's page."""
    wanted = request.args.get("back", "")[:LONGEST_BACK]
    return own_path(wanted) if wanted else page_of(case)
