"""人を待つこと: reports to be approved or mended, plans, consents, exceptions, and the council."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, and_, func, or_, select, union_all
from sqlalchemy.orm import Session

from app.records import consent_tasks, council_tasks, exception_tasks, party, plan_tasks
from app.records.consent_tasks import ConsentTask, waiting_requests
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.council_tasks import AdviceTask, CheckTask
from app.records.exception_tasks import ON, ExceptionTask, waiting_exceptions
from app.records.plan_tasks import DAY, YEAR, PlanTask, waiting_plans
from app.records.scope import NOTHING, Scope, visible
from app.records.visit_reports import ReportActRow
from audits.fiscal_year import FiscalYear
from audits.lifecycles.report import ReportAct

KEPT_QUERIES = 50
# The word that a row begins with → what is made of the rest; all others are reports.
MADE_OF: Mapping[str, Callable[[Any], Any]] = {
    consent_tasks.WAITS: consent_tasks.as_task,
    exception_tasks.WAITS: exception_tasks.as_task,
    plan_tasks.WAITS: plan_tasks.as_task,
    council_tasks.ADVICE: council_tasks.advice_task,
    council_tasks.CHECKS: council_tasks.check_task,
}


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A report whose next step is this person's; `on`, `by`: who passed it on, and when."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    fiscal_year: int
    round: int
    edition: int
    on: date
    by: str
    comment: str


@dataclass(frozen=True, slots=True)
class WaitingTasks:
    """What waits for a person: reports, by what was done with them last, requests, plans."""

    reports: Mapping[ReportAct, Sequence[ReportTask]]
    consents: Sequence[ConsentTask]
    exceptions: Sequence[ExceptionTask] = ()
    plans: Sequence[PlanTask] = ()
    advices: Sequence[AdviceTask] = ()
    checks: Sequence[CheckTask] = ()


def waiting_tasks(
    session: Session, enters: Scope, decides: Scope, on: date, approves: Scope = NOTHING
) -> WaitingTasks:
    """Reports to be mended or approved, requests and exceptions on this day; the oldest first.

    `enters`: the contracts for which the person mends them, `decides`: approves them;
    `approves`: whose plans of a year the person approves.
    """
    waiting: dict[str, list[Any]] = defaultdict(list)
    year = FiscalYear.of(on)
    given = {ON: on, DAY: on, YEAR: year.start}
    given |= {council_tasks.ON: on, council_tasks.YEAR_FIRST: year.days.first}
    if enters.everything or decides.everything or enters.departments or decides.departments:
        for act, *task in session.execute(_query(enters, decides, approves), given):
            made = MADE_OF.get(act)
            waiting[act].append(made(task) if made else ReportTask(*task))
    return WaitingTasks(
        {act: waiting[act.value] for act in (ReportAct.RETURN, ReportAct.SUBMIT)},
        waiting[consent_tasks.WAITS],
        waiting[exception_tasks.WAITS],
        waiting[plan_tasks.WAITS],
        waiting[council_tasks.ADVICE],
        waiting[council_tasks.CHECKS],
    )


@lru_cache(KEPT_QUERIES)
def _query(enters: Scope, decides: Scope, approves: Scope) -> CompoundSelect[Any]:
    """By the last act on each report: nothing came after it."""
    row, terms = ReportActRow, ContractTermsRow
    last = select(func.max(row.id)).group_by(row.engagement_id, row.fiscal_year, row.round)
    query = select(
        row.act,
        ContractRow.number,
        EngagementRow.branch,
        terms.title,
        terms.department,
        party.contractor(),
        row.fiscal_year,
        row.round,
        row.edition,
        row.on,
        row.written_by,
        row.comment,
    ).select_from(row)
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    returned = and_(row.act == ReportAct.RETURN.value, visible(enters))
    submitted = and_(row.act == ReportAct.SUBMIT.value, visible(decides))
    query = party.beside_engagement(query).where(row.id.in_(last), or_(returned, submitted))
    more = [waiting_plans(approves)] if approves.departments else []
    if enters.departments:
        more += [
            council_tasks.unanswered_advice(enters),
            council_tasks.unanswered_linked_advice(enters),
            council_tasks.unchecked_safeguards(enters),
        ]
    every = union_all(query, waiting_requests(enters), waiting_exceptions(enters), *more)
    return every.order_by(query.selected_columns.on, query.selected_columns.number)
