"""例外の申請を進める: the manager's decision, the end of the copy, and a request taken back."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from app.acts.document_numbers import next_number
from app.acts.excepting import StepSaid
from app.acts.exception_on_file import ExceptionCase
from app.clock import today
from app.records.database import reading
from app.rooms.exceptions.forms import CopyForm, DecisionForm, WithdrawForm, typed
from app.rooms.exceptions.room import load, room, wanted
from app.rooms.exceptions.taking import is_taken
from app.web.answers import go_on_to
from app.web.keyed_form import MEGABYTES, new_key
from app.web.named_request import Wanted
from app.web.permissions import allowed
from audits.consent import ConsentDecision
from audits.exception import ExceptionStep
from audits.fiscal_year import FiscalYear
from audits.roles import Act


@room.route("/decide/<path:number>", methods=["GET", "POST"])
@allowed(Act.DECIDE_CONSENT, megabytes=MEGABYTES)
def decide(number: str) -> ResponseReturnValue:
    """承諾, 条件付承諾 or 不承諾; it leaves its entry."""
    which = wanted(number)
    case = load(which, Act.DECIDE_CONSENT)
    form = DecisionForm(decided_on=today(), form_key=new_key(), seen=case.seen)
    said = "決定を記録し、通知書を作りました。印刷して送ってください。"
    return _step(which, case, ExceptionStep.DECIDE, form, "exceptions/decide.html", said)


@room.route("/copy/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def copy(number: str) -> ResponseReturnValue:
    """When the copy was returned or erased; said again, it is put right."""
    which = wanted(number)
    case = load(which, Act.ENTER)
    start = typed(case.values) if case.values["copy_end"] else {"copy_ended_on": today()}
    form = CopyForm(**{**start, "form_key": new_key(), "seen": case.seen})
    said = "返却・消去を記録しました。管理記録に残りました。"
    return _step(which, case, ExceptionStep.END_COPY, form, "exceptions/copy.html", said)


@room.route("/withdraw/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def withdraw(number: str) -> ResponseReturnValue:
    """取下げ, or put on file by mistake."""
    which = wanted(number)
    case = load(which, Act.ENTER)
    form = WithdrawForm(form_key=new_key(), seen=case.seen)
    said = "申請を取り下げました。"
    return _step(which, case, ExceptionStep.WITHDRAW, form, "exceptions/withdraw.html", said)


def _step(
    which: Wanted, case: ExceptionCase, step: ExceptionStep, form: Any, page: str, said: str
) -> ResponseReturnValue:
    if step not in case.steps:
        return go_on_to(which.address())
    taken = StepSaid(step, _values(step, form))
    if form.validate_on_submit() and is_taken(which, case, taken, form):
        flash(said, "done")
        return go_on_to(which.address())
    usual = _usual(case) if step is ExceptionStep.DECIDE else ""
    return render_template(page, which=which, case=case, form=form, usual=usual)


def _usual(case: ExceptionCase) -> str:
    """The number that the notice would get by itself; blank where the department has no sign."""
    with reading() as session:
        return next_number(session, case.dossier.terms["department"], FiscalYear.of(today()))


def _values(step: ExceptionStep, form: Any) -> dict[str, Any]:
    if step is ExceptionStep.WITHDRAW:
        return {
            "decision": ConsentDecision.WITHDRAWN.value,
            "decided_on": today(),
            "decision_reason": (form.decision_reason.data or "").strip(),
        }
    values: dict[str, Any] = form.asked
    return values
