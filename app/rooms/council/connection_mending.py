"""外部結合の変更の記載: puts right the day, the reason or the matter of a change on file."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.loading.change import Amendment
from app.acts.mending_amendments import AmendmentError
from app.acts.mending_connections import ConnectionCase, NoConnectionChangeError, case_of
from app.clock import now
from app.records.database import reading
from app.rooms.council.deeds import ACTS, Who
from app.rooms.council.room import room
from app.web.answers import go_on_to
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.filing.fact_form import LONGEST_TEXT, NOT_TOLD
from app.web.filing.matters_told import matter_options
from app.web.form import BLANK, Form
from app.web.page_address import address as address_of
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.mend_connection_change import mend_connection_change
from audits.roles import Act

OWNERS = (Who.SECRETARIAT, Who.DEPARTMENT)
NAME = "mend_connection"
DONE = "外部結合の変更の記載を直しました。"
MEGABYTES = 2  # so that too long a text gets a sentence, not a closed door
MOST = 10**6


class MendForm(Form):
    """What can be put right of a change; its key, and how it stood when the page was shown."""

    form_key = HiddenField()
    seen = HiddenField()
    on = DateBoxes("変更日", [InputRequired(BLANK)])
    reason = StringField("変更の理由", [InputRequired(BLANK), Length(max=LONGEST_TEXT)])
    matter = SelectField("審議会への付議", [Optional()])


def _view(act: Act) -> Callable[[str], ResponseReturnValue]:
    """The view for those who do it as such; which change it is stands in the address."""

    def view(connection: str) -> ResponseReturnValue:
        case = _case(connection, act)
        form = _form(case)
        if form.validate_on_submit():
            try:
                _mend(case, form, act)
            except AmendmentError as refused:
                _say(form, refused)
            except NoConnectionChangeError:
                abort(404)
            else:
                flash(DONE, "done")
                return go_on_to(address_of("council.connection", connection=connection))
        return render_template("council/connection_mending.html", case=case, form=form)

    return view


def _case(connection: str, act: Act) -> ConnectionCase:
    revision = request.args.get("revision", 0, type=int)
    if not 0 < revision < MOST:
        abort(404)
    try:
        with reading() as session:
            return case_of(session, connection, revision, current_person().scope_of(act))
    except NoConnectionChangeError:
        abort(404)


def _form(case: ConnectionCase) -> MendForm:
    said = case.said
    form = MendForm(
        on=said.on,
        reason=said.reason,
        matter=said.matter,
        form_key=token_urlsafe(16),
        seen=case.seen,
    )
    known = matter_options(case.matters[::-1])
    own = [] if said.matter in {"", *dict(known)} else [(said.matter, said.matter)]
    form.matter.choices = choices([("", NOT_TOLD), *known, *own])
    return form


def _mend(case: ConnectionCase, form: MendForm, act: Act) -> None:
    if form.on.data is None:
        raise AmendmentError("on", BLANK)
    mend_connection_change(
        case.connection,
        case.step.version.revision,
        Amendment(form.on.data, (form.reason.data or "").strip(), form.matter.data or ""),
        act,
        seen=str(form.seen.data or ""),
        key=str(form.form_key.data or ""),
        by=current_person(),
        at=now(),
        address=address(),
    )


def _say(form: MendForm, refused: AmendmentError) -> None:
    if refused.field in form:
        form[refused.field].errors = [str(refused)]
    else:
        form.refuse(str(refused))


for _who in OWNERS:
    room.add_url_rule(
        f"/{_who.value}/connection-mending/<path:connection>",
        f"{_who.value}_{NAME}",
        allowed(ACTS[_who], megabytes=MEGABYTES)(_view(ACTS[_who])),
        methods=["GET", "POST"],
    )
