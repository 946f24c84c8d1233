"""記入: everything that is entered and changed by hand, a form for each thing that is done."""

from app.rooms.entries.room import room

__all__ = ["room"]
