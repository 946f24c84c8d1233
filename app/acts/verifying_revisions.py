"""検証（版）: what an entry said and the newest revision of its fact no longer says.

An entry is bound to the revision that it was written with, and to no more than the columns that it
speaks of. A later revision carries the others on: they may change with an entry only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.acts.record import canonical_value
from app.records import acts_on_file
from app.records.acts_on_file import FIRST_ID, OF_CONTRACT
from app.records.base import Fact
from app.records.council_matters import CouncilMatterRow
from app.records.council_opinions import OpinionRow
from audits.entry import Entry, Snapshot
from audits.record import Fault


class Said(NamedTuple):
    """A column's value as the last entry that speaks of it has it, and that entry's number."""

    value: object
    entry: int


OF_THE_COUNCIL = (CouncilMatterRow, OpinionRow)
Chains = Mapping[int, Sequence[tuple[Entry, str]]]


def revision_faults(
    session: Session, contract_ids: Sequence[int], chains: Chains
) -> Iterator[Fault]:
    """Facts whose newest revision differs from the record in what an earlier one was bound to.

    Matters of the council and opinions on them are left out: they belong to no contract by
    themselves, and the records of several speak of them.
    """
    bound: dict[str, list[tuple[int, Snapshot]]] = defaultdict(list)
    for chain in chains.values():
        for entry, _ in chain:
            for snapshot in entry.bound_to:
                bound[snapshot.table].append((entry.number, snapshot))
    for name, snapshots in bound.items():
        table = acts_on_file.TABLES.get(name)
        if table is not None and issubclass(table, Fact) and table not in OF_THE_COUNCIL:
            # Mostly nothing was revised: then what was said need not be put together.
            revised = list(acts_on_file.revised(session, table, contract_ids))
            said = _said(session, name, snapshots) if revised else {}
            for row in revised:
                yield from _of_row(name, row, said.get(row[FIRST_ID], {}))


def _said(
    session: Session, table: str, snapshots: Sequence[tuple[int, Snapshot]]
) -> Mapping[int, dict[str, Said]]:
    """First revision → column → what the last entry said of it."""
    firsts = acts_on_file.first_ids(session, table, {snapshot.row for _, snapshot in snapshots})
    found: dict[int, dict[str, Said]] = defaultdict(dict)
    for number, snapshot in snapshots:
        first_id = firsts.get(snapshot.row, snapshot.row)
        found[first_id] |= {name: Said(one, number) for name, one in snapshot.values.items()}
    return found


def _of_row(table: str, row: Mapping[Any, Any], said: Mapping[str, Said]) -> Iterator[Fault]:
    for name, last in said.items():
        if name in row and canonical_value(row[name]) != last.value:
            sentence = f"もとになった行の新しい版（{table} {row['id']}）が違います：{name}"
            yield Fault(row[OF_CONTRACT], last.entry, sentence)
