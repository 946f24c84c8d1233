"""実施の確認: what somebody saw of a safeguard of an external connection, and where it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Code, Fact, one_current, one_of
from app.records.connections import ExternalConnectionRow
from app.records.revisions import in_batches
from audits.promise import CheckedAs


class SafeguardCheckRow(Fact):
    """A check of the safeguard of this number; `number` counts its checks.

    `promised`: the safeguard as it then read. `reason`: why the revision before was put right.
    """

    __tablename__ = "safeguard_checks"
    __table_args__ = (
        UniqueConstraint("connection_id", "safeguard", "number", "revision"),
        one_current("safeguard_checks", "connection_id", "safeguard", "number"),
        one_of("result", CheckedAs),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("(revision = 1) = (reason IS NULL)", name="reason"),
    )
    FACTS: ClassVar[tuple[str, ...]] = (
        "safeguard",
        "number",
        "on",
        "result",
        "text",
        "officer",
        "place",
        "promised",
        "reason",
    )

    connection_id: Mapped[int] = mapped_column(ForeignKey("external_connections.id"))
    safeguard: Mapped[str] = mapped_column(Code)
    number: Mapped[int]
    on: Mapped[date]
    result: Mapped[str]
    text: Mapped[str]
    officer: Mapped[str]
    place: Mapped[str | None]
    promised: Mapped[str]
    reason: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class Check:
    """A revision of a check as a page shows it; `is_current` False: it was put right."""

    id: int
    safeguard: str
    number: int
    on: date
    result: CheckedAs
    text: str
    officer: str
    place: str
    promised: str
    reason: str
    revision: int
    is_current: bool
    written_by: str


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last check of a safeguard, and the last day on which it was found to be in place."""

    check: Check
    kept_on: date | None


def last_checks(
    session: Session, connections: Sequence[str], on: date
) -> Mapping[tuple[str, str], LastCheck]:
    """(connection, safeguard), by their numbers → its last check as known on the day."""
    row, found = SafeguardCheckRow, dict[tuple[str, str], LastCheck]()
    query = (
        select(ExternalConnectionRow.number, row)
        .join(row, row.connection_id == ExternalConnectionRow.id)
        .where(row.is_current, row.on <= on)
        .order_by(row.on, row.number)
    )
    for some in in_batches(sorted(set(connections))):
        narrowed = query.where(ExternalConnectionRow.number.in_(some))
        for connection, one in session.execute(narrowed).tuples():
            check = _check(one)
            before = found.get((connection, check.safeguard))
            is_kept = check.result is CheckedAs.IN_PLACE
            kept_on = check.on if is_kept else before.kept_on if before else None
            found[connection, check.safeguard] = LastCheck(check, kept_on)
    return found


def count_checks(session: Session, connection_id: int) -> tuple[int, int]:
    """How many checks the connection has, and how many lines with those that were put right."""
    row = SafeguardCheckRow
    counts = select(func.count().filter(row.is_current), func.count())
    checks, lines = session.execute(counts.where(row.connection_id == connection_id)).one()
    return checks, lines


def checks_of(session: Session, connection_id: int, *, offset: int, limit: int) -> list[Check]:
    """The newest check first, below it what it was put right from."""
    row = SafeguardCheckRow
    current = (
        select(row.connection_id, row.safeguard, row.number, row.on)
        .where(row.is_current, row.connection_id == connection_id)
        .subquery()
    )
    query = (
        select(row)
        .join(
            current,
            (current.c.connection_id == row.connection_id)
            & (current.c.safeguard == row.safeguard)
            & (current.c.number == row.number),
        )
        .order_by(current.c.on.desc(), row.safeguard, row.number.desc(), row.revision.desc())
    )
    return [_check(one) for one in session.scalars(query.offset(offset).limit(limit))]


def check_on_file(
    session: Session, connection_id: int, safeguard: str, number: int
) -> Check | None:
    """The revision in force of the check of this number."""
    row = SafeguardCheckRow
    query = select(row).where(
        row.is_current,
        row.connection_id == connection_id,
        row.safeguard == safeguard,
        row.number == number,
    )
    found = session.scalar(query)
    return _check(found) if found is not None else None


def next_number(session: Session, connection_id: int, safeguard: str) -> int:
    """The caller holds the lock on the records."""
    row = SafeguardCheckRow
    query = select(func.max(row.number)).where(
        row.connection_id == connection_id, row.safeguard == safeguard
    )
    return (session.scalar(query) or 0) + 1


def _check(row: Any) -> Check:
    return Check(
        row.id,
        row.safeguard,
        row.number,
        row.on,
        CheckedAs(row.result),
        row.text,
        row.officer,
        row.place or "",
        row.promised,
        row.reason or "",
        row.revision,
        row.is_current,
        row.written_by,
    )
