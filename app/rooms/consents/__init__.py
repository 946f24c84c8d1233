"""再委託の承諾: a request, what is confirmed about it, the decision, and its notice."""

from app.rooms.consents import deciding, index, registering, show
from app.rooms.consents.room import room

__all__ = ["deciding", "index", "registering", "room", "show"]
