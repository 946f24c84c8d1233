"""任命する: gives a person one more role, from a first day on."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import people
from app.acts.people import Appointment
from app.records.database import transaction


def appoint_person(
    login: str,
    appointment: Appointment,
    *,
    first_on: date,
    last_on: date | None,
    by: str,
    at: datetime,
    address: str | None = None,
) -> None:
    """Raises PersonError."""
    with transaction() as session:
        people.appoint(
            session,
            login,
            appointment,
            first_on=first_on,
            last_on=last_on,
            by=by,
            at=at,
            address=address,
        )
