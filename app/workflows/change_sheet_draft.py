"""下書きを変える: one change of a draft of the check sheet, or none of it."""

from __future__ import annotations

from datetime import datetime

from app.acts import sheet_editions
from app.acts.sheet_editions import Wish
from app.records import forms_sent
from app.records.database import transaction


def change_sheet_draft(
    draft_id: int, wish: Wish, *, by: str, at: datetime, address: str, key: str = ""
) -> None:
    """`key`: of the form where a second click would do it twice.

    Raises DraftError, ChangedMeanwhileError and NoSuchEditionError.
    """
    with transaction() as session:
        sent = forms_sent.key_of(key, "change_sheet_draft", draft_id)
        if key:
            if forms_sent.was_sent(session, sent):
                return
            forms_sent.note(session, sent, at)
        sheet_editions.change(session, draft_id, wish, by=by, at=at, address=address)
