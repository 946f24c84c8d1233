"""版を公開する: makes a draft an edition that never changes and is used from a day on."""

from __future__ import annotations

from datetime import datetime

from app.acts import sheet_editions
from app.acts.sheet_editions import Publication
from app.records import revisions
from app.records.database import transaction


def publish_check_sheet(
    draft_id: int, wanted: Publication, *, seen: str, by: str, at: datetime, address: str
) -> str:
    """The id of the edition. Raises DraftError, ChangedMeanwhileError and NoSuchEditionError."""
    with transaction() as session:
        revisions.lock_records(session)
        return sheet_editions.publish(
            session, draft_id, wanted, seen=seen, by=by, at=at, address=address
        )
