"""事故: incidents, their clocks, every step of dealing with them, and the papers about them."""

from app.rooms.incidents import index, paper, registering, show, steps
from app.rooms.incidents.room import room

__all__ = ["index", "paper", "registering", "room", "show", "steps"]
