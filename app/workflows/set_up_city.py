"""市を設ける: departments, settings and people of a demonstration, on a database that is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import demo_accounts, operation_log, people
from app.acts.city import SETTINGS
from app.acts.people import Appointment
from app.records import departments, revisions, settings
from app.records.database import transaction
from app.records.dossier import contract_numbers
from app.records.people import people_on


class NotEmptyError(RuntimeError):
    """Something is on file already; a demonstration is never mixed with it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in."""

    login: str
    name: str
    appointments: tuple[Appointment, ...]


def set_up_city(
    *,
    departments_named: Sequence[str],
    values: Mapping[str, str],
    accounts: Sequence[Account],
    password: str,
    first_on: date,
    by: str,
    at: datetime,
) -> None:
    """Sets up a demonstration whose accounts share one password. Raises NotEmptyError."""
    with transaction() as session:
        revisions.lock_records(session)
        _check_empty(session, first_on)
        departments.set_up(session, departments_named, by=by, at=at)
        for name, value in values.items():
            settings.keep(session, name, SETTINGS[name].checked(value), by=by, at=at)
        for account in accounts:
            people.add(
                session,
                account.login,
                account.name,
                account.appointments,
                password=password,
                for_good=True,
                first_on=first_on,
                by=by,
                at=at,
            )
        demo_accounts.make_known(session, password, by=by, at=at)
        operation_log.note(session, by=by, act="set_up_city", subject="", at=at)


def _check_empty(session: Session, on: date) -> None:
    if (
        contract_numbers(session)
        or departments.department_ids(session)
        or settings.setting_values(session)
        or people_on(session, on)
    ):
        raise NotEmptyError("空でないデータベースには、お試しの市を作れません。")
