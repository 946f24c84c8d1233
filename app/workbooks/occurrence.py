"""対象: which occurrence of a commitment an entry is about, as it was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audits.period import Period


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A named period, or a day; whether the day stood in a real date cell decides how it is read.

    Exactly one of `period` and `day` is set.
    """

    period: Period | None = None
    day: date | None = None
    from_date_cell: bool = False

    def __str__(self) -> str:
        return str(self.period) if self.day is None else self.day.isoformat()

    @property
    def as_period(self) -> Period | None:
        """For a rhythm of months to years: the named period, or the month of a real date cell."""
        if self.day is not None and self.from_date_cell:
            return Period.month_of(self.day)
        return self.period

    @property
    def as_day(self) -> date | None:
        """For 期日, 指定日 and 学期: a date in any form."""
        return self.day
