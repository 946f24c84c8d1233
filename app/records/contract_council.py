"""一契約の付議と助言: what the council was told of one contract, and what advisors said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, cast, func, or_, select
from sqlalchemy.orm import Session

from app.records.connections import ConnectionRow, ExternalConnectionRow
from app.records.council_matters import CouncilMatterRow
from app.records.database import rows_of
from app.records.entries import EntryRow
from app.records.safeguards import AdviceRow, SafeguardRow

Values = Mapping[Any, Any]
KEPT_QUERIES = 50


@dataclass(frozen=True, slots=True)
class Connection:
    """An external connection of a contract's, with the safeguards promised for it."""

    number: str
    values: Values
    safeguards: Sequence[Values]


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice on the contract itself, or on the connection of this number."""

    values: Values
    connection: str | None


def matters_of(
    session: Session, contract_id: int, number: str, connections: Sequence[str] = ()
) -> list[Values]:
    """The matters about a contract, and about the connections of these numbers, earliest first.

    Each of a contract has left an entry in its record: the way to it without a search in lists.
    """
    query = _about(tuple(connections))
    found = [each._mapping for each in rows_of(session, query, {"contract_id": contract_id})]
    return [
        values
        for values in found
        if number in values["contracts"] or not set(connections).isdisjoint(values["connections"])
    ]


@lru_cache(KEPT_QUERIES)
def _about(connections: tuple[str, ...]) -> Select[Any]:
    """Put together once: that takes longer than the answer. Mostly there is no connection."""
    row, entry = CouncilMatterRow, EntryRow
    noted = select(entry.act_row).where(
        entry.contract_id == bindparam("contract_id"), entry.act_table == row.__tablename__
    )
    listed = cast(row.connections, String)
    about = [listed.contains(json.dumps(each), autoescape=True) for each in connections]
    return (
        select(row.id, *(getattr(row, name) for name in row.FACTS))
        .where(row.is_current, or_(func.coalesce(row.first_id, row.id).in_(noted), *about))
        .order_by(row.held_on, row.number)
    )


def connections_of(session: Session, number: str) -> list[Connection]:
    """The external connections of a contract, each with its safeguards."""
    row, connection, safeguard = ConnectionRow, ExternalConnectionRow, SafeguardRow
    query = (
        select(connection.id, connection.number, *(getattr(row, name) for name in row.FACTS))
        .join(row, row.connection_id == connection.id)
        .where(row.is_current, row.contract_number == number)
        .order_by(connection.number)
    )
    found = [each._mapping for each in session.execute(query)]
    keys = [each["id"] for each in found]
    promised = (
        select(safeguard.connection_id, *(getattr(safeguard, name) for name in safeguard.FACTS))
        .where(safeguard.is_current, safeguard.connection_id.in_(keys))
        .order_by(safeguard.id)
    )
    of = [each._mapping for each in session.execute(promised)] if keys else []
    return [
        Connection(each["number"], each, [one for one in of if one["connection_id"] == each["id"]])
        for each in found
    ]


def advices_of(
    session: Session, contract_id: int, connections: Sequence[Connection]
) -> list[Advice]:
    """The advice on a contract and on its connections, earliest first."""
    row, numbers = AdviceRow, {each.values["id"]: each.number for each in connections}
    about = or_(
        row.contract_id == contract_id,
        and_(row.connection_id.is_not(None), row.connection_id.in_(sorted(numbers))),
    )
    query = (
        select(row.connection_id, row.id, *(getattr(row, name) for name in row.FACTS))
        .where(row.is_current, about)
        .order_by(row.on.nulls_last(), row.id)
    )
    found = [each._mapping for each in session.execute(query)]
    return [Advice(each, numbers.get(each["connection_id"])) for each in found]
