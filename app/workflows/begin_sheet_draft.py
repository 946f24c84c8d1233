"""版を写す: begins a draft of a new edition of the check sheet with what an edition asks."""

from __future__ import annotations

from datetime import datetime

from app.acts import sheet_editions
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.sheet_drafts import drafts


def begin_sheet_draft(edition_id: str, *, key: str, by: str, at: datetime, address: str) -> int:
    """The draft's number; a second click leads to the same draft. Raises NoSuchEditionError."""
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, "begin_sheet_draft", edition_id, by)
        if forms_sent.was_sent(session, sent):
            for one in drafts(session):
                if one.begun_by == by and one.copied_from == edition_id:
                    return one.id
        else:
            forms_sent.note(session, sent, at)
        return sheet_editions.begin(session, edition_id, by=by, at=at, address=address)
