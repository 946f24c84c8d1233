"""結論の出た調査: the concluded inspections of one engagement, as the rules take them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.contracts import ContractRow, EngagementRow
from app.records.inspections import InspectionRow
from audits.inspection import Inspection, Judgement, Method


def concluded_visits(session: Session, contract: str, branch: int) -> list[Inspection]:
    """Of whatever year; what was carried out and not concluded is left out."""
    row = InspectionRow
    query = (
        select(
            row.fiscal_year, row.round, row.carried_out_on, row.method, row.reason, row.judgement
        )
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
        .join(ContractRow, ContractRow.id == EngagementRow.contract_id)
        .where(
            ContractRow.number == contract,
            EngagementRow.branch == branch,
            row.is_current,
            row.carried_out_on.is_not(None),
            row.judgement.is_not(None),
        )
    )
    return [
        Inspection(year, visit, day, Method(method), reason or "", Judgement(judged or ""))
        for year, visit, day, method, reason, judged in session.execute(query).tuples()
    ]
