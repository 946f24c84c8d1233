"""サインインの続き: what a good password opens, and what everybody is held to."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.city import setting_value
from app.acts.tokens import digest, new_token
from app.records import sessions

UNKNOWN = "不明"
UNKNOWN_LOGIN = "登録のない利用者名"  # not as typed: it may be a password in the wrong box


def open_session(session: Session, person_id: int, at: datetime) -> str:
    """Opens a session; gives its token, which nobody has seen before."""
    token = new_token()
    sessions.start(
        session,
        digest(token),
        person_id,
        idle=timedelta(minutes=int(setting_value(session, "session_idle_minutes"))),
        absolute=timedelta(hours=int(setting_value(session, "session_hours"))),
        at=at,
    )
    return token


def note_failure(session: Session, login: str | None, *, address: str, at: datetime) -> None:
    """The line of a sign-in that failed; the login where somebody has it."""
    operation_log.note(
        session,
        by=UNKNOWN,
        act="sign_in",
        subject=login or UNKNOWN_LOGIN,
        at=at,
        result=operation_log.REFUSED,
        address=address,
    )
