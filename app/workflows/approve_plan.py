"""日程を承認する: a manager approves the days of a department's year as they were shown."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.acts.plan_approval import department_plan
from app.clock import day_of
from app.records import forms_sent, revisions, year_plans
from app.records.database import transaction
from app.records.inspection_list import WantedInspections
from app.records.people import Person
from app.records.year_plans import Approval
from audits.fiscal_year import FiscalYear
from audits.roles import Act


class ApprovalError(ValueError):
    """A plan that cannot be approved; the message says why."""


NOTHING = "承認する予定がありません。先に、日程を登録してください。"
OTHERWISE = "表示した後に日程が変わりました。下の内容を見て、よければもう一度承認してください。"


def approve_plan(
    department: str,
    year: FiscalYear,
    *,
    shown: str,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> Approval | None:
    """`shown`: the word of the plan that the person saw. None: it was approved by this form.

    Raises ApprovalError; LookupError where the department is not the person's to approve for.
    """
    scope = by.scope_of(Act.APPROVE_PLAN)
    if department not in scope.departments:
        raise LookupError(department)
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, department, year, shown)
        if forms_sent.was_sent(session, sent):
            return None
        wanted = WantedInspections(day_of(at), year, department=department)
        plan = department_plan(session, wanted, scope)
        if not plan.named:
            raise ApprovalError(NOTHING)
        if plan.word != shown:
            raise ApprovalError(OTHERWISE)
        made = year_plans.approve(
            session, department, year, plan.named, plan.undecided, by=by.actor, at=at
        )
        forms_sent.note(session, sent, at)
        subject = f"{department} {year} 第{made.revision}回 予定{made.visits}件"
        operation_log.note(
            session, by=by.actor, act="approve_plan", subject=subject, at=at, address=address
        )
    return made
