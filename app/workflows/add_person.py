"""利用者を加える: an account with its roles, and a password for the first sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.acts import passwords, people
from app.acts.people import Appointment
from app.records.database import transaction


def add_person(
    login: str,
    name: str,
    appointments: Sequence[Appointment],
    *,
    first_on: date,
    last_on: date | None = None,
    by: str,
    at: datetime,
    address: str | None = None,
) -> str:
    """The first password, which is kept nowhere. Raises PersonError."""
    password = passwords.random_password()
    with transaction() as session:
        people.add(
            session,
            login,
            name,
            appointments,
            password=password,
            first_on=first_on,
            last_on=last_on,
            by=by,
            at=at,
            address=address,
        )
    return password
