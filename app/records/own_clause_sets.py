"""公開した特記事項: every published clause set with its origin, and how many contracts hold it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records.contracts import ContractTermsRow, EngagementRow, SubcontractRow
from app.records.editions import ClauseSetRow, clause_set_of
from app.records.scope import Scope, visible
from checklists.clause_set import ClauseSet


@dataclass(frozen=True, slots=True)
class PublishedClauseSet:
    """A published set; `by` and `source`: None where it came with the product."""

    clause_set: ClauseSet
    published_at: datetime
    by: str | None
    source: str | None

    @property
    def id(self) -> str:
        return self.clause_set.id


def published_clause_sets(session: Session) -> Sequence[PublishedClauseSet]:
    """The municipality's own, newest first, then those of the product."""
    row = ClauseSetRow
    query = select(row).order_by(row.published_by.is_(None), row.published_at.desc(), row.id.desc())
    return [
        PublishedClauseSet(
            clause_set_of(each.id, each.body), each.published_at, each.published_by, each.source
        )
        for each in session.scalars(query)
    ]


def publish(
    session: Session,
    clause_set: ClauseSet,
    body: str,
    sha256: str,
    source: str,
    *,
    by: str,
    at: datetime,
) -> None:
    """Adds a set that contracts may hold from now on; it stays as it is."""
    session.add(
        ClauseSetRow(
            id=clause_set.id,
            title=clause_set.title,
            body=body,
            sha256=sha256,
            published_at=at,
            published_by=by,
            source=source,
        )
    )
    session.flush()


def uses(session: Session, scope: Scope) -> Mapping[str, int]:
    """How many contracts in scope hold each set, their subcontracts included, by its id."""
    terms, subcontract = ContractTermsRow, SubcontractRow
    within = (terms.is_current, visible(scope))
    of_contracts = select(terms.clause_set, terms.contract_id).where(*within)
    of_subcontracts = (
        select(subcontract.clause_set, EngagementRow.contract_id)
        .join(EngagementRow, EngagementRow.id == subcontract.engagement_id)
        .join(terms, terms.contract_id == EngagementRow.contract_id)
        .where(subcontract.is_current, *within)
    )
    both = of_contracts.union(of_subcontracts).subquery()
    query = select(both.c.clause_set, func.count()).group_by(both.c.clause_set)
    return Counter(dict(session.execute(query).tuples().all()))
