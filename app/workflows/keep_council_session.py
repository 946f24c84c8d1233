"""審議会の開催を登録する: puts a session on file, and puts right what its matters say of it."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.acts.council_facts import SessionSaid, keep_session
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person


def keep_council_session(
    said: SessionSaid,
    seen: int | None,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> bool:
    """Whether anything has changed; once for each `key` and what it says.

    Raises CouncilError, ChangedMeanwhileError, NotThereError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, said)
        if forms_sent.was_sent(session, sent):
            return True
        if not keep_session(session, said, seen, by=by.actor, at=at):
            return False
        forms_sent.note(session, sent, at)
        subject = f"{said.held_on.isoformat()} {said.name}".strip()
        operation_log.note(
            session, by=by.actor, act="keep_session", subject=subject, at=at, address=address
        )
    return True
