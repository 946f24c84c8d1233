"""断りを残す: a person asked for something that is not theirs; the operation log says so."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.records.database import transaction
from app.records.people import Person

LONGEST_SUBJECT = 200


def note_refusal(person: Person, act: str, subject: str, *, address: str, at: datetime) -> None:
    with transaction() as session:
        operation_log.note(
            session,
            by=person.actor,
            act=act,
            subject=subject[:LONGEST_SUBJECT],
            at=at,
            result=operation_log.REFUSED,
            address=address,
        )
