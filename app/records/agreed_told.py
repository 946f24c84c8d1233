"""記録の語る合意: the terms of a contract through all their changes, as its record tells them.

The page of a contract has read the record anyway: what the record tells need not be asked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.records.agreed import Fact, Step, agreed
from app.records.amendments import Amended, AmendmentRow
from app.records.contract_versions import Version
from app.records.contracts import ContractTermsRow
from audits.engagement import PRIME_BRANCH
from audits.entry import Entry, EntryKind

TERMS, AMENDMENTS = ContractTermsRow.__tablename__, AmendmentRow.__tablename__
WHOLE = frozenset(ContractTermsRow.FACTS) - {"remarks", "came_to_nothing_on"}


def terms_told(session: Session, contract_id: int, entries: Sequence[Entry]) -> Fact | None:
    """None where nothing was ever amended: then everything is as it was from the beginning.

    A contract that was amended while nobody was 受託者 has no entry of its beginning: its terms are
    asked of their table.
    """
    if all(entry.kind is not EntryKind.AMENDED for entry in entries):
        return None
    told = [one for one in entries if _of(one, TERMS) and one.branch == PRIME_BRANCH]
    if not told or told[0].kind is EntryKind.AMENDED:
        return agreed(session, contract_id, entries).terms
    return Fact(PRIME_BRANCH, list(_steps(told, _mended(entries))))


def _steps(told: Sequence[Entry], mended: Mapping[int, Entry]) -> Iterator[Step]:
    before: Version | None = None
    for entry in told:
        snapshot = entry.bound_to[0]
        if not snapshot.values.keys() >= WHOLE:
            continue  # what tells of one column alone
        version = Version(
            TERMS,
            snapshot.row,
            0,
            before.revision + 1 if before else 1,
            PRIME_BRANCH,
            snapshot.values,
            entry.written_at,
            entry.written_by,
            is_current=False,
        )
        yield Step(version, before, entry, _amended(entry, mended.get(entry.number)))
        before = version


def _amended(entry: Entry, mended: Entry | None) -> Amended | None:
    """What is known of the change, as it was put right last."""
    told = [snapshot for snapshot in entry.bound_to if snapshot.table == AMENDMENTS]
    if mended is not None:
        told = list(mended.bound_to[:1])
    for snapshot in told:
        values: dict[str, Any] = dict(snapshot.values)
        values["on"] = date.fromisoformat(values["on"])
        written = mended or entry
        return Amended(snapshot.row, 0, 0, values, written.written_at, written.written_by)
    return None


def _mended(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Number of an entry of 契約変更 → the last entry that puts right what is known of it."""
    roots: dict[int, int] = {}
    found: dict[int, Entry] = {}
    for entry in entries:
        if _of(entry, AMENDMENTS) and entry.corrects is not None:
            root = roots.get(entry.corrects, entry.corrects)
            roots[entry.number] = root
            found[root] = entry
    return found


def _of(entry: Entry, table: str) -> bool:
    return bool(entry.bound_to) and entry.bound_to[0].table == table
