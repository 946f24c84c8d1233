"""デモの利用者: whom the sign-in page of a demonstration offers; others have none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts.passwords import matches
from app.records import people, settings
from app.records.people import Person

# Set by `flask demo` and by nothing else: `settings set` does not know it.
DEMO_PASSWORD = "demo_password"  # noqa: S105 — the name of a setting


@dataclass(frozen=True, slots=True)
class DemoAccounts:
    """The people of the demonstration, and the one password that all of them have."""

    password: str
    people: tuple[Person, ...]


def make_known(session: Session, password: str, *, by: str, at: datetime) -> None:
    """From now on the sign-in page tells everybody this password."""
    settings.keep(session, DEMO_PASSWORD, password, by=by, at=at)


def still_open(session: Session, on: date) -> DemoAccounts | None:
    """Those with whom the demonstration's password still opens the door; None where nobody is."""
    found = demo_accounts(session, on)
    if found is None:
        return None
    secrets = ((one, people.secret_of(session, one.login)) for one in found.people)
    can = [one for one, kept in secrets if kept and matches(found.password, kept.password_hash)]
    return DemoAccounts(found.password, tuple(can)) if can else None


def demo_accounts(session: Session, on: date) -> DemoAccounts | None:
    """The accounts to show; None where this is no demonstration."""
    password = settings.setting_values(session).get(DEMO_PASSWORD)
    if password is None:
        return None
    return DemoAccounts(password, tuple(people.people_on(session, on)))
