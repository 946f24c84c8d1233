"""特記事項の下書きを捨てる: throws a draft of a clause set away."""

from __future__ import annotations

from datetime import datetime

from app.acts import own_clause_sets
from app.records.database import transaction


def discard_clause_set_draft(
    draft_id: int, *, seen: str, by: str, at: datetime, address: str
) -> None:
    """Raises ClausesChangedMeanwhileError and NoSuchClauseSetError."""
    with transaction() as session:
        own_clause_sets.discard(session, draft_id, seen=seen, by=by, at=at, address=address)
