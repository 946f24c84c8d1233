"""事故とのつながり: the incidents that have led to a visit or to a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.records.contracts import EngagementRow
from app.records.incident_accounts import IncidentAccountRow
from app.records.incidents import IncidentRow


@dataclass(frozen=True, slots=True)
class LinkedIncident:
    """An incident as the page of a visit or of a finding names it."""

    branch: int
    number: str
    outline: str
    known_on: date


def behind(session: Session, contract_id: int, named: str) -> list[LinkedIncident]:
    """`named`: 枝番/年度-回 or 枝番/年度-回-指摘番号; the incidents of one contract are few."""
    account, row = IncidentAccountRow, IncidentRow
    same = and_(
        row.engagement_id == account.engagement_id, row.number == account.number, row.is_current
    )
    query = (
        select(
            EngagementRow.branch,
            row.number,
            row.outline,
            row.known_on,
            account.visits,
            account.findings,
        )
        .select_from(account)
        .join(row, same)
        .join(EngagementRow, EngagementRow.id == account.engagement_id)
        .where(account.is_current, EngagementRow.contract_id == contract_id)
        .order_by(row.known_on, row.id)
    )
    return [
        LinkedIncident(branch, number, outline, known_on)
        for branch, number, outline, known_on, visits, findings in session.execute(query).tuples()
        if named in (*visits, *findings)
    ]
