"""一度だけ: a form that is sent twice, by a double click or a reload, is carried out once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.records import forms_sent


def was_done(session: Session, key: str, *said: object, at: datetime) -> bool:
    """Whether the form with this key has said just this before; else it is noted that it has now.

    In the act's own transaction: what is refused is not noted. Without a key nothing is known.
    """
    if not key:
        return False
    sent = forms_sent.key_of(key, *said)
    if forms_sent.was_sent(session, sent):
        return True
    forms_sent.note(session, sent, at)
    return False
