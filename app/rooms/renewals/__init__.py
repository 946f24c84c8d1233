"""次年度更新: the contracts that end in a year, renewed many at a time."""

from __future__ import annotations

from app.rooms.renewals import index
from app.rooms.renewals.room import room

__all__ = ["index", "room"]
