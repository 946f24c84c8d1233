"""検証: holds every chain, and every row that an entry is bound to, against what was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.acts.record import canonical_value
from app.records import acts_on_file, contracts, entries
from app.records.contracts import ContractHead
from audits.entry import Entry, Snapshot
from audits.record import Fault, Head, Seal, chain_faults

BATCH = 200

Rows = Mapping[str, Mapping[int, Mapping[Any, Any]]]


def record_faults(session: Session) -> Iterator[Fault]:
    """Every fault of every record, contract by contract, in bounded memory."""
    heads: list[ContractHead] = []
    for head in contracts.heads(session):
        heads.append(head)
        if len(heads) == BATCH:
            yield from _of_batch(session, heads)
            heads = []
    yield from _of_batch(session, heads)


def seal_faults(session: Session, seal: Seal) -> Iterator[Fault]:
    """What a seal knows and the records no longer hold."""
    hashes: dict[str, dict[int, str]] = defaultdict(dict)
    for contract, head in seal.heads.items():
        stored = entries.hashes_at(session, contract, head.entries)
        if stored is not None:
            hashes[contract][head.entries] = stored
    yield from seal.faults(hashes)


def _of_batch(session: Session, heads: Sequence[ContractHead]) -> Iterator[Fault]:
    """One by one where a value cannot even be read: only its own record is lost sight of."""
    try:
        yield from list(_of_records(session, heads))
    except (KeyError, TypeError, ValueError) as error:
        if len(heads) > 1:
            for head in heads:
                yield from _of_batch(session, [head])
            return
        number = error.number if isinstance(error, entries.UnreadableEntryError) else None
        yield Fault(heads[0].number, number, "読み取れない値があります。")


def _of_records(session: Session, heads: Sequence[ContractHead]) -> Iterator[Fault]:
    chains = entries.chains(session, [head.id for head in heads])
    rows = _bound_rows(session, [entry for chain in chains.values() for entry, _ in chain])
    for head in heads:
        chain = chains.get(head.id, [])
        yield from chain_faults(head.number, chain, Head(head.entries, head.last_hash))
        for entry, _ in chain:
            yield from _of_acts(entry, rows)


def _bound_rows(session: Session, found: Sequence[Entry]) -> Rows:
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in found:
        for snapshot in entry.bound_to:
            wanted[snapshot.table].add(snapshot.row)
    return {
        table: acts_on_file.rows_by_id(session, table, ids)
        for table, ids in wanted.items()
        if table in acts_on_file.TABLES
    }


def _of_acts(entry: Entry, rows: Rows) -> Iterator[Fault]:
    for snapshot in entry.bound_to:
        row = rows.get(snapshot.table, {}).get(snapshot.row)
        if row is None:
            sentence = f"もとになった行（{snapshot.table} {snapshot.row}）がありません。"
            yield Fault(entry.contract, entry.number, sentence)
        elif changed := _changed(snapshot, row):
            fields = "、".join(changed)
            where = f"{snapshot.table} {snapshot.row}"
            sentence = f"もとになった行（{where}）が変わっています：{fields}"
            yield Fault(entry.contract, entry.number, sentence)


def _changed(snapshot: Snapshot, row: Mapping[Any, Any]) -> list[str]:
    return [
        name
        for name, value in snapshot.values.items()
        if name not in row or canonical_value(row[name]) != value
    ]
