"""What stands on a printed 廃棄簿: what is left of each contract that was disposed of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ConfirmedOnPaper:
    """One of the two who decided; `at`: the moment, in words."""

    which: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class DisposedOnPaper:
    """One stub, with the last hash of the record that it stands for."""

    number: int
    contract: str
    department: str
    first_on: date
    last_on: date
    done_on: date
    done_as: str
    kept_until: date
    years: int
    entries: int
    last_hash: str
    confirmed: tuple[ConfirmedOnPaper, ConfirmedOnPaper]


@dataclass(frozen=True, slots=True)
class DisposedPaper:
    """The list as of a day; `narrowed`: which part of all it shows.

    `last_number` and `last_hash`: where the chain of all stubs ends.
    """

    city: str
    on: date
    narrowed: str
    lines: tuple[DisposedOnPaper, ...]
    last_number: int
    last_hash: str
