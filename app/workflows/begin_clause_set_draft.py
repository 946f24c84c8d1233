"""特記事項の下書きを始める: a text brought in, or a published set copied, as a new version."""

from __future__ import annotations

from datetime import datetime

from app.acts import own_clause_sets
from app.acts.own_clause_sets import BroughtIn, Cut
from app.records import clause_set_drafts, forms_sent, revisions
from app.records.database import transaction
from checklists.drafting import DraftError

GONE = "この下書きは、もうありません。公開されたか、捨てられています。"


def begin_clause_set_draft(
    begun_with: BroughtIn | str, *, key: str, by: str, at: datetime, address: str
) -> int:
    """The draft's number; a second click leads to the same draft. A string: the set to copy.

    Raises DraftError, also where that draft is gone by now, and NoSuchClauseSetError.
    """
    begun = begun_with if isinstance(begun_with, str) else _cut(begun_with, at)
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, "begin_clause_set_draft", begun_with, by)
        begun_at = forms_sent.sent_at(session, sent)
        if begun_at is not None:
            found = clause_set_drafts.begun(session, by=by, at=begun_at)
            if found is None:
                raise DraftError(GONE)
            return found
        forms_sent.note(session, sent, at)
        if isinstance(begun, str):
            return own_clause_sets.copy(session, begun, by=by, at=at, address=address)
        return own_clause_sets.bring_in(session, begun, by=by, at=at, address=address)


def _cut(brought: BroughtIn, at: datetime) -> Cut:
    """Cut before anything is locked: nobody waits for a long text of somebody else's."""
    with transaction() as session:
        model = own_clause_sets.model_of(session, brought, at=at)
    return own_clause_sets.cut_by(model, brought)
