"""The days on which the demonstration is tried: two years, and the days that are hard."""

from __future__ import annotations

from datetime import date

HARD_DAYS = (
    date(2026, 3, 31),
    date(2026, 4, 1),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 31),
    date(2027, 4, 1),
    date(2028, 1, 3),
    date(2028, 2, 29),
)
OTHER_DAYS = (
    date(2026, 4, 30),
    date(2026, 5, 5),
    date(2026, 6, 1),
    date(2026, 7, 20),
    date(2026, 8, 31),
    date(2026, 9, 23),
    date(2026, 10, 10),
    date(2026, 11, 20),
    date(2027, 1, 31),
    date(2027, 2, 28),
    date(2027, 5, 1),
    date(2027, 6, 30),
    date(2027, 8, 15),
    date(2027, 9, 1),
    date(2027, 10, 31),
    date(2027, 12, 28),
)
DAYS = tuple(sorted(HARD_DAYS + OTHER_DAYS))
