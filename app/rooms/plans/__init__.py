"""日程: the year's plan; its pages, and the one blueprint that they stand in."""

from __future__ import annotations

from app.rooms.plans import department, index, leave_open, move, proposals, risk
from app.rooms.plans.room import room

__all__ = ["department", "index", "leave_open", "move", "proposals", "risk", "room"]
