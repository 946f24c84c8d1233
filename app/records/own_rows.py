"""自課のもの: which contracts and connections the departments of a person reach."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.records.connections import ConnectionRow, ExternalConnectionRow
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.scope import Scope, visible


def own_contracts(session: Session, scope: Scope) -> set[str]:
    """The numbers of all contracts within the scope."""
    return set(session.scalars(_numbers(scope)))


def own_connections(session: Session, scope: Scope) -> set[str]:
    """The connections of the scope's departments, and of the contracts within it."""
    row = ConnectionRow
    query = (
        select(ExternalConnectionRow.number)
        .join(row, row.connection_id == ExternalConnectionRow.id)
        .where(row.is_current)
    )
    own = or_(
        row.department.in_(sorted(scope.departments)), row.contract_number.in_(_numbers(scope))
    )
    return set(session.scalars(query if scope.everything else query.where(own)))


def _numbers(scope: Scope) -> Select[tuple[str]]:
    terms = ContractTermsRow
    query = select(ContractRow.number).join(terms, terms.contract_id == ContractRow.id)
    return query.where(terms.is_current, visible(scope))


def titles(session: Session, numbers: Sequence[str], scope: Scope) -> dict[str, str]:
    """The titles of those of these contracts that are within the scope."""
    row, terms = ContractRow, ContractTermsRow
    query = select(row.number, terms.title).join(terms, terms.contract_id == row.id)
    query = query.where(terms.is_current, visible(scope), row.number.in_(numbers))
    return dict(session.execute(query).tuples().all())
