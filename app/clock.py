"""時計: the only place that asks the time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """The present moment, with its offset (UTC)."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Japan."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The day that a moment falls on in Japan."""
    return at.astimezone(JAPAN).date()


def end_of_day(day: date) -> datetime:
    """The moment at which the day is over in Japan; the last one there is for the last day."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=JAPAN).astimezone(UTC)


def hour_of(at: datetime) -> int:
    """The hour of the day in Japan."""
    return at.astimezone(JAPAN).hour
