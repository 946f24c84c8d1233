"""期間: a run of days with a first and a last day, both inclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A first and a last day, both inclusive. Refuses an end before its start."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a term cannot end ({self.last}) before it starts ({self.first})")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __and__(self, other: Term) -> Term:
        """The days that both hold; the two must overlap."""
        return Term(max(self.first, other.first), min(self.last, other.last))

    @property
    def days(self) -> int:
        """Number of days, both ends counted."""
        return (self.last - self.first).days + 1
