"""例外の承諾: what the clauses forbid unless the city consents; asked, decided, ended."""

from app.rooms.exceptions import index, registering, show, steps
from app.rooms.exceptions.room import room

__all__ = ["index", "registering", "room", "show", "steps"]
