"""台帳の範囲: what a register is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.records.due_items import DueOnDay
from audits.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class Scope:
    """A day, and one fiscal year and department or all of them."""

    on: date
    fiscal_year: FiscalYear | None = None
    department: str | None = None

    def holds(self, day: date | None) -> bool:
        """Whether an act of that day belongs into the register."""
        return self.fiscal_year is None or (day is not None and day in self.fiscal_year)

    def touches(self, first: date, last: date) -> bool:
        if self.fiscal_year is None:
            return True
        days = self.fiscal_year.days
        return first <= days.last and last >= days.first

    def owes(self, item: DueOnDay) -> bool:
        """A due item of that fiscal year, else one whose due date lies in it."""
        if self.fiscal_year is None:
            return True
        if item.fiscal_year is not None:
            return item.fiscal_year == self.fiscal_year.start
        return item.due_on in self.fiscal_year
