"""セッションを続ける: notes that a session was used, so that it does not end for idleness."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from app.records import sessions
from app.records.database import BusyError, transaction
from app.records.sessions import SignedIn

# Once a minute is enough to know who is idle, and spares a write with every page.
OFTEN_ENOUGH = timedelta(minutes=1)


def continue_session(found: SignedIn, *, at: datetime) -> None:
    if at - found.last_seen_at < OFTEN_ENOUGH:
        return
    # A big load may be writing for minutes: no page waits for it, and the next one notes it.
    with suppress(BusyError), transaction(waits=False) as session:
        sessions.touch(session, found.session_id, at)
