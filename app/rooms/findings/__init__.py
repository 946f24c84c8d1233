"""指摘: what visits found, whether it was put right, and every step on the way there."""

from app.rooms.findings import index, orders, show, steps
from app.rooms.findings.room import room

__all__ = ["index", "orders", "room", "show", "steps"]
