"""綴り: facts as typed, contract by contract: the newest revision of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.base import Fact
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow

Values = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Filed:
    """The newest revision of a fact, and the branch that it belongs to."""

    branch: int
    values: Values


def filed_terms(session: Session, ids: Sequence[int]) -> dict[int, Values]:
    """The terms of these contracts, each with the end of its record (`last_hash`)."""
    row = ContractTermsRow
    columns = [getattr(row, name) for name in row.FACTS]
    query = (
        select(row.contract_id, ContractRow.last_hash, *columns)
        .join(ContractRow, ContractRow.id == row.contract_id)
        .where(row.is_current, row.contract_id.in_(ids))
    )
    return {found.contract_id: found._mapping for found in session.execute(query)}


def filed(session: Session, table: type[Fact], ids: Sequence[int]) -> Mapping[int, Sequence[Filed]]:
    """The rows of a table on engagements, by contract's id (empty where there are none)."""
    shape: Any = table
    columns = [getattr(shape, name) for name in ("id", *shape.FACTS)]
    query = (
        select(EngagementRow.contract_id, EngagementRow.branch.label("of_branch"), *columns)
        .join(shape, shape.engagement_id == EngagementRow.id)
        .where(shape.is_current, EngagementRow.contract_id.in_(ids))
        .order_by(EngagementRow.branch, shape.id)
    )
    found: dict[int, list[Filed]] = defaultdict(list)
    for row in session.execute(query):
        found[row[0]].append(Filed(row[1], row._mapping))
    return found


class _OfContract(Protocol):
    @property
    def contract_id(self) -> int: ...


Of = TypeVar("Of", bound=_OfContract)


def by_contract(items: Iterable[Of]) -> Mapping[int, Sequence[Of]]:
    """The items of each contract in their order, by its id (empty where there are none)."""
    found: dict[int, list[Of]] = defaultdict(list)
    for item in items:
        found[item.contract_id].append(item)
    return found
