"""要否が未決定の事故: incidents that nobody has decided on, for the home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.database import rows_of
from app.records.incident_accounts import IncidentAccountRow
from app.records.incidents import IncidentRow
from app.records.scope import Scope, visible

KEPT_QUERIES = 50


@dataclass(frozen=True, slots=True)
class IncidentTask:
    """An incident of which it is not decided whether it is reported."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    number: str
    outline: str
    known_on: date


def incident_tasks(session: Session, scope: Scope) -> Sequence[IncidentTask]:
    """What waits within the scope; whatever was known first stands first."""
    if not scope.everything and not scope.departments:
        return ()
    return [IncidentTask(*one) for one in rows_of(session, _query(scope))]


@lru_cache(KEPT_QUERIES)
def _query(scope: Scope) -> Select[Any]:
    row, account, terms = IncidentRow, IncidentAccountRow, ContractTermsRow
    said = and_(
        account.engagement_id == row.engagement_id, account.number == row.number, account.is_current
    )
    query = (
        select(
            ContractRow.number,
            EngagementRow.branch,
            terms.title,
            terms.department,
            party.contractor(),
            row.number,
            row.outline,
            row.known_on,
        )
        .select_from(row)
        .join(account, said)
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
        .join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    )
    query = party.beside_engagement(query).where(
        row.is_current,
        row.reportable.is_(False),
        account.decided_on.is_(None),
        account.closed_on.is_(None),
        visible(scope),
    )
    return query.order_by(row.known_on, ContractRow.number, row.id)
