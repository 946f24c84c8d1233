"""休日: the days on which a city hall is closed besides weekends."""

from __future__ import annotations

from datetime import MAXYEAR, date
from functools import lru_cache

import jpholiday

NEW_YEAR_CLOSING = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
YEARS_KEPT = 200  # to work a year out takes longer than all that a page asks of it


class Holidays:
    """National holidays, 29 December to 3 January, and the days that the city adds (rules.md 1)."""

    def __init__(self, added: frozenset[date] = frozenset()) -> None:
        self._added = added

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return (
            (day.month, day.day) in NEW_YEAR_CLOSING
            or day in self._added
            or day in _national_holidays(day.year)
        )


@lru_cache(maxsize=YEARS_KEPT)
def _national_holidays(year: int) -> frozenset[date]:
    found = jpholiday.year_holidays(year) if year < MAXYEAR else []
    return frozenset(day for day, _name in found)
