"""特記事項の下書きを変える: one change of a draft of a clause set, or none of it."""

from __future__ import annotations

from datetime import datetime

from app.acts import own_clause_sets
from app.acts.own_clause_sets import ClauseWish
from app.records.database import transaction


def change_clause_set_draft(
    draft_id: int, wish: ClauseWish, *, by: str, at: datetime, address: str
) -> None:
    """Raises DraftError, ClausesChangedMeanwhileError and NoSuchClauseSetError."""
    with transaction() as session:
        own_clause_sets.change(session, draft_id, wish, by=by, at=at, address=address)
