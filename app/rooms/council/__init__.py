"""付議: what the council was told and asked, and what became of it, in the one blueprint."""

from __future__ import annotations

from app.rooms.council import (
    checks,
    connection_as_of,
    connection_mending,
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
    "checks",
    "connection_as_of",
    "connection_mending",
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
