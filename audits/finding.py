"""指摘: a finding of an inspection as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, named 年度-回-指摘番号; the contractor's answer alone does not close it."""

    fiscal_year: int
    round: int
    number: str
    inspected_on: date | None
    set_due_on: date | None = None
    answered_on: date | None = None
    put_right_on: date | None = None

    @property
    def name(self) -> str:
        return f"{self.fiscal_year}-{self.round}-{self.number}"
