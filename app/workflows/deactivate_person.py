"""利用を止める: takes an account out of use, at once."""

from __future__ import annotations

from datetime import datetime

from app.acts import people
from app.records.database import transaction


def deactivate_person(login: str, *, by: str, at: datetime, address: str | None = None) -> None:
    """Raises PersonError where nobody uses that login."""
    with transaction() as session:
        people.deactivate(session, login, by=by, at=at, address=address)
