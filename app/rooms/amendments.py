"""契約変更の記載: puts right the day, the reason or the matter of a change that is on file."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.loading.change import Amendment
from app.acts.mending_amendments import AmendmentCase, AmendmentError, NoAmendmentError, case_of
from app.clock import now
from app.records.database import reading
from app.web.answers import go_on_to
from app.web.choices import choices
from app.web.date_field import DateBoxes
from app.web.filing.fact_form import LONGEST_TEXT, NOT_TOLD
from app.web.filing.matters_told import matter_options
from app.web.form import BLANK, Form
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.workflows.mend_amendment import mend_amendment
from audits.roles import Act

room = Blueprint("amendments", __name__, url_prefix="/amendments")
MEGABYTES = 2  # so that too long a text gets a sentence, not a closed door
MOST = 10**6


class MendForm(Form):
    """What can be put right of an amendment; its key, and how it stood when the page was shown."""

    form_key = HiddenField()
    seen = HiddenField()
    on = DateBoxes("変更日", [InputRequired(BLANK)])
    reason = StringField("変更の理由", [InputRequired(BLANK), Length(max=LONGEST_TEXT)])
    matter = SelectField("審議会への付議", [Optional()])


@room.route("/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def mend(number: str) -> ResponseReturnValue:
    """Which change of the contract: its `branch` and `revision` stand in the address."""
    case = _case(number)
    form = _form(case)
    if form.validate_on_submit():
        try:
            _mend(case, form)
        except AmendmentError as refused:
            _say(form, refused)
        except NoAmendmentError:
            abort(404)
        else:
            flash("契約変更の記載を直しました。", "done")
            return go_on_to(url_for("contracts.show", number=number, view="changes"))
    return render_template("amendments/mend.html", number=number, case=case, form=form)


def _case(number: str) -> AmendmentCase:
    branch = request.args.get("branch", 0, type=int)
    revision = request.args.get("revision", 0, type=int)
    if not 0 <= branch < MOST or not 0 < revision < MOST:
        abort(404)
    try:
        with reading() as session:
            scope = current_person().scope_of(Act.ENTER)
            return case_of(session, number, branch, revision, scope)
    except NoAmendmentError:
        abort(404)


def _form(case: AmendmentCase) -> MendForm:
    said = case.said
    form = MendForm(
        on=said.on,
        reason=said.reason,
        matter=said.matter,
        form_key=token_urlsafe(16),
        seen=case.seen,
    )
    known = matter_options(case.matters)
    own = [] if said.matter in {"", *dict(known)} else [(said.matter, said.matter)]
    form.matter.choices = choices([("", NOT_TOLD), *known, *own])
    return form


def _mend(case: AmendmentCase, form: MendForm) -> None:
    version, on = case.step.version, form.on.data
    if on is None:
        raise AmendmentError("on", BLANK)
    mend_amendment(
        case.contract,
        version.branch,
        version.revision,
        Amendment(on, (form.reason.data or "").strip(), form.matter.data or ""),
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
