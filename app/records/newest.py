"""最新の改版: the newest revision of a fact of which somebody has seen any revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.records.base import Fact


@dataclass(frozen=True, slots=True)
class Newest:
    """The revision in force, and what it belongs to (None where it belongs to no such thing)."""

    id: int
    first_id: int
    revision: int
    written_by: str
    contract_id: int | None
    engagement_id: int | None
    values: Mapping[str, Any]


def newest(session: Session, table: type[Fact], seen: int) -> Newest | None:
    """The newest revision of the fact of which `seen` is a revision."""
    row: Any = aliased(table)
    before: Any = aliased(table)
    first = (
        select(func.coalesce(before.first_id, before.id)).where(before.id == seen).scalar_subquery()
    )
    query = select(row).where(row.is_current, func.coalesce(row.first_id, row.id) == first)
    found: Any = session.scalar(query)
    if found is None:
        return None
    return Newest(
        id=found.id,
        first_id=found.first_id or found.id,
        revision=found.revision,
        written_by=found.written_by,
        contract_id=getattr(found, "contract_id", None),
        engagement_id=getattr(found, "engagement_id", None),
        values={name: getattr(found, name) for name in table.FACTS},
    )
