"""台帳の範囲: what a register is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.records import scope as records
from app.records.due_items import DueOnDay
from audits.fiscal_year import FiscalYear

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """A day, one fiscal year or all of them, and the contracts of some departments or of all.

    `departments`: the 所管課 asked for; empty: all. `reach`: whose contracts may be shown at all.
    """

    on: date
    fiscal_year: FiscalYear | None = None
    departments: tuple[str, ...] = ()
    reach: records.Scope = records.EVERYTHING

    @property
    def department_words(self) -> str | None:
        """Whose contracts these are; None for the whole city."""
        named = self.departments or tuple(sorted(self.reach.departments))
        if not named:
            return None
        return "、".join(named) if len(named) <= MOST_NAMED else f"{named[0]}ほか{len(named) - 1}課"

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
