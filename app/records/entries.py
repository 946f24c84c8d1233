"""管理記録: the entries of all records; rows are only ever added."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    UniqueConstraint,
    bindparam,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.records.base import Base, Code, Identified, one_of
from app.records.database import rows_of
from app.records.revisions import add_many
from audits.entry import Entry, EntryKind, Snapshot

BATCH = 500


class EntryRow(Identified, Base):
    """One entry. `act_table`, `act_row` and `act_slot` only serve finding an act's entry again:

    the table of its row, the number of that row's first revision, and which of its entries it is.
    """

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("contract_id", "number"),
        Index(None, "act_table", "act_row"),
        CheckConstraint("number >= 1", name="number"),
        one_of("kind", EntryKind),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    number: Mapped[int]
    contract: Mapped[str] = mapped_column(Code)
    on: Mapped[date]
    kind: Mapped[str]
    text: Mapped[str]
    branch: Mapped[int]
    other_party: Mapped[str]
    officer: Mapped[str]
    method: Mapped[str]
    place: Mapped[str]
    corrects: Mapped[int | None]
    bound_to: Mapped[str]
    evidence: Mapped[list[str]]
    written_at: Mapped[datetime]
    written_by: Mapped[str]
    format: Mapped[int]
    hash_before: Mapped[str]
    hash: Mapped[str]
    act_table: Mapped[str] = mapped_column(Code)
    act_row: Mapped[int]
    act_slot: Mapped[str]


ENTRY_COLUMNS = tuple(
    column for column in EntryRow.__table__.columns if not column.name.startswith("act_")
)

ENTRY_NAMES = tuple(column.name for column in ENTRY_COLUMNS)


def to_values(entry: Entry, contract_id: int, first_id: int, slot: str) -> dict[str, object]:
    """The columns of an entry's row; `first_id` is the number of its act's first revision."""
    act = entry.bound_to[0] if entry.bound_to else None
    return {
        "contract_id": contract_id,
        "number": entry.number,
        "contract": entry.contract,
        "on": entry.on,
        "kind": entry.kind.value,
        "text": entry.text,
        "branch": entry.branch,
        "other_party": entry.other_party,
        "officer": entry.officer,
        "method": entry.method,
        "place": entry.place,
        "corrects": entry.corrects,
        "bound_to": json.dumps([s.canonical() for s in entry.bound_to], ensure_ascii=False),
        "evidence": list(entry.evidence),
        "written_at": entry.written_at,
        "written_by": entry.written_by,
        "format": entry.format,
        "hash_before": entry.hash_before,
        "hash": entry.hash,
        "act_table": act.table if act else "",
        "act_row": first_id,
        "act_slot": slot,
    }


class UnreadableEntryError(ValueError):
    """What stands in the row of an entry cannot be one; `number` says which."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def to_entry(row: Row[Any]) -> Entry:
    """The entry that a row of ENTRY_COLUMNS holds. Raises UnreadableEntryError."""
    try:
        return _entry(row)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableEntryError(row._mapping["number"]) from error


def _entry(row: Row[Any]) -> Entry:
    found = dict(zip(ENTRY_NAMES, row, strict=True))  # quicker to ask than the row's own mapping
    return Entry(
        contract=found["contract"],
        number=found["number"],
        on=found["on"],
        kind=EntryKind(found["kind"]),
        text=found["text"],
        written_at=found["written_at"],
        written_by=found["written_by"],
        hash_before=found["hash_before"],
        branch=found["branch"],
        other_party=found["other_party"],
        officer=found["officer"],
        method=found["method"],
        place=found["place"],
        corrects=found["corrects"],
        bound_to=tuple(_snapshots(found["bound_to"])),
        evidence=tuple(found["evidence"]),
        format=found["format"],
    )


def _snapshots(bound_to: str) -> Iterator[Snapshot]:
    for part in json.loads(bound_to):
        yield Snapshot(part["table"], part["row"], dict(part["values"]), part["fields_version"])


def add(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Adds entries, many at once."""
    add_many(session, EntryRow, rows)


def numbers_of_acts(
    session: Session, table: str, row_ids: Sequence[int]
) -> dict[tuple[int, int, str], int]:
    """(contract's id, first revision, slot) → number of the latest entry of these subjects."""
    found: dict[tuple[int, int, str], int] = {}
    row = EntryRow
    for start in range(0, len(row_ids), BATCH):
        some = row_ids[start : start + BATCH]
        query = (
            select(row.contract_id, row.act_row, row.act_slot, row.number)
            .where(row.act_table == table, row.act_row.in_(some))
            .order_by(row.number)
        )
        for contract_id, act_row, slot, number in session.execute(query).tuples():
            found[contract_id, act_row, slot] = number
    return found


def evidence_of_act(
    session: Session, contract_id: int, table: str, first_id: int, slot: str
) -> list[str]:
    """The SHA-256 of what the latest entry of this subject names; a correction speaks for it."""
    row = EntryRow
    query = select(row.evidence).where(row.contract_id == contract_id, row.act_table == table)
    query = query.where(row.act_row == first_id, row.act_slot == slot)
    return session.scalar(query.order_by(row.number.desc()).limit(1)) or []


def chains(session: Session, contract_ids: Sequence[int]) -> dict[int, list[tuple[Entry, str]]]:
    """The entries of these contracts with their stored hashes, by contract's id, in order."""
    found: dict[int, list[tuple[Entry, str]]] = defaultdict(list)
    for row in rows_of(session, _chains(), {"ids": contract_ids}):
        found[row.contract_id].append((to_entry(row), row.hash))
    return found


@cache
def _chains() -> Select[Any]:
    """Put together once: that takes longer than the answer for one contract."""
    row, ids = EntryRow, bindparam("ids", expanding=True, type_=Integer)
    query = select(*ENTRY_COLUMNS).where(row.contract_id.in_(ids))
    return query.order_by(row.contract_id, row.number)


def after(session: Session, contract_id: int, number: int) -> list[Entry]:
    """The entries of a contract that come after this number, in order."""
    query = select(*ENTRY_COLUMNS).where(
        EntryRow.contract_id == contract_id, EntryRow.number > number
    )
    return [to_entry(row) for row in session.execute(query.order_by(EntryRow.number))]


def hashes_at(session: Session, contract: str, number: int) -> str | None:
    """The stored hash of one entry; None where there is no such entry."""
    query = select(EntryRow.hash).where(EntryRow.contract == contract, EntryRow.number == number)
    return session.scalar(query)


def hashes_of(session: Session, contract_ids: Sequence[int]) -> dict[int, list[str]]:
    """Contract's id → the stored hashes of all its entries, in order."""
    row, found = EntryRow, defaultdict[int, list[str]](list)
    query = select(row.contract_id, row.hash).where(row.contract_id.in_(contract_ids))
    for contract_id, stored in session.execute(
        query.order_by(row.contract_id, row.number)
    ).tuples():
        found[contract_id].append(stored)
    return found
