"""例外の承諾: what the clauses forbid unless the city consents; asked, decided, ended."""

from app.rooms.exceptions import index, notice, registering, show, steps
from app.rooms.exceptions.room import room

__all__ = ["index", "notice", "registering", "room", "show", "steps"]
