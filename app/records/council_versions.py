"""前回の付議のときの台帳: what was on file of a contract or connection when it was last told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import day_of, end_of_day
from app.records.base import Fact
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.safeguards import SafeguardRow

Values = Mapping[Any, Any]
FURTHEST = 20  # contracts that followed each other


@dataclass(frozen=True, slots=True)
class Version:
    """A fact as of a moment; `until` is the moment as of which everything beside it is asked."""

    values: Values
    until: datetime


def version_of(
    session: Session, table: type[Fact], column: str, subject: int, held_on: date
) -> Version | None:
    """The fact as it was on file at the end of the day; where it was entered later, as at first.

    What belongs to a fact is entered after it, company by company and promise by promise: the
    whole first day counts as the beginning. None where there is no such fact.
    """
    rows = _revisions(session, table, column, [subject])
    if not rows:
        return None
    known = [row for row in rows if day_of(row["written_at"]) <= held_on]
    if known:
        return Version(known[-1], end_of_day(held_on))
    return Version(rows[0], end_of_day(day_of(rows[0]["written_at"])))


def safeguards_of(session: Session, column: str, subject: int, until: datetime) -> dict[str, str]:
    """Number → text of the safeguards as of the moment."""
    found: dict[str, str] = {}
    for row in _revisions(session, SafeguardRow, column, [subject]):
        if row["written_at"] <= until:
            found[row["number"]] = row["text"]
    return found


def as_of(
    session: Session, table: type[Fact], column: str, subject: int, until: datetime
) -> list[Values]:
    """The fact of the subject as it was on file at the moment; none where there was none yet."""
    rows = _revisions(session, table, column, [subject])
    return [row for row in rows if row["written_at"] <= until][-1:]


def current(session: Session, table: type[Fact], column: str, subject: int) -> list[Values]:
    """The rows in force of a subject, in the order of their entering."""
    rows = _revisions(session, table, column, [subject])
    return [row for row in rows if row["is_current"]]


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


def _revisions(
    session: Session, table: type[Fact], column: str, subjects: Sequence[int]
) -> list[Values]:
    """All revisions, oldest first."""
    shape: Any = table
    columns = [getattr(shape, name) for name in ("id", "written_at", "is_current", *shape.FACTS)]
    query = select(*columns).where(getattr(shape, column).in_(subjects)).order_by(shape.id)
    return [found._mapping for found in session.execute(query)]
