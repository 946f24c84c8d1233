"""下書きを捨てる: throws a draft of the check sheet away."""

from __future__ import annotations

from datetime import datetime

from app.acts import sheet_editions
from app.records.database import transaction


def discard_sheet_draft(draft_id: int, *, seen: str, by: str, at: datetime, address: str) -> None:
    """Raises ChangedMeanwhileError and NoSuchEditionError."""
    with transaction() as session:
        sheet_editions.discard(session, draft_id, seen=seen, by=by, at=at, address=address)
