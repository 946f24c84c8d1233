"""変更: what loading a book adds to the tables, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.acts.loading.sheets import SheetMap
from app.workbooks.problem import Problem
from audits.engagement import PRIME_BRANCH
from audits.entry import Snapshot

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """The newest revision of a fact as it stands in its table; `first_id` is its first one's."""

    id: int
    first_id: int
    revision: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Amendment:
    """契約変更: since when, and why; a change without one puts right what was on file (訂正).

    `matter`: the number of the 付議 in which the council was told of it.
    """

    on: date
    reason: str
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What a row belongs to: a contract and branch, or a connection, or nothing of the kind."""

    contract: str | None = None
    branch: int = PRIME_BRANCH
    connection: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A new fact, or a new revision of one. `values` holds all columns that say what it is.

    `inspected_on`: for a finding, the day of the inspection that it belongs to. `told`: what the
    record's entry says besides, from what stands in no column. `rests_on`: rows of other tables
    that its entries are bound to beside its own. `why`: the reason for another planned day.
    `papers`: where the papers of it are, for entries that say nothing of it themselves.
    """

    sheet: SheetMap
    row: int
    place: Place
    values: Mapping[str, Any]
    previous: Stored | None = None
    inspected_on: date | None = None
    told: str = ""
    rests_on: tuple[Snapshot, ...] = ()
    why: str = ""
    papers: str = ""

    def differences(self) -> Iterator[tuple[str, Any, Any]]:
        """(heading, before, after) of every column that a known fact changes."""
        before = self.previous.values if self.previous else {}
        for column, heading in self.sheet.headings.items():
            if self.previous and before[column] != self.values[column]:
                yield heading, before[column], self.values[column]


@dataclass(slots=True)
class SheetCount:
    """How many rows of a sheet were read, and what becomes of them."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Plan:
    """All that a book would change, and everything to be said about it."""

    changes: list[Change] = field(default_factory=list)
    counts: dict[str, SheetCount] = field(default_factory=dict)
    new_departments: list[str] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    contracts: list[str] = field(default_factory=list)

    @property
    def updates(self) -> list[Change]:
        return [change for change in self.changes if change.previous]
