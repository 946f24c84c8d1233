"""市の設定: what the rules take from the city itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from audits.open_days import OpenDays

DEFAULT_TERM_DATES = ((4, 1), (9, 1), (1, 8))


@dataclass(frozen=True, slots=True)
class City:
    """The city's own settings that due dates depend on (rules.md 1 and 2).

    `oversight_start` (監督開始日): no due item with an earlier due date exists; None: no bound.
    `term_dates`: (month, day) of each school term's first day.
    """

    open_days: OpenDays = field(default_factory=OpenDays)
    oversight_start: date | None = None
    term_dates: tuple[tuple[int, int], ...] = DEFAULT_TERM_DATES

    def oversees(self, due_on: date) -> bool:
        return self.oversight_start is None or due_on >= self.oversight_start
