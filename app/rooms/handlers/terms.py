"""取扱者の期間: the form of from when to when, and the end of it in one press."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.acts.consent_on_file import (
    ConsentError,
    NoSuchRequestError,
    RequestChangedMeanwhileError,
)
from app.acts.handler_terms import LONGEST_TEXT, HandlerCase, case_of
from app.clock import now, today
from app.records.database import reading
from app.rooms.handlers.room import room
from app.web.answers import go_on_to, own_path
from app.web.date_field import DateBoxes
from app.web.form import BLANK
from app.web.keyed_form import MEGABYTES, KeyedForm, new_key, say
from app.web.page_address import address
from app.web.permissions import allowed, current_person
from app.web.sessions import address as from_where
from app.workflows.change_handler_term import change_handler_term
from audits.roles import Act

MOST = 2**31 - 1
LONGEST_PATH = 2_000
CHANGED = "ほかの人がこの取扱者の期間を変えました。下の内容を確かめて、もう一度送ってください。"


class TermForm(KeyedForm):
    """From when to when, and when they were taught."""

    starts_on = DateBoxes("担当の始まり", [InputRequired(BLANK)])
    ends_on = DateBoxes("担当の終わり", [Optional()])
    trained_on = DateBoxes("教育を受けた日", [Optional()])
    remarks = TextAreaField("備考", [Optional(), Length(max=LONGEST_TEXT)], render_kw={"rows": 2})

    @property
    def asked(self) -> dict[str, Any]:
        days = ("starts_on", "ends_on", "trained_on")
        return {
            **{name: self[name].data for name in days},
            "remarks": (self.remarks.data or "").strip(),
        }


@room.route("/term/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def term(number: str) -> ResponseReturnValue:
    """The term of the handlers of one report."""
    case = _load(number, request.args.get("report", 0, type=int))
    seen = case.on_file.seen
    form = TermForm(**{**case.on_file.term, "form_key": new_key(), "seen": seen})
    if form.validate_on_submit():
        try:
            _change(case, form.asked, str(form.seen.data or ""), form.form_key.data or "")
        except ConsentError as refused:
            say(form, refused)
        except RequestChangedMeanwhileError:
            form.seen.data = seen
            form.refuse(CHANGED)
        else:
            flash("取扱者の期間を記録しました。管理記録に残りました。", "done")
            return go_on_to(_list_of(number))
    return render_template("handlers/term.html", case=case, form=form, back=_list_of(number))


@room.post("/ended/<path:number>")
@allowed(Act.ENTER)
def ended(number: str) -> ResponseReturnValue:
    """They handled the data for the last time today."""
    case = _load(number, request.form.get("report", 0, type=int))
    try:
        said = {"ends_on": today()}
        _change(case, said, case.on_file.seen, request.form.get("form_key", "")[:LONGEST_TEXT])
    except ConsentError as refused:
        flash(str(refused), "wrong")
    except RequestChangedMeanwhileError:
        flash(CHANGED, "wrong")
    else:
        flash(f"{case.words}の担当を、今日までとして記録しました。", "done")
    back = request.form.get("back", "")[:LONGEST_PATH]
    return go_on_to(own_path(back) if back else _list_of(number))


def _load(number: str, report: int) -> HandlerCase:
    if not 0 < report <= MOST:
        abort(404)
    try:
        with reading() as session:
            scope = current_person().scope_of(Act.ENTER)
            return case_of(session, number, report, scope, today())
    except NoSuchRequestError:
        abort(404)


def _change(case: HandlerCase, said: dict[str, Any], seen: str, key: str) -> None:
    report = case.on_file.term["report"]
    try:
        change_handler_term(
            case.contract,
            report,
            said,
            seen=seen,
            key=key,
            by=current_person(),
            at=now(),
            address=from_where(),
        )
    except NoSuchRequestError:
        abort(404)


def _list_of(number: str) -> str:
    return address("handlers.index", contract=number, which="all")
