"""役割を終える: a role is held to a day and no longer."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import people
from app.records.database import transaction


def end_role(
    login: str, role_id: int, last_on: date, *, by: str, at: datetime, address: str | None = None
) -> None:
    """Raises PersonError."""
    with transaction() as session:
        people.end_role(session, login, role_id, last_on, by=by, at=at, address=address)
