"""取扱者: who handles the data on a day, from when to when, and the end of it in one press."""

from app.rooms.handlers import index, terms
from app.rooms.handlers.room import room

__all__ = ["index", "room", "terms"]
