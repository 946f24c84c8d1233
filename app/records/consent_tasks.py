"""承諾を待つ申請: requests for consent not decided on, for the home page and their list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from app.records.consent_requests import (
    ConsentCheckRow,
    ConsentDecisionRow,
    ConsentRequestRow,
)
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.scope import Scope, visible
from audits.consent import ConsentPoint, PointStanding

WAITS = "consent"


@dataclass(frozen=True, slots=True)
class ConsentTask:
    """A request that waits; `closed_points`: how many of the points are confirmed."""

    contract: str
    parent_branch: int
    title: str
    department: str
    prime: str | None
    number: int
    closed_points: int
    starts_on: date
    contractor: str

    @property
    def is_ready(self) -> bool:
        """Whether nothing but the decision is missing."""
        return self.closed_points == len(ConsentPoint)


def as_task(row: Any) -> ConsentTask:
    """A row of the query below, without the word that it begins with."""
    contract, branch, title, department, prime, number, closed, _, starts_on, name, _ = row
    return ConsentTask(contract, branch, title, department, prime, number, closed, starts_on, name)


def count_waiting(session: Session, scope: Scope) -> int:
    found = waiting_requests(scope).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def tasks_waiting(session: Session, scope: Scope, *, offset: int, limit: int) -> list[ConsentTask]:
    """One page of them, those first whose subcontract begins first."""
    request = ConsentRequestRow
    query = waiting_requests(scope).order_by(request.starts_on, ContractRow.number, request.number)
    rows = session.execute(query.offset(offset).limit(limit))
    return [as_task(task) for _, *task in rows]


def waiting_requests(scope: Scope) -> Select[Any]:
    """In the columns of reports that wait (app.records.report_tasks), to be asked along with them.

    The home page asks few questions; what waits for a person is one of them.
    """
    request, terms, decision = ConsentRequestRow, ContractTermsRow, ConsentDecisionRow
    check = ConsentCheckRow
    latest = (
        select(func.max(check.id))
        .where(check.contract_id == request.contract_id, check.number == request.number)
        .group_by(check.point)
        .correlate(request)
    )
    closed = (
        select(func.count())
        .where(check.id.in_(latest), check.standing != PointStanding.OPEN.value)
        .correlate(request)
        .scalar_subquery()
    )
    decided = (
        select(decision.id)
        .where(decision.contract_id == request.contract_id, decision.number == request.number)
        .correlate(request)
    )
    return (
        select(
            literal(WAITS),
            ContractRow.number,
            request.parent_branch,
            terms.title,
            terms.department,
            terms.contractor,
            request.number,
            closed,
            literal(0),
            request.starts_on,
            request.contractor,
            literal(""),
        )
        .join(ContractRow, ContractRow.id == request.contract_id)
        .join(terms, terms.contract_id == request.contract_id)
        .where(request.is_current, terms.is_current, ~decided.exists(), visible(scope))
    )
