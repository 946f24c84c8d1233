"""What stands on the list 審議会に説明したことのその後."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PromiseOnPaper:
    """One promise and what became of it, in words."""

    state: str
    needs_act: bool
    number: str
    text: str
    whose: str
    subject: str
    told: str
    confirmed_on: date | None
    how: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class PromisePaper:
    """The list as of a day; `narrowed`: which part of all it shows; `counts`: (state, how many)."""

    city: str
    on: date
    narrowed: str
    counts: tuple[tuple[str, int], ...]
    lines: tuple[PromiseOnPaper, ...]
