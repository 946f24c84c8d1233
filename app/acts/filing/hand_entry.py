"""手書きの一件: one fact as a person enters or changes it, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.acts.loading.change import Amendment, Change, Stored
from app.acts.loading.sheet_map import SheetMap
from app.acts.renewing import NOTHING, TakeOver
from app.workbooks.row import Row
from audits.engagement import PRIME_BRANCH


@dataclass(frozen=True, slots=True)
class HandEntry:
    """A row of a sheet as a form gives it.

    `asked`: the headings that the form asks for; a blank there is a blank, elsewhere it keeps what
    is on file. `seen`: the number of the revision that the person had before them; None: new.
    `why`: the reason for a planned day, where one is needed. `papers`: where its papers are.
    `takes`: what a new contract takes over of the one that it names as the contract before.
    """

    sheet: SheetMap
    contract: str
    row: Row
    asked: frozenset[str]
    branch: int = PRIME_BRANCH
    seen: int | None = None
    amendment: Amendment | None = None
    why: str = ""
    papers: str = ""
    takes: TakeOver = NOTHING

    @property
    def given(self) -> dict[str, Any]:
        """The values by the table's columns, as the table keeps them."""
        return {cell.column: cell.stored(self.row[cell.heading]) for cell in self.sheet.cells}


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence on one heading; a blank heading is the form as a whole."""

    heading: str
    message: str


@dataclass(slots=True)
class Outcome:
    """What would become of an entry: nothing may be written while there are errors."""

    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    change: Change | None = None


class ChangedMeanwhileError(Exception):
    """Somebody else has changed the fact; `newest` is how it stands now, by the table's columns.

    `seen` is the number of that newest revision, `by` who wrote it.
    """

    def __init__(self, newest: Mapping[str, Any], *, seen: int, by: str) -> None:
        super().__init__("入力している間に、ほかの人がこの内容を変えました。")
        self.newest = newest
        self.seen = seen
        self.by = by


class NotThereError(LookupError):
    """The fact, or what it belongs to, is not on file, or not for this person."""


def unchanged(stored: Stored, values: Mapping[str, Any]) -> bool:
    return dict(stored.values) == dict(values)
