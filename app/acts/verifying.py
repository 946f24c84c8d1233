"""検証: holds every chain, and every row that an entry is bound to, against what was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.acts.drafts import DRAFTS, About, drafts_of
from app.acts.record import canonical_value
from app.acts.verifying_consents import consent_faults
from app.acts.verifying_exceptions import exception_faults
from app.acts.verifying_files import file_faults
from app.acts.verifying_papers import paper_faults
from app.acts.verifying_revisions import revision_faults
from app.records import acts_on_file, contracts, disposed_contracts, entries
from app.records.acts_on_file import FIRST_ID, OF_BRANCH, OF_CONTRACT
from app.records.amendments import AmendmentRow
from app.records.contracts import ContractHead
from app.records.council_matters import CouncilMatterRow
from app.records.revisions import in_batches
from audits.disposal import stub_faults
from audits.engagement import PRIME_BRANCH
from audits.entry import Entry, EntryKind, Snapshot
from audits.record import DISPOSED, Fault, Head, Seal, chain_faults

BATCH = 200

Rows = Mapping[str, Mapping[int, Mapping[Any, Any]]]
Chain = Sequence[tuple[Entry, str]]
Recorded = tuple[str, int, frozenset[str]]


def record_faults(session: Session) -> Iterator[Fault]:
    """Every fault of every record, contract by contract, in bounded memory."""
    heads: list[ContractHead] = []
    for head in contracts.heads(session):
        heads.append(head)
        if len(heads) == BATCH:
            yield from _of_batch(session, heads)
            heads = []
    yield from _of_batch(session, heads)


def faults_of(session: Session, contract_ids: Sequence[int]) -> list[Fault]:
    """Every fault of the records of these contracts."""
    found: list[Fault] = []
    for some in in_batches(contract_ids):
        found += _of_batch(session, contracts.heads_of(session, some))
    return found


def disposal_faults(session: Session) -> Iterator[Fault]:
    """Every fault of what is left of disposed contracts."""
    on_file = disposed_contracts.still_on_file(session)
    try:
        yield from list(stub_faults(disposed_contracts.stubs(session), on_file))
    except (KeyError, TypeError, ValueError):
        yield Fault(DISPOSED, None, "読み取れない値があります。")


def seal_faults(session: Session, seal: Seal) -> Iterator[Fault]:
    """What a seal knows and neither the records nor the stubs hold any more."""
    hashes: dict[str, dict[int, str]] = defaultdict(dict)
    gone = disposed_contracts.numbers_among(session, seal.heads)
    for contract, head in seal.heads.items():
        stored = entries.hashes_at(session, contract, head.entries)
        if stored is None and contract in gone:
            stored = disposed_contracts.hash_of_entry(session, contract, head.entries)
        if stored is not None:
            hashes[contract][head.entries] = stored
    last = seal.disposed
    of_stub = disposed_contracts.hash_of_stub(session, last.entries) if last else None
    yield from seal.faults(hashes, of_stub)


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
    bound = _bound(entry for chain in chains.values() for entry, _ in chain)
    rows = {table: acts_on_file.rows_by_id(session, table, ids) for table, ids in bound.items()}
    hidden = {
        table: acts_on_file.without_current(session, table, ids) for table, ids in bound.items()
    }
    for head in heads:
        chain = chains.get(head.id, [])
        yield from chain_faults(head.number, chain, Head(head.entries, head.last_hash))
        for entry, _ in chain:
            yield from _of_acts(entry, rows, hidden)
    numbers = {head.id: head.number for head in heads}
    yield from paper_faults(session, numbers, chains)
    yield from file_faults(session, numbers, chains)
    yield from revision_faults(session, [head.id for head in heads], chains)
    yield from consent_faults(session, [head.id for head in heads], chains.values())
    yield from exception_faults(session, [head.id for head in heads], chains.values())
    recorded = _recorded(session, chains.values())
    yield from _unrecorded(session, [head.id for head in heads], recorded)


def _recorded(session: Session, chains: Iterable[Chain]) -> set[Recorded]:
    """What the entries speak of: table, first revision, and the columns they are bound to."""
    snapshots = [s for chain in chains for entry, _ in chain for s in entry.bound_to]
    wanted: dict[str, set[int]] = defaultdict(set)
    for snapshot in snapshots:
        if snapshot.table in acts_on_file.TABLES:
            wanted[snapshot.table].add(snapshot.row)
    firsts = {t: acts_on_file.first_ids(session, t, ids) for t, ids in wanted.items()}
    return {
        (s.table, firsts.get(s.table, {}).get(s.row, s.row), frozenset(s.values)) for s in snapshots
    }


def _unrecorded(
    session: Session, contract_ids: Sequence[int], recorded: set[Recorded]
) -> Iterator[Fault]:
    """Facts that should have left an entry and have none: somebody put them there past the product.

    Matters of the council are left out: they belong to no contract by themselves.
    """
    for table in DRAFTS:
        if table is CouncilMatterRow:
            continue
        for row in acts_on_file.in_force(session, table, contract_ids):
            about = About(row.get(OF_BRANCH, PRIME_BRANCH))
            for draft in drafts_of(table, row, about):
                keys = {
                    (table.__tablename__, row[FIRST_ID], frozenset(fields))
                    for fields in (draft.fields, *draft.earlier_fields)
                }
                if keys.isdisjoint(recorded):
                    where = f"{table.__tablename__} {row[FIRST_ID]}"
                    sentence = f"「{draft.kind.value}」の記録がない事実（{where}）があります。"
                    yield Fault(row[OF_CONTRACT], None, sentence)
    for row in acts_on_file.in_force(session, AmendmentRow, contract_ids):
        own = (AmendmentRow.__tablename__, row[FIRST_ID], frozenset(AmendmentRow.FACTS))
        if own not in recorded:
            where = f"{AmendmentRow.__tablename__} {row[FIRST_ID]}"
            sentence = f"「{EntryKind.AMENDED.value}」の記録がない事実（{where}）があります。"
            yield Fault(row[OF_CONTRACT], None, sentence)


def _bound(found: Iterable[Entry]) -> Mapping[str, set[int]]:
    """The rows, by table, that these entries are bound to."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in found:
        for snapshot in entry.bound_to:
            if snapshot.table in acts_on_file.TABLES:
                wanted[snapshot.table].add(snapshot.row)
    return wanted


