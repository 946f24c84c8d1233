"""メールの宛先: where a person's mails go."""

from __future__ import annotations

from datetime import datetime

from app.acts import people
from app.records.database import transaction


def set_mail(login: str, mail: str, *, by: str, at: datetime, address: str | None = None) -> None:
    """Blank: nowhere. Raises PersonError."""
    with transaction() as session:
        people.set_mail(session, login, mail, by=by, at=at, address=address)
