"""付議: what the council was told and asked, and what became of it, in the one blueprint."""

from __future__ import annotations

from app.rooms.council import (
    connections,
    forms,
    index,
    matter,
    opinions,
    papers,
    promises,
    sessions,
)
from app.rooms.council.room import room

__all__ = [
    "connections",
    "forms",
    "index",
    "matter",
    "opinions",
    "papers",
    "promises",
    "room",
    "sessions",
]
