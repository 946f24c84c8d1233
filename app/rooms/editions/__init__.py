"""版: the editions of the standard check sheet, read by all and made by the secretariat."""

from app.rooms.editions import drafting, publishing, reading
from app.rooms.editions.room import room

__all__ = ["drafting", "publishing", "reading", "room"]
