"""時計: the only place that asks the time."""

from __future__ import annotations

from datetime import UTC, date, datetime
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


def hour_of(at: datetime) -> int:
    """The hour of the day in Japan."""
    return at.astimezone(JAPAN).hour
