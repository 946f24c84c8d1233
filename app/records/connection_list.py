"""外部結合の一覧と一件: connections to the outside, also those without a contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.records.connections import ConnectionRow, ExternalConnectionRow
from app.records.council_matters import CouncilMatterRow
from app.records.each_of import each_of
from app.records.matter_page import AdviceOn, advices_on
from app.records.matter_scope import connections_within
from app.records.safeguards import SafeguardRow
from app.records.scope import Scope

Values = Mapping[Any, Any]


class ConnectionFilter(Enum):
    """Which connections are shown, as they stand on a day."""

    RUNNING = "running"
    COMING = "coming"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class WantedConnections:
    """Blank: all. `alone`: only those that no contract stands behind."""

    on: date
    which: ConnectionFilter = ConnectionFilter.RUNNING
    words: str = ""
    department: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class ConnectionPage:
    """A connection with everything that hangs on it."""

    id: int
    row: int
    number: str
    values: Values
    matters: Sequence[Values]
    safeguards: Sequence[Values]
    advices: Sequence[AdviceOn]


def count_connections(
    session: Session, wanted: WantedConnections, scope: Scope
) -> Mapping[ConnectionFilter, int]:
    """How many each filter shows."""
    counts = [func.count().filter(*_as_of(which, wanted.on)) for which in ConnectionFilter]
    query = (
        select(*counts)
        .select_from(ConnectionRow)
        .join(ExternalConnectionRow, ExternalConnectionRow.id == ConnectionRow.connection_id)
    )
    found = session.execute(query.where(*_narrowed(wanted, scope))).one()
    return dict(zip(ConnectionFilter, found, strict=True))


def connections(
    session: Session, wanted: WantedConnections, scope: Scope, *, offset: int, limit: int
) -> list[Values]:
    """One page of the list, by number."""
    query = _query().where(*_narrowed(wanted, scope), *_as_of(wanted.which, wanted.on))
    query = query.order_by(ExternalConnectionRow.number).offset(offset).limit(limit)
    return [found._mapping for found in session.execute(query)]


def connection_of(session: Session, number: str, scope: Scope) -> Values | None:
    """The connection of this number in the scope, with its `id` and its `row` in force."""
    query = _query().where(
        ConnectionRow.is_current, ExternalConnectionRow.number == number, connections_within(scope)
    )
    found = session.execute(query).one_or_none()
    return found._mapping if found is not None else None


def connection_page(session: Session, number: str, scope: Scope) -> ConnectionPage | None:
    """None where there is none of this number in the scope."""
    values = connection_of(session, number, scope)
    if values is None:
        return None
    key = values["id"]
    return ConnectionPage(
        key,
        values["row"],
        number,
        values,
        matters_about(session, number),
        safeguards_of(session, key),
        advices_on(session, [], [key]),
    )


def safeguards_of(session: Session, connection_id: int) -> list[Values]:
    row = SafeguardRow
    query = select(row.id, *(getattr(row, name) for name in row.FACTS))
    query = query.where(row.is_current, row.connection_id == connection_id).order_by(row.id)
    return [found._mapping for found in session.execute(query)]


def departments_seen(session: Session, scope: Scope) -> list[str]:
    """The departments whose connections are within the scope."""
    row = ConnectionRow
    query = select(row.department).where(row.is_current, connections_within(scope)).distinct()
    return sorted(session.scalars(query))


def all_numbers(session: Session, scope: Scope) -> list[str]:
    """The numbers of the connections within the scope, in the order of their entering."""
    row = ExternalConnectionRow
    query = select(row.number).join(ConnectionRow, ConnectionRow.connection_id == row.id)
    query = query.where(ConnectionRow.is_current, connections_within(scope)).order_by(row.id)
    return list(session.scalars(query))


def matters_about(session: Session, number: str) -> list[Values]:
    """The matters about a connection, the last one first."""
    row = CouncilMatterRow
    each = each_of(row.connections, "of_link")
    about = select(1).select_from(each).where(each.c.value == number).correlate(row).exists()
    query = select(row.id, *(getattr(row, name) for name in row.FACTS))
    query = query.where(row.is_current, about).order_by(row.held_on.desc(), row.number.desc())
    return [found._mapping for found in session.execute(query)]


def _query() -> Any:
    row = ConnectionRow
    return select(
        ExternalConnectionRow.id,
        row.id.label("row"),
        ExternalConnectionRow.number,
        *(getattr(row, name) for name in row.FACTS),
    ).join(ExternalConnectionRow, ExternalConnectionRow.id == row.connection_id)


def _narrowed(wanted: WantedConnections, scope: Scope) -> list[ColumnElement[bool]]:
    row = ConnectionRow
    found: list[ColumnElement[bool]] = [row.is_current.expression, connections_within(scope)]
    if wanted.words:
        columns = (ExternalConnectionRow.number, row.title, row.counterpart, row.items)
        found.append(or_(*(c.contains(wanted.words, autoescape=True) for c in columns)))
    if wanted.department:
        found.append(row.department == wanted.department)
    if wanted.alone:
        found.append(row.contract_number.is_(None))
    return found


def _as_of(which: ConnectionFilter, on: date) -> list[ColumnElement[bool]]:
    row = ConnectionRow
    begun = or_(row.starts_on.is_(None), row.starts_on <= on)
    lasts = or_(row.ends_on.is_(None), row.ends_on >= on)
    found: Mapping[ConnectionFilter, list[ColumnElement[bool]]] = {
        ConnectionFilter.RUNNING: [and_(begun, lasts)],
        ConnectionFilter.COMING: [row.starts_on > on],
        ConnectionFilter.ENDED: [row.ends_on < on],
        ConnectionFilter.ALL: [row.is_current.expression],
    }
    return found[which]
