"""待っている調査: the visit of an engagement and year that is still to be carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.contracts import EngagementRow
from app.records.inspections import InspectionRow
from audits.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class WaitingVisit:
    """The row that waits (None: none is on file yet), and the round that it is or would be."""

    round: int
    row_id: int | None
    planned_on: date | None = None


def of_engagement(
    session: Session, contract_id: int, branch: int, year: FiscalYear
) -> WaitingVisit:
    """The first round of the year that was not carried out, or the one after the last."""
    row, engagement = InspectionRow, EngagementRow
    query = (
        select(row.id, row.round, row.planned_on, row.carried_out_on)
        .join(engagement, engagement.id == row.engagement_id)
        .where(
            row.is_current,
            row.fiscal_year == year.start,
            engagement.contract_id == contract_id,
            engagement.branch == branch,
        )
        .order_by(row.round)
    )
    rounds = list(session.execute(query).tuples())
    for key, visit, planned_on, carried_out_on in rounds:
        if carried_out_on is None:
            return WaitingVisit(visit, key, planned_on)
    return WaitingVisit(rounds[-1][1] + 1 if rounds else 1, None)
