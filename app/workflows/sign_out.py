"""サインアウトする: ends a session; its token opens nothing from then on."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.acts.tokens import digest
from app.records import sessions
from app.records.database import transaction
from app.records.people import Person


def sign_out(token: str, *, by: Person, address: str, at: datetime) -> None:
    with transaction() as session:
        sessions.end(session, digest(token))
        operation_log.note(
            session, by=by.actor, act="sign_out", subject=by.login, at=at, address=address
        )
