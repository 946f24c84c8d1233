"""条項の確認の一欄: what was last confirmed of one clause in one fiscal year, when, and by what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Standing(Enum):
    """How a clause stands in a fiscal year; silence is UNCONFIRMED, never CONFIRMED."""

    CONFIRMED = "confirmed"
    CONFIRMED_LATE = "confirmed_late"
    NOT_MET = "not_met"
    OVERDUE = "overdue"
    UNCONFIRMED = "unconfirmed"
    NOT_APPLICABLE = "not_applicable"
    PLANNED = "planned"
    WAIVED = "waived"
    MISSED = "missed"


CONFIRMING = frozenset({Standing.CONFIRMED, Standing.CONFIRMED_LATE})
# Somebody has to act; in the order of how much it presses.
PRESSING = (Standing.NOT_MET, Standing.OVERDUE, Standing.UNCONFIRMED)


class SourceKind(Enum):
    """What a cell was confirmed by, or what it waits for."""

    INSPECTION = "inspection"
    ANSWER = "answer"
    FINDING = "finding"
    VIOLATION = "violation"
    SUBCONTRACT = "subcontract"
    EXCEPTION = "exception"
    DATA = "data"
    CERTIFICATE = "certificate"
    DUE_ITEM = "due_item"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Source:
    """Where it is on file, so that a page can lead there.

    `key`: 2026-1 of an inspection, 2026-1-8 of its answer to clause 8, 2026-1-1 of a finding, the
    number of a certificate, of data, of an exception or of an entry, the kind of a due item, the
    rule of a violation. Blank: all of that kind.
    """

    kind: SourceKind
    branch: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One clause in one fiscal year. `on`: the day it was confirmed on, or is due on."""

    standing: Standing
    words: str
    on: date | None = None
    by: str = ""
    source: Source | None = None

    @property
    def needs_act(self) -> bool:
        return self.standing in PRESSING

    @property
    def confirms(self) -> bool:
        return self.standing in CONFIRMING


def foremost(cells: Iterable[Cell]) -> Cell | None:
    """What decides: the most pressing, else what is still to come, else what came last."""
    return max(cells, key=_weight, default=None)


def _weight(cell: Cell) -> tuple[int, date]:
    if cell.needs_act:
        return (len(PRESSING) + 1 - PRESSING.index(cell.standing), date.min)
    return (int(cell.standing is Standing.PLANNED), cell.on or date.min)
