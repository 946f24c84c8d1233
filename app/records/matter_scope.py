"""付議の範囲: which matters and external connections are within the scope of a person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session

from app.records.connections import ConnectionRow, ExternalConnectionRow
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.council_matters import CouncilMatterRow
from app.records.each_of import each_of
from app.records.scope import Scope, visible


def connections_within(scope: Scope) -> ColumnElement[bool]:
    """Whether a ConnectionRow is one of the scope's departments, or of a contract within it."""
    if scope.everything:
        return true()
    if not scope.departments:
        return false()
    row, terms = ConnectionRow, ContractTermsRow
    numbers = select(ContractRow.number).join(terms, terms.contract_id == ContractRow.id)
    own = numbers.where(terms.is_current, visible(scope))
    return or_(row.department.in_(sorted(scope.departments)), row.contract_number.in_(own))


def matters_within(scope: Scope) -> ColumnElement[bool]:
    """Whether a matter is about a contract or a connection within the scope."""
    if scope.everything:
        return true()
    return about(visible(scope), connections_within(scope))


def matters_of_department(department: str) -> ColumnElement[bool]:
    """Whether a matter is about a contract or a connection of the department."""
    own = ContractTermsRow.department == department
    return about(own, ConnectionRow.department == department)


def about(
    of_contract: ColumnElement[bool], of_connection: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether a matter names a contract, or a connection, of which this holds."""
    row, terms, connection = CouncilMatterRow, ContractTermsRow, ConnectionRow
    contract, linked = each_of(row.contracts, "of_contract"), each_of(row.connections, "of_link")
    contracts = (
        select(1)
        .select_from(contract)
        .join(ContractRow, ContractRow.number == contract.c.value)
        .join(terms, terms.contract_id == ContractRow.id)
        .where(terms.is_current, of_contract)
        .correlate(row)
    )
    connections = (
        select(1)
        .select_from(linked)
        .join(ExternalConnectionRow, ExternalConnectionRow.number == linked.c.value)
        .join(connection, connection.connection_id == ExternalConnectionRow.id)
        .where(connection.is_current, of_connection)
        .correlate(row)
    )
    return or_(contracts.exists(), connections.exists())


def own_titles(
    session: Session, numbers: Sequence[str], scope: Scope
) -> dict[str, tuple[int, str, str]]:
    """(id, title, department) of those of these connections that are within the scope."""
    return {
        number: (key, title, of)
        for number, key, title, of in session.execute(_connections(numbers, scope)).tuples()
    }


def _connections(numbers: Sequence[str], scope: Scope) -> Select[tuple[str, int, str, str]]:
    row, connection = ExternalConnectionRow, ConnectionRow
    return (
        select(row.number, row.id, connection.title, connection.department)
        .join(connection, connection.connection_id == row.id)
        .where(and_(connection.is_current, row.number.in_(numbers), connections_within(scope)))
    )


def own_contract_titles(
    session: Session, numbers: Sequence[str], scope: Scope
) -> dict[str, tuple[int, str, str]]:
    """(id, title, department) of those of these contracts that are within the scope."""
    row, terms = ContractRow, ContractTermsRow
    query = (
        select(row.number, row.id, terms.title, terms.department)
        .join(terms, terms.contract_id == row.id)
        .where(terms.is_current, visible(scope), row.number.in_(numbers))
    )
    return {number: (key, title, of) for number, key, title, of in session.execute(query).tuples()}
