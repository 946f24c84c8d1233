"""お試しの審議会: when the council of the fictitious city meets, and what its year is called."""

from __future__ import annotations

from datetime import date, timedelta

from audits.fiscal_year import FIRST_MONTH, FiscalYear

FIRST_OF_REIWA, FIRST_OF_HEISEI = 2019, 1989
COUNCIL_MONTHS = (5, 7, 9, 11, 1, 3)
THURSDAY, WEEK = 3, 7


def era_year(start: int) -> str:
    """R8 for the fiscal year that starts in 2026."""
    if start < FIRST_OF_REIWA:
        return f"H{start - FIRST_OF_HEISEI + 1}"
    return f"R{start - FIRST_OF_REIWA + 1}"


def session_on(start: int, month: int) -> date:
    """The council's session of a month of a fiscal year: its second Thursday."""
    first = date(start if month >= FIRST_MONTH else start + 1, month, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % WEEK + WEEK)


def last_session(before: date) -> date:
    """The council's last session before a day."""
    start = FiscalYear.of(before).start
    held = (session_on(year, month) for year in (start - 1, start) for month in COUNCIL_MONTHS)
    return max(day for day in held if day < before)
