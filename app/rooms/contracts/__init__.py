"""契約: the list of contracts, and one contract from first hand-over to confirmed erasure."""

from app.rooms.contracts import as_of, index, show
from app.rooms.contracts.room import room

__all__ = ["as_of", "index", "room", "show"]
