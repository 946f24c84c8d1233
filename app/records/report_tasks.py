"""報告書の待ち: reports that wait for a manager's approval, and those that were sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.scope import Scope, visible
from app.records.visit_reports import ReportActRow
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


def report_tasks(
    session: Session, enters: Scope, decides: Scope
) -> Mapping[ReportAct, Sequence[ReportTask]]:
    """What a manager has sent back, to be mended, and what waits for one; the oldest first.

    `enters`: the contracts for which the person mends them, `decides`: approves them.
    """
    found: dict[ReportAct, list[ReportTask]] = {ReportAct.RETURN: [], ReportAct.SUBMIT: []}
    if enters.everything or decides.everything or enters.departments or decides.departments:
        for act, *task in session.execute(_query(enters, decides)):
            found[ReportAct(act)].append(ReportTask(*task))
    return found


@lru_cache(KEPT_QUERIES)
def _query(enters: Scope, decides: Scope) -> Select[Any]:
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
    return query.order_by(row.on, row.id)
