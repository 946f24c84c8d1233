"""審議会の行: the row in force of advice or of a safeguard, and what its contract has besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records import revisions
from app.records.base import Fact
from app.records.contracts import ContractTermsRow
from app.records.council_matters import CouncilMatterRow
from app.records.safeguards import AdviceRow

# What pages read with; they know it by this name, for they speak no SQL.
Reading = Session


@dataclass(frozen=True, slots=True)
class OfSubject:
    """The contract, or the connection, that council facts belong to; `branches` of the contract."""

    title: str
    department: str
    contract_id: int | None = None
    connection_id: int | None = None
    branches: Sequence[int] = ()


def of_contract(session: Session, contract_id: int) -> OfSubject:
    """A contract on file, by its id."""
    row = ContractTermsRow
    query = select(row.title, row.department).where(row.is_current, row.contract_id == contract_id)
    title, department = session.execute(query).one()
    branches = sorted(branch for _, branch in revisions.engagements_of(session, [contract_id]))
    return OfSubject(title, department, contract_id=contract_id, branches=branches)


def row_of(
    session: Session, table: type[Fact], of: OfSubject, branch: int, number: str
) -> int | None:
    """The row in force with this number; None where there is none."""
    shape: Any = table
    query = select(shape.id).where(shape.is_current, shape.number == number)
    return session.scalar(query.where(_belongs(session, shape, of, branch)))


def numbers_of(session: Session, table: type[Fact], of: OfSubject, branch: int = 0) -> list[str]:
    """The numbers that are in use, in the order in which they were entered."""
    shape: Any = table
    query = select(shape.number).where(shape.is_current, _belongs(session, shape, of, branch))
    return list(session.scalars(query.order_by(shape.id)))


def _belongs(session: Session, shape: Any, of: OfSubject, branch: int) -> Any:
    if of.contract_id is None:
        return shape.connection_id == of.connection_id
    if shape is AdviceRow:
        return shape.contract_id == of.contract_id
    parts = revisions.engagements_of(session, [of.contract_id])
    return shape.engagement_id == parts.get((of.contract_id, branch), 0)


@dataclass(frozen=True, slots=True)
class MatterInForce:
    """A matter as it stands, with the ids of its row and of its first revision."""

    id: int
    first_id: int
    values: Mapping[Any, Any]


def matters_in_force(session: Session) -> list[MatterInForce]:
    """Every matter, the earliest first."""
    row = CouncilMatterRow
    columns = [getattr(row, name) for name in row.FACTS]
    query = select(row.id, func.coalesce(row.first_id, row.id).label("first"), *columns)
    found = session.execute(query.where(row.is_current).order_by(row.held_on, row.number))
    return [
        MatterInForce(each.id, each.first, {name: getattr(each, name) for name in row.FACTS})
        for each in found
    ]


def matter_numbers(session: Session, held_on: date | None) -> list[str]:
    """The numbers of the matters of a day, or of the last session; the highest comes last."""
    row = CouncilMatterRow
    last = select(func.max(row.held_on)).where(row.is_current).scalar_subquery()
    query = select(row.number).where(row.is_current, row.held_on == (held_on or last))
    return list(session.scalars(query.order_by(row.number)))
