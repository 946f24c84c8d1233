"""パスワードを出し直す: a new password for one sign-in, for somebody who has forgotten theirs."""

from __future__ import annotations

from datetime import datetime

from app.acts import passwords, people
from app.records.database import transaction


def renew_password(login: str, *, by: str, at: datetime, address: str | None = None) -> str:
    """The password, which is kept nowhere; sessions end. Raises PersonError."""
    password = passwords.random_password()
    with transaction() as session:
        people.renew_password(session, login, password, by=by, at=at, address=address)
    return password
