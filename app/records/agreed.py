"""合意の経過: the terms of a contract and its subcontracts through all their changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.clock import day_of
from app.records.amendments import SUBJECTS, Amended
from app.records.contract_versions import Version, subcontract_versions, terms_versions
from audits.amendment import Revision
from audits.entry import Entry, EntryKind


@dataclass(frozen=True, slots=True)
class Step:
    """One revision, the entry that tells of it, and the 契約変更 that it is, if it is one.

    `amended` is missing where it was entered before reasons and matters were kept by themselves:
    then they stand in the words of the entry only.
    """

    version: Version
    before: Version | None = None
    entry: Entry | None = None
    amended: Amended | None = None

    @property
    def since(self) -> date | None:
        """The day from which it holds; None: it is the first one, or puts right what was there."""
        if self.before is None:
            return None
        if self.amended is not None:
            return self.amended.on
        is_amended = self.entry is not None and self.entry.kind is EntryKind.AMENDED
        return self.entry.on if is_amended and self.entry is not None else None

    @property
    def written_on(self) -> date:
        return day_of(self.version.written_at)

    @property
    def is_late(self) -> bool:
        """Whether it was entered on a later day than the one from which it holds."""
        return self.since is not None and self.written_on > self.since

    @property
    def changed(self) -> list[str]:
        """The columns that differ from the revision before."""
        if self.before is None:
            return []
        values, old = self.version.values, self.before.values
        return [name for name in values if values[name] != old[name]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one branch, as all of its revisions tell it."""

    branch: int
    steps: Sequence[Step]

    @property
    def revisions(self) -> list[Revision]:
        return [Revision(s.version.revision, s.version.values, s.since) for s in self.steps]

    def step(self, revision: int) -> Step:
        return next(step for step in self.steps if step.version.revision == revision)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A contract's terms, and its subcontracts by branch."""

    terms: Fact
    subcontracts: Mapping[int, Fact]

    @property
    def facts(self) -> list[Fact]:
        return [self.terms, *self.subcontracts.values()]

    def of(self, branch: int) -> Fact | None:
        return self.terms if branch == self.terms.branch else self.subcontracts.get(branch)


def agreed(session: Session, contract_id: int, entries: Iterable[Entry]) -> Agreed:
    """`entries`: the contract's record, as far as it can be read."""
    told = _first_entries(entries)
    below = subcontract_versions(session, contract_id)
    return Agreed(
        _fact(terms_versions(session, contract_id), told),
        {branch: _fact(versions, told) for branch, versions in below.items()},
    )


def _first_entries(entries: Iterable[Entry]) -> dict[tuple[str, int], Entry]:
    """(table, revision's row) → the entry that its writing left; 契約変更 before any other."""
    found: dict[tuple[str, int], Entry] = {}
    for entry in entries:
        for snapshot in entry.bound_to[:1]:
            key = (snapshot.table, snapshot.row)
            if snapshot.table in SUBJECTS:
                found.setdefault(key, entry)
                if entry.kind is EntryKind.AMENDED:
                    found[key] = entry
    return found


def _fact(versions: Sequence[Version], told: Mapping[tuple[str, int], Entry]) -> Fact:
    befores = [None, *versions[:-1]]
    steps = [
        Step(one, before, told.get((one.table, one.id)), one.amended)
        for before, one in zip(befores, versions, strict=True)
    ]
    return Fact(versions[0].branch, steps)
