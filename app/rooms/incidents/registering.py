"""事故を登録する: the first notice of an incident, in the hour in which it becomes known."""

from __future__ import annotations

from collections.abc import Iterator

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.handling_incident import StepSaid
from app.acts.incident_on_file import (
    IncidentError,
    NamedIncident,
    NoSuchIncidentError,
    contract_of,
    party_words,
)
from app.clock import now, today
from app.records.database import reading
from app.records.dossier import Dossier
from app.rooms.incidents.fields import Persons, TimeOfDay, line, lines
from app.rooms.incidents.room import MEGABYTES, KeyedForm, new_key, room, say
from app.web.answers import go_on_to
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.form import BLANK
from app.web.incident_address import LONGEST_NUMBER, incident_address
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.handle_incident import register_incident
from audits.engagement import PRIME_BRANCH
from audits.incident_handling import IncidentStep
from audits.number_series import number_after
from audits.roles import Act
from audits.stage import Stage, stage_on

FIRST_NUMBER = "1"
REOPENS = "この契約は完了しています。事故を登録すると、契約が再開されます。"


class NoticeForm(KeyedForm):
    """第一報: who told whom what, and when."""

    known_on = DateBoxes("覚知日", [InputRequired(BLANK)])
    known_time = TimeOfDay("覚知の時刻", [Optional()])
    happened_on = DateBoxes("発生日", [Optional()])
    discovered_by = line("発見者", Optional())
    notified_by = line("第一報をした者", Optional())
    notified_way = line("第一報の方法", Optional())
    received_by = line("第一報を受けた者", Optional())


class RegisterForm(NoticeForm):
    """The same with what it is about; the rest is asked step by step."""

    branch = RadioField("だれの事故か", [InputRequired(BLANK)])
    number = line("事故番号", InputRequired(BLANK), Length(max=LONGEST_NUMBER))
    outline = lines("概要", InputRequired(BLANK))
    person_count = Persons("本人の数")


NOTICE_ACCOUNT = ("known_time", "discovered_by", "notified_by", "notified_way", "received_by")


@room.route("/new/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def register(number: str) -> ResponseReturnValue:
    """A new incident of a contract; it reopens a closed one."""
    found = _contract(number)
    form = _form(found)
    if form.validate_on_submit():
        named = NamedIncident(number, int(form.branch.data), (form.number.data or "").strip())
        try:
            filed = register_incident(
                named,
                _said(form),
                key=form.form_key.data or "",
                by=current_person(),
                at=now(),
                address=address(),
            )
        except IncidentError as refused:
            say(form, refused)
        except NoSuchIncidentError:
            abort(404)
        else:
            flash("事故を登録しました。次は、報告の要否を決めてください。", "done")
            return go_on_to(incident_address(filed.contract, filed.branch, filed.number))
    is_closed = stage_on(found.contract, found.on) is Stage.CLOSED
    return render_template(
        "incidents/register.html",
        found=found,
        form=form,
        warning=REOPENS if is_closed else "",
    )


def _contract(number: str) -> Dossier:
    try:
        with reading() as session:
            return contract_of(session, number, current_person().scope_of(Act.ENTER), today())
    except NoSuchIncidentError:
        abort(404)


def _form(found: Dossier) -> RegisterForm:
    form = RegisterForm(
        known_on=found.on,
        branch=str(PRIME_BRANCH),
        number=number_after([str(one.values["number"]) for one in found.incidents], FIRST_NUMBER),
        received_by=current_person().name,
        form_key=new_key(),
    )
    form.branch.choices = choices(_parties(found))
    return form


def _parties(found: Dossier) -> Iterator[tuple[str, str]]:
    for one in found.contract.engagements:
        yield str(one.branch), party_words(found, one.branch)


def _said(form: RegisterForm) -> StepSaid:
    facts = {
        "happened_on": form.happened_on.data,
        "known_on": form.known_on.data,
        "outline": (form.outline.data or "").strip(),
        "person_count": form.person_count.data,
    }
    account = {name: (form[name].data or "").strip() for name in NOTICE_ACCOUNT}
    return StepSaid(IncidentStep.NOTICE, form.known_on.data or today(), facts, account)
