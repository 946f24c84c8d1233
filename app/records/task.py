"""やることの一行: a series of open due items, and the pile that it lies in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from audits.kind import Kind


class Pile(Enum):
    """Where a task lies: late, soon to be, or with the contractor for the time being."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    AWAITED = "awaited"


@dataclass(frozen=True, slots=True)
class Task:
    """A series of open due items of one engagement, kind and basis; mostly it is just one.

    `occurrence` and `known_from` are those of the first where there are several.
    `text` is what was promised or asked for; `planned_on` the day of a visit still to be made.
    """

    pile: Pile
    contract_id: int
    contract: str
    branch: int
    kind: Kind
    basis: str | None
    items: int
    due_on: date
    occurrence: str
    known_from: date | None
    title: str
    department: str
    contractor: str | None
    text: str | None
    planned_on: date | None

    @property
    def series(self) -> Series:
        return (self.pile, self.contract_id, self.branch, self.kind, self.basis)


Series = tuple[Pile, int, int, Kind, str | None]


@dataclass(frozen=True, slots=True)
class Item:
    """One due item of a series."""

    due_on: date
    occurrence: str


@dataclass(slots=True)
class TaskPile:
    """The first tasks of a pile, whether it has more, and how many due items the whole has."""

    tasks: list[Task] = field(default_factory=list)
    more: bool = False
    items: int = 0
