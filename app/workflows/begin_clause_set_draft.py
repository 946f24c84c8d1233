"""特記事項の下書きを始める: a text brought in, or a published set copied, as a new version."""

from __future__ import annotations

from datetime import datetime

from app.acts import own_clause_sets
from app.acts.own_clause_sets import BroughtIn
from app.records import forms_sent, revisions
from app.records.clause_set_drafts import drafts
from app.records.database import transaction


def begin_clause_set_draft(
    begun_with: BroughtIn | str, *, key: str, by: str, at: datetime, address: str
) -> int:
    """The draft's number; a second click leads to the same draft. A string: the set to copy.

    Raises DraftError and NoSuchClauseSetError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, "begin_clause_set_draft", begun_with, by)
        if forms_sent.was_sent(session, sent):
            for one in drafts(session):
                if one.begun_by == by:
                    return one.id
        else:
            forms_sent.note(session, sent, at)
        if isinstance(begun_with, str):
            return own_clause_sets.copy(session, begun_with, by=by, at=at, address=address)
        return own_clause_sets.bring_in(session, begun_with, by=by, at=at, address=address)
