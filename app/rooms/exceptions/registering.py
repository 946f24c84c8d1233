"""例外の申請を登録する: the form of a request that came in, of one that is put right, and 訂正."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from app.acts.consent_on_file import (
    ConsentError,
    NoSuchRequestError,
    branches_of,
    contract_of,
)
from app.acts.excepting import StepSaid
from app.acts.exception_on_file import ExceptionCase, is_closed, knows_exception
from app.clock import now, today
from app.records.database import reading
from app.records.dossier import Dossier
from app.rooms.exceptions.forms import CorrectionForm, RequestForm, decision_columns, typed
from app.rooms.exceptions.room import SHOWN_AT, load, room, wanted
from app.rooms.exceptions.taking import is_taken
from app.web.answers import go_on_to
from app.web.choices import choices
from app.web.filters import words
from app.web.keyed_form import MEGABYTES, new_key, say
from app.web.named_request import Wanted
from app.web.page_address import address
from app.web.permissions import allowed, current_person
from app.web.sessions import address as from_where
from app.workflows.handle_exception import register_exception
from audits.consent import ConsentDecision
from audits.engagement import PRIME_BRANCH
from audits.exception import ExceptionKind, ExceptionStep
from audits.roles import Act

UNKNOWN_TO_CLAUSES = "この契約の特記事項には、{kind}を承諾により認める定めがありません。"


@room.route("/new/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def new(number: str) -> ResponseReturnValue:
    """A request that came in; a closed contract takes none."""
    found = _contract(number)
    if is_closed(found):
        return go_on_to(address("contracts.show", number=number, view="data"))
    form = _form(RequestForm, found, _start(found))
    if form.validate_on_submit():
        try:
            given = register_exception(
                number,
                form.asked,
                key=form.form_key.data or "",
                by=current_person(),
                at=now(),
                address=from_where(),
            )
        except ConsentError as refused:
            say(form, refused)
        except NoSuchRequestError:
            abort(404)
        else:
            _warn(found, form)
            flash(f"例外の申請{given}を登録しました。所属長の決定を待ちます。", "done")
            return go_on_to(Wanted(number, given, SHOWN_AT).address())
    return _page(found, form)


@room.route("/change/<path:number>", methods=["GET", "POST"])
@allowed(Act.ENTER, megabytes=MEGABYTES)
def change(number: str) -> ResponseReturnValue:
    """A request on which nobody has decided, put right."""
    which = wanted(number)
    case = load(which, Act.ENTER)
    form = _form(RequestForm, case.dossier, {**typed(case.values), "seen": case.seen})
    return _step(which, case, ExceptionStep.CHANGE, form, form.asked)


@room.route("/correct/<path:number>", methods=["GET", "POST"])
@allowed(Act.DECIDE_CONSENT, megabytes=MEGABYTES)
def correct(number: str) -> ResponseReturnValue:
    """What was decided on, put right; the record keeps what it said."""
    which = wanted(number)
    case = load(which, Act.DECIDE_CONSENT)
    form = _form(CorrectionForm, case.dossier, {**typed(case.values), "seen": case.seen})
    conditional = case.on_file.decision is ConsentDecision.WITH_CONDITIONS
    values = {**form.asked, **decision_columns(form, conditional=conditional)}
    return _step(which, case, ExceptionStep.CORRECT, form, values)


def _step(
    which: Wanted, case: ExceptionCase, step: ExceptionStep, form: Any, values: dict[str, Any]
) -> ResponseReturnValue:
    if step not in case.steps:
        return go_on_to(which.address())
    if form.validate_on_submit() and is_taken(which, case, StepSaid(step, values), form):
        _warn(case.dossier, form)
        flash(_changed(which, step), "done")
        return go_on_to(which.address())
    return _page(case.dossier, form, case, step)


def _changed(which: Wanted, step: ExceptionStep) -> str:
    """What was decided is told to the contractor again."""
    said = f"申請{which.number}の内容を改めました。"
    again = "通知書も作り直しました。印刷して送り直してください。"
    return said + again if step is ExceptionStep.CORRECT else said


def _contract(number: str) -> Dossier:
    try:
        with reading() as session:
            scope = current_person().scope_of(Act.ENTER)
            return contract_of(session, number, scope, today())
    except NoSuchRequestError:
        abort(404)


def _start(found: Dossier) -> dict[str, Any]:
    """Today's, for as long as the contract runs; the kind where the address names one."""
    last = max(found.terms["ends_on"], today())
    known = {kind.value for kind in ExceptionKind}
    asked = request.args.get("kind", "")
    kind = asked if asked in known else ExceptionKind.COPYING.value
    return {
        "asked_on": today(),
        "branch": PRIME_BRANCH,
        "kind": kind,
        "starts_on": today(),
        "ends_on": last,
    }


def _form(shape: type[RequestForm], found: Dossier, start: dict[str, Any]) -> Any:
    form = shape(**{"form_key": new_key(), **start})
    known = branches_of(found).items()
    form.branch.choices = choices((str(branch), said) for branch, said in known)
    return form


def _warn(found: Dossier, form: RequestForm) -> None:
    """It is filed all the same: it was asked."""
    kind = ExceptionKind(form.kind.data)
    if not knows_exception(found, form.branch.data, kind):
        flash(UNKNOWN_TO_CLAUSES.format(kind=words(kind)), "warning")


def _page(
    found: Dossier,
    form: RequestForm,
    case: ExceptionCase | None = None,
    step: ExceptionStep = ExceptionStep.CHANGE,
) -> str:
    return render_template(
        "exceptions/form.html",
        found=found,
        form=form,
        case=case,
        corrects=step is ExceptionStep.CORRECT,
        conditional=case is not None and bool(case.values["conditions"]),
        back=Wanted(found.contract.number, case.number, SHOWN_AT).address()
        if case
        else address("contracts.show", number=found.contract.number, view="data"),
    )
