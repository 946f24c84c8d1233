"""立入調査結果報告書: from the draft to the manager's approval, and what was approved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe

from flask import Blueprint, abort, current_app, flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from app.acts import reporting
from app.acts.answering import NoVisitError
from app.acts.paper_facts.stated_facts import ChangedFact
from app.acts.report_on_file import ReportOnFile, report_on_file
from app.acts.reporting import LONGEST_COMMENT, ReportError
from app.acts.sheet_of_visit import NamedVisit
from app.acts.within_reach import is_within
from app.clock import now, today
from app.records import incident_links
from app.records.database import reading
from app.web.answers import go_on_to
from app.web.form import Form
from app.web.named_visit import named_visit, visit_address
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.approve_report import approve_report
from app.workflows.move_report import move_report
from audits.lifecycles.report import REPORT, ReportAct, ReportState
from audits.roles import Act
from config import Config

room = Blueprint("reports", __name__, url_prefix="/reports")
STEPS = (
    Column("日", "when"),
    Column("版", "key"),
    Column("したこと"),
    Column("だれが"),
    Column("コメント", "long"),
)
CHANGES = (Column("事項"), Column("報告書の記載"), Column("いまの記載"))


class StepForm(Form):
    """A step of a report: a word to it, and what the page showed when it was taken."""

    comment = TextAreaField("コメント", [Length(max=LONGEST_COMMENT)], render_kw={"rows": 3})
    shown = HiddenField()
    form_key = HiddenField()


@dataclass(frozen=True, slots=True)
class Powers:
    """What the person may do with this report now; `waits_for` are those who may approve it."""

    submits: bool = False
    withdraws: bool = False
    approves: bool = False
    begins_anew: bool = False
    alone: bool = False
    waits_for: Sequence[str] = ()


@room.get("/visit/<path:number>")
@allowed(Act.SEE_CONTRACTS)
def show(number: str) -> ResponseReturnValue:
    """The report of one visit: how it stands, what it states, what has changed since."""
    return _page(named_visit(number), StepForm(form_key=token_urlsafe(16)))


@room.post("/submit/<path:number>")
@allowed(Act.ENTER)
def submit(number: str) -> ResponseReturnValue:
    """提出."""
    return _move(number, ReportAct.SUBMIT, "報告書を提出しました。所属長の承認を待ちます。")


@room.post("/withdraw/<path:number>")
@allowed(Act.ENTER)
def withdraw(number: str) -> ResponseReturnValue:
    """取下げ."""
    return _move(number, ReportAct.WITHDRAW, "提出を取り下げました。直してから、また提出できます。")


@room.post("/return/<path:number>")
@allowed(Act.APPROVE_INSPECTION_REPORT)
def send_back(number: str) -> ResponseReturnValue:
    """差戻し."""
    return _move(number, ReportAct.RETURN, "報告書を差し戻しました。提出した課に理由が見えます。")


@room.post("/anew/<path:number>")
@allowed(Act.ENTER)
def make_anew(number: str) -> ResponseReturnValue:
    """次の版."""
    words = "次の版を作り始めました。承認した版は、そのまま残ります。"
    return _move(number, ReportAct.MAKE_ANEW, words)


@room.post("/approve/<path:number>")
@allowed(Act.APPROVE_INSPECTION_REPORT)
def approve(number: str) -> ResponseReturnValue:
    """承認."""
    config: Config = current_app.config["MITODOKE"]

    def carry_out(visit: NamedVisit, form: StepForm) -> None:
        approve_report(
            visit,
            form.comment.data or "",
            shown=form.shown.data or "",
            key=form.form_key.data or "",
            font_dir=config.font_dir,
            by=current_person(),
            at=now(),
            address=address(),
        )

    return _step(number, carry_out, "報告書を承認しました。この版は、もう変わりません。")


def _move(number: str, act: ReportAct, done: str) -> ResponseReturnValue:
    def carry_out(visit: NamedVisit, form: StepForm) -> None:
        move_report(
            visit,
            act,
            form.comment.data or "",
            key=form.form_key.data or "",
            by=current_person(),
            at=now(),
            address=address(),
        )

    return _step(number, carry_out, done)


def _step(
    number: str, carry_out: Callable[[NamedVisit, StepForm], None], done: str
) -> ResponseReturnValue:
    """What was typed stays on the page where the step cannot be taken."""
    visit, form = named_visit(number), StepForm()
    if not form.validate_on_submit():
        return _page(visit, form)
    try:
        carry_out(visit, form)
    except NoVisitError:
        abort(404)
    except ReportError as refused:
        form.refuse(str(refused))
        return _page(visit, form)
    flash(done, "done")
    return go_on_to(visit_address("reports.show", visit))


def _page(visit: NamedVisit, form: StepForm) -> str:
    person = current_person()
    try:
        with reading() as session:
            found = report_on_file(session, visit, person.scope, today())
            others = reporting.who_else(session, found, now())
            own = reporting.is_own(session, found, person)
            named = f"{visit.branch}/{visit.year.start}-{visit.round}"
            incidents = incident_links.behind(session, found.dossier.key, named)
    except NoVisitError:
        abort(404)
    form.shown.data = found.mark
    return render_template(
        "reports/show.html",
        visit=visit,
        found=found,
        incidents=incidents,
        form=form,
        where=visit_address,
        powers=_powers(found, own=own, others=others),
        since_submitted=_since_submitted(found),
        since_approved=found.changed_since(found.in_force.facts) if found.in_force else [],
        name_of=reporting.name_of,
        states=ReportState,
        step_columns=STEPS,
        change_columns=CHANGES,
        takes_away=person.may(Act.TAKE_AWAY),
    )


def _powers(found: ReportOnFile, *, own: bool, others: Sequence[str]) -> Powers:
    person, state = current_person(), found.state
    enters = is_within(person.scope_of(Act.ENTER), found.dossier.terms)
    decides = is_within(person.scope_of(Act.APPROVE_INSPECTION_REPORT), found.dossier.terms)
    submitted = state is ReportState.SUBMITTED
    mine = submitted and reporting.is_of(found.submitted, person)
    return Powers(
        submits=enters
        and found.is_concluded
        and state in (ReportState.DRAFT, ReportState.RETURNED),
        withdraws=enters and mine,
        approves=decides and REPORT.allows(state, ReportAct.APPROVE),
        begins_anew=enters and REPORT.allows(state, ReportAct.MAKE_ANEW),
        alone=own and not others,
        waits_for=others if own else (),
    )


def _since_submitted(found: ReportOnFile) -> list[ChangedFact]:
    """What has changed since somebody submitted it, while it waits."""
    waiting = found.submitted if found.state is ReportState.SUBMITTED else None
    return found.changed_since(waiting.facts) if waiting else []
