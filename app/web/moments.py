"""日時: a moment as lists write it."""

from __future__ import annotations

from datetime import datetime

from app.clock import JAPAN
from audits.wareki import short_wareki


def moment(at: datetime) -> str:
    """R8.11.20 10:42, in Japanese time."""
    here = at.astimezone(JAPAN)
    return f"{short_wareki(here.date())} {here:%H:%M}"
