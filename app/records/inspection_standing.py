"""調査の段: how far one round of an engagement's inspections has come, as it is on file."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.contracts import ContractRow, EngagementRow
from app.records.due_items import DueItemRow
from app.records.inspections import InspectionRow
from audits.fiscal_year import FiscalYear
from audits.inspection import Judgement
from audits.kind import Kind
from audits.lifecycles.inspection import InspectionState, state_of_inspection


def inspection_standing(
    session: Session, contract: str, branch: int, year: int, visit: int
) -> InspectionState:
    """One that nobody has put on file is owed, or given up as 未実施."""
    row = InspectionRow
    query = (
        select(row.planned_on, row.carried_out_on, row.judgement)
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
        .join(ContractRow, ContractRow.id == EngagementRow.contract_id)
        .where(
            ContractRow.number == contract,
            EngagementRow.branch == branch,
            row.fiscal_year == year,
            row.round == visit,
            row.is_current,
        )
    )
    missed = is_given_up(session, contract, branch, year)
    found = session.execute(query).one_or_none()
    if found is None:
        return state_of_inspection(None, None, None, missed=missed)
    judgement = Judgement(found.judgement) if found.judgement else None
    return state_of_inspection(found.planned_on, found.carried_out_on, judgement, missed=missed)


def is_given_up(session: Session, contract: str, branch: int, year: int) -> bool:
    """Whether a manager has recorded the inspection of the year as 未実施."""
    row = DueItemRow
    query = select(row.id).where(
        row.contract == contract,
        row.branch == branch,
        row.kind == Kind.INSPECTION.value,
        row.fiscal_year == year,
        row.missed_on.is_not(None),
    )
    return session.scalar(query.limit(1)) is not None


def correction_due_on(session: Session, contract: str, branch: int, finding: str) -> date | None:
    """The day by which a finding (2026-1-1) is to be put right, set or counted."""
    row = DueItemRow
    query = select(row.due_on).where(
        row.contract == contract,
        row.branch == branch,
        row.kind == Kind.CORRECTIVE_ACTION.value,
        row.basis == finding,
    )
    return session.scalar(query.limit(1))


def waits_for_conclusion(
    session: Session, contract: str, branch: int, year: FiscalYear, on: date
) -> bool:
    """Whether a visit of the year was carried out by the day and has no conclusion yet."""
    row, days = InspectionRow, year.days
    query = (
        select(row.id)
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
        .join(ContractRow, ContractRow.id == EngagementRow.contract_id)
        .where(
            ContractRow.number == contract,
            EngagementRow.branch == branch,
            row.is_current,
            row.judgement.is_(None),
            row.carried_out_on.between(days.first, min(days.last, on)),
        )
    )
    return session.scalar(query.limit(1)) is not None
