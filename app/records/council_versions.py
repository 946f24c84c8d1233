"""付議のときの台帳: facts through all their changes, and what stood beside them on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import day_of
from app.records import agreed, entries
from app.records.agreed import Agreed
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.council_matters import CouncilMatterRow
from app.records.safeguards import SafeguardRow

Values = Mapping[Any, Any]
FURTHEST = 20  # contracts that followed each other


@dataclass(frozen=True, slots=True)
class MatterDay:
    """A matter's day, and the contracts that it is about."""

    held_on: date
    contracts: Sequence[str]


def matter_days(session: Session) -> dict[str, MatterDay]:
    """Every matter in force, by its number."""
    row = CouncilMatterRow
    query = select(row.number, row.held_on, row.contracts).where(row.is_current)
    found = session.execute(query).tuples()
    return {number: MatterDay(held_on, contracts) for number, held_on, contracts in found}


def agreed_in(session: Session, contract_id: int) -> Agreed:
    """What was agreed in a contract; a record that cannot be read tells of no early changes."""
    try:
        chain = entries.chains(session, [contract_id]).get(contract_id, [])
    except entries.UnreadableEntryError:
        chain = []
    return agreed.agreed(session, contract_id, [entry for entry, _ in chain])


@dataclass(frozen=True, slots=True)
class Promised:
    """The safeguards of a contractor's part or of a connection, in all their revisions."""

    revisions: Sequence[Values]

    @property
    def first_on(self) -> date | None:
        """The day on which the first of them was entered."""
        return min((day_of(one["written_at"]) for one in self.revisions), default=None)

    @property
    def now(self) -> list[Values]:
        """Those in force, in the order of their entering."""
        return [one for one in self.revisions if one["is_current"]]

    def on(self, day: date) -> list[Values]:
        """Those that were on file at the end of the day, as they were then."""
        found: dict[str, Values] = {}
        for one in self.revisions:
            if day_of(one["written_at"]) <= day:
                found.pop(one["number"], None)
                found[one["number"]] = one
        return list(found.values())


def promised(session: Session, column: str, subject: int) -> Promised:
    """`column`: what the subject is, engagement_id or connection_id."""
    shape: Any = SafeguardRow
    columns = [getattr(shape, name) for name in ("id", "written_at", "is_current", *shape.FACTS)]
    query = select(*columns).where(getattr(shape, column) == subject).order_by(shape.id)
    return Promised([found._mapping for found in session.execute(query)])


def ancestors(session: Session, number: str) -> list[str]:
    """The contract's number, and those of the contracts that it follows, the nearest first."""
    found = [number]
    row, terms = ContractRow, ContractTermsRow
    while len(found) < FURTHEST:
        query = (
            select(terms.previous_contract_number)
            .join(row, row.id == terms.contract_id)
            .where(row.number == found[-1], terms.is_current)
        )
        before = session.scalar(query)
        if before is None or before in found:
            break
        found.append(before)
    return found