def _of_acts(entry: Entry, rows: Rows, hidden: Mapping[str, set[int]]) -> Iterator[Fault]:
    for snapshot in entry.bound_to:
        row = rows.get(snapshot.table, {}).get(snapshot.row)
        is_hidden = snapshot.row in hidden.get(snapshot.table, ())
        for what in _wrong(entry, snapshot, row, is_hidden=is_hidden):
            sentence = f"もとになった行（{snapshot.table} {snapshot.row}）{what}"
            yield Fault(entry.contract, entry.number, sentence)


def _wrong(
    entry: Entry, snapshot: Snapshot, row: Mapping[Any, Any] | None, *, is_hidden: bool
) -> Iterator[str]:
    if row is None:
        yield "がありません。"
        return
    if changed := _changed(snapshot, row):
        yield f"が変わっています：{'、'.join(changed)}"
    if row.get(OF_CONTRACT, entry.contract) != entry.contract:
        yield "が別の契約に移っています。"
    elif row.get(OF_BRANCH, entry.branch) != entry.branch:
        yield "が別の枝番に移っています。"
    if is_hidden:
        yield "が、有効でないものとされています。"


def _changed(snapshot: Snapshot, row: Mapping[Any, Any]) -> list[str]:
    return [
        name
        for name, value in snapshot.values.items()
        if name not in row or canonical_value(row[name]) != value
    ]
