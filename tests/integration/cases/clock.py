"""The days of a case: the product's clock stands where the test puts it, and ticks on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import ClassVar, Self

import pytest

from app import clock

NINE = time(9)


class SetClock(datetime):
    """A clock that says the moment it was set to, and a millisecond more each time it is asked."""

    moment: ClassVar[datetime]

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        SetClock.moment += timedelta(milliseconds=1)
        at = SetClock.moment.astimezone(tz)
        return cls.combine(at.date(), at.time(), at.tzinfo)


class Calendar:
    """Turns the days."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "datetime", SetClock)
        self.turn(date(2019, 4, 1))

    def turn(self, day: date) -> None:
        """It is nine o'clock on this day in Japan."""
        SetClock.moment = datetime.combine(day, NINE, tzinfo=clock.JAPAN)
