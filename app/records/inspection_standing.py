"""調査の段: how far one round of an engagement's inspections has come, as it is on file."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.contracts import ContractRow, EngagementRow
from app.records.inspections import InspectionRow
from audits.inspection import Judgement
from audits.lifecycles.inspection import InspectionState, state_of_inspection


def inspection_standing(
    session: Session, contract: str, branch: int, year: int, visit: int
) -> InspectionState:
    """By the facts alone; one that nobody has put on file is owed."""
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
    found = session.execute(query).one_or_none()
    if found is None:
        return state_of_inspection(None, None, None)
    judgement = Judgement(found.judgement) if found.judgement else None
    return state_of_inspection(found.planned_on, found.carried_out_on, judgement)
