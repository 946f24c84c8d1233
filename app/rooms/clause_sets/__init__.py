"""特記事項: the clause sets that contracts hold, read by all and made by the secretariat."""

from app.rooms.clause_sets import bringing_in, drafting, publishing, reading
from app.rooms.clause_sets.room import room

__all__ = ["bringing_in", "drafting", "publishing", "reading", "room"]
