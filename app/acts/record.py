"""管理記録に書く: links new entries, and corrections of earlier ones, to a contract's chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts.drafts import GAP, Draft
from app.clock import day_of
from app.records import contracts, entries, revisions
from audits.entry import Entry, EntryKind, Snapshot, Value, first_hash_before
from audits.record import Head
from audits.wareki import short_wareki

FROM_WORKBOOK = "登録ブックから"


def from_workbook(by: str) -> str:
    """Who wrote an entry that was loaded (record.md, Loading)."""
    return f"{FROM_WORKBOOK}（{by}）"


def is_from_workbook(entry: Entry) -> bool:
    return entry.written_by.startswith(FROM_WORKBOOK)


@dataclass(frozen=True, slots=True)
class Act:
    """One act that leaves an entry: its draft, and the row that the entry is bound to.

    `first_id`: the number of that row's first revision. `corrects`: the number of the entry that
    it puts right, if it does. `rests_on`: rows that it is bound to besides; `evidence`: the
    SHA-256 of files.
    """

    contract: str
    branch: int
    draft: Draft
    table: str
    row: int
    first_id: int
    values: Mapping[str, Any]
    corrects: int | None = None
    rests_on: tuple[Snapshot, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def snapshot(self) -> Snapshot:
        draft = self.draft
        return snapshot_of(self.table, self.row, self.values, draft.fields, draft.fields_version)


def snapshot_of(
    table: str, row: int, values: Mapping[str, Any], fields: Sequence[str], version: int = 1
) -> Snapshot:
    """The canonical snapshot of some columns of a row; `version` numbers their list."""
    return Snapshot(table, row, {name: canonical_value(values[name]) for name in fields}, version)


def canonical_value(value: Any) -> Value:
    """A column's value as it stands in a snapshot: dates are ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple | list) else value


@dataclass(frozen=True, slots=True)
class Chain:
    """The contract whose record is written, and the end of its chain before writing."""

    contract_id: int
    contract: str
    head: Head

    @classmethod
    def new(cls, contract_id: int, contract: str) -> Chain:
        return cls(contract_id, contract, Head(0, first_hash_before(contract)))


def linked(
    chain: Chain, acts: Sequence[Act], *, by: str, at: datetime
) -> tuple[list[Mapping[str, object]], Chain]:
    """The acts as rows of entries, in the order of their days, and the chain with its new end.

    The caller holds the chain's head (a lock on the contract's row), adds the rows and stores the
    new end.
    """
    number, before = chain.head.entries, chain.head.hash
    rows: list[Mapping[str, object]] = []
    for act in sorted(acts, key=lambda act: _day(act, at)):
        number += 1
        entry = _entry(act, number, before, by=by, at=at)
        row = entries.to_values(entry, chain.contract_id, act.first_id, act.draft.slot)
        rows.append(row)
        before = str(row["hash"])
    return rows, replace(chain, head=Head(number, before))


def append(session: Session, acts: Sequence[Act], *, by: str, at: datetime) -> None:
    """Writes the acts into the record of the one contract that they belong to.

    The caller holds the lock on the records.
    """
    contract = acts[0].contract
    contract_id, count, last_hash = revisions.contracts_by_number(session, [contract])[contract]
    added, chain = linked(Chain(contract_id, contract, Head(count, last_hash)), acts, by=by, at=at)
    entries.add(session, added)
    contracts.set_heads(session, [(contract_id, chain.head)])


def _day(act: Act, at: datetime) -> date:
    """A correction is made on the day it is written; an act on its own day."""
    if act.corrects is not None or act.draft.on is None:
        return day_of(at)
    return act.draft.on


def _entry(act: Act, number: int, before: str, *, by: str, at: datetime) -> Entry:
    draft = act.draft
    return Entry(
        contract=act.contract,
        number=number,
        on=_day(act, at),
        kind=EntryKind.CORRECTED if act.corrects else draft.kind,
        text=_correction_text(act) if act.corrects else draft.text,
        written_at=at,
        written_by=by,
        hash_before=before,
        branch=act.branch,
        other_party=draft.other_party,
        officer=draft.officer,
        method=draft.method,
        place=draft.place,
        corrects=act.corrects,
        bound_to=(act.snapshot, *act.rests_on),
        evidence=act.evidence,
    )


def _correction_text(act: Act) -> str:
    day = short_wareki(act.draft.on) if act.draft.on else ""
    return GAP.join(part for part in (f"{act.corrects}号を訂正", day, act.draft.text) if part)
