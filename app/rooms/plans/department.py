"""所管課の日程: the plan of a department's year, its approval, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField
from wtforms.validators import Length

from app.acts.plan_approval import DepartmentPlan, department_plan, department_plans
from app.clock import now, today
from app.records import contract_list, plan_changes, year_plans
from app.records.database import reading
from app.records.inspection_list import WantedInspections
from app.records.plan_changes import KeptChange
from app.records.year_plans import Approval
from app.rooms.plans.room import CHANGE_COLUMNS, STATE_COLUMNS, Sent, room
from app.web.answers import go_on_to
from app.web.asked import Asked
from app.web.moments import moment
from app.web.paging import Page
from app.web.permissions import allowed, current_person
from app.web.sessions import address
from app.web.table import Column
from app.workflows.approve_plan import ApprovalError, approve_plan
from audits.fiscal_year import FiscalYear
from audits.planning.approval import PlanStanding, PlanState
from audits.roles import Act

ROWS = 100
MOST_CHANGES = 200
DAY_COLUMNS = (
    Column("予定日", "when"),
    Column("契約", "contract"),
    Column("調査先"),
    Column("期限", "when"),
    Column("状態"),
    Column("操作"),
)
APPROVAL_COLUMNS = (
    Column("回", "number"),
    Column("承認した日時", "when"),
    Column("承認した人"),
    Column("予定あり", "number"),
    Column("予定を入れない", "number"),
    Column("未計画のまま", "number"),
)


class ApproveForm(Sent):
    """Which plan was seen."""

    shown = HiddenField(validators=[Length(max=100)])


@dataclass(frozen=True, slots=True)
class _Found:
    """Everything that the page of one department shows."""

    plan: DepartmentPlan
    approvals: list[Approval]
    changes: list[KeptChange]
    closed_days: list[KeptChange]


@room.get("/departments")
@allowed(Act.SEE_DASHBOARD)
def departments() -> ResponseReturnValue:
    """承認の状況: each department's plan of the year."""
    asked, scope, on = Asked(request.args), current_person().scope, today()
    wanted = WantedInspections(on, asked.fiscal_year("year") or FiscalYear.of(on))
    with reading() as session:
        plans = department_plans(session, wanted, scope)
    return render_template(
        "plans/departments.html",
        plans=plans,
        wanted=wanted,
        state_columns=STATE_COLUMNS,
        standing_of=PlanStanding,
        state_of=PlanState,
        enter=Act.ENTER,
        sees_all=current_person().scope_of(Act.SEE_DASHBOARD).everything,
        moment=moment,
        problems=asked.problems,
    )


@room.get("/department")
@allowed(Act.SEE_DASHBOARD)
def department() -> ResponseReturnValue:
    """One department's plan; a manager of it approves it here."""
    asked = Asked(request.args)
    wanted = _wanted(asked)
    if not wanted.department:
        return redirect(url_for("plans.departments"))
    return _show(asked, wanted, ApproveForm(form_key=token_urlsafe(16)))


@room.post("/department")
@allowed(Act.APPROVE_PLAN)
def approve() -> ResponseReturnValue:
    """日程を承認する."""
    asked, person = Asked(request.args), current_person()
    wanted, form = _wanted(asked), ApproveForm()
    if not wanted.department:
        return redirect(url_for("plans.departments"))
    if wanted.department not in person.scope_of(Act.APPROVE_PLAN).departments:
        abort(404)
    if not form.validate_on_submit():
        return _show(asked, wanted, form)
    try:
        made = approve_plan(
            wanted.department,
            wanted.fiscal_year,
            shown=str(form.shown.data or ""),
            key=str(form.form_key.data or ""),
            by=person,
            at=now(),
            address=address(),
        )
    except ApprovalError as refused:
        form.refuse(str(refused))
        return _show(asked, wanted, form)
    if made is not None:
        year = wanted.fiscal_year.short_label
        flash(f"{year}の日程（予定{made.visits}件）を承認しました。", "done")
    return go_on_to(request.full_path.rstrip("?"))


def _wanted(asked: Asked) -> WantedInspections:
    on = today()
    year = asked.fiscal_year("year") or FiscalYear.of(on)
    return WantedInspections(on, year, department=asked.text("department"))


def _show(asked: Asked, wanted: WantedInspections, form: ApproveForm) -> str:
    person, found = current_person(), _found(wanted)
    page = Page(asked.page(), ROWS, len(found.plan.lines))
    return render_template(
        "plans/department.html",
        found=found,
        plan=found.plan,
        lines=found.plan.lines[page.offset : page.offset + ROWS],
        page=page,
        wanted=wanted,
        form=form,
        may_approve=wanted.department in person.scope_of(Act.APPROVE_PLAN).departments,
        enters=wanted.department in person.scope_of(Act.ENTER).departments,
        day_columns=DAY_COLUMNS,
        change_columns=CHANGE_COLUMNS,
        approval_columns=APPROVAL_COLUMNS,
        standing_of=PlanStanding,
        state_of=PlanState,
        problems=asked.problems,
        back=request.full_path.rstrip("?"),
        key=token_urlsafe(16),
        moment=moment,
    )


def _found(wanted: WantedInspections) -> _Found:
    """A department of which the person sees nothing is not there."""
    scope, name, year = current_person().scope, wanted.department, wanted.fiscal_year
    with reading() as session:
        if name not in contract_list.departments_seen(session, scope):
            abort(404)
        return _Found(
            department_plan(session, wanted, scope),
            year_plans.approvals(session, name, year),
            plan_changes.changes_of(session, name, year, scope, MOST_CHANGES),
            plan_changes.closed_days_of(session, name, year, scope, MOST_CHANGES),
        )
