"""人を待つこと: reports to be approved or mended, plans, requests for consent, and exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, and_, func, or_, select, union_all
from sqlalchemy.orm import Session

from app.records import consent_tasks, exception_tasks, party, plan_tasks
from app.records.consent_tasks import ConsentTask, waiting_requests
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.exception_tasks import ON, ExceptionTask, waiting_exceptions
from app.records.plan_tasks import DAY, YEAR, PlanTask, waiting_plans
from app.records.scope import NOTHING, Scope, visible
from app.records.visit_reports import ReportActRow
from audits.fiscal_year import FiscalYear
from audits.lifecycles.report import ReportAct

KEPT_QUERIES = 50


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


def waiting_tasks(
    session: Session, enters: Scope, decides: Scope, on: date, approves: Scope = NOTHING
) -> WaitingTasks:
    """Reports to be mended or approved, requests and exceptions on this day; the oldest first.

    `enters`: the contracts for which the person mends them, `decides`: approves them;
    `approves`: whose plans of a year the person approves.
    """
    reports: dict[ReportAct, list[ReportTask]] = {ReportAct.RETURN: [], ReportAct.SUBMIT: []}
    consents: list[ConsentTask] = []
    exceptions: list[ExceptionTask] = []
    plans: list[PlanTask] = []
    given = {ON: on, DAY: on, YEAR: FiscalYear.of(on).start}
    if enters.everything or decides.everything or enters.departments or decides.departments:
        for act, *task in session.execute(_query(enters, decides, approves), given):
            if act == consent_tasks.WAITS:
                consents.append(consent_tasks.as_task(task))
            elif act == exception_tasks.WAITS:
                exceptions.append(exception_tasks.as_task(task))
            elif act == plan_tasks.WAITS:
                plans.append(plan_tasks.as_task(task))
            else:
                reports[ReportAct(act)].append(ReportTask(*task))
    return WaitingTasks(reports, consents, exceptions, plans)


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
    every = union_all(query, waiting_requests(enters), waiting_exceptions(enters), *more)
    return every.order_by(query.selected_columns.on, query.selected_columns.number)
