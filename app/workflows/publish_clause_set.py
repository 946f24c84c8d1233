"""特記事項を公開する: makes a draft a clause set that never changes and that contracts may hold."""

from __future__ import annotations

from datetime import datetime

from app.acts import own_clause_sets
from app.records import revisions
from app.records.database import transaction


def publish_clause_set(draft_id: int, *, seen: str, by: str, at: datetime, address: str) -> str:
    """The id of the set. Raises DraftError, ClausesChangedMeanwhileError, NoSuchClauseSetError."""
    with transaction() as session:
        revisions.lock_records(session)
        return own_clause_sets.publish(session, draft_id, seen=seen, by=by, at=at, address=address)
