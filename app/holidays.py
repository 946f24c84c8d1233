"""休日: the days on which a city hall is closed besides weekends."""

from __future__ import annotations

from datetime import MAXYEAR, date

import jpholiday

NEW_YEAR_CLOSING = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})


class Holidays:
    """National holidays, 29 December to 3 January, and the days that the city adds (rules.md 1)."""

    def __init__(self, added: frozenset[date] = frozenset()) -> None:
        self._added = added
        self._years: dict[int, frozenset[date]] = {}

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return (
            (day.month, day.day) in NEW_YEAR_CLOSING
            or day in self._added
            or day in self._of_year(day.year)
        )

    def _of_year(self, year: int) -> frozenset[date]:
        if year not in self._years:
            found = jpholiday.year_holidays(year) if year < MAXYEAR else []
            self._years[year] = frozenset(day for day, _name in found)
        return self._years[year]
