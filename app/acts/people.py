"""利用者: giving somebody an account and roles, and taking the account out of use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.acts import operation_log, passwords
from app.clock import day_of
from app.records import accounts, administrators, departments, people, sessions
from app.records.people import Secret
from audits.roles import Role
from audits.wareki import wareki
from audits.wording import ROLE

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
LONGEST_NAME = 100
IDEOGRAPHIC_SPACE = "\u3000"
FIRST_PASSWORD_HOLDS = timedelta(days=14)
LAST_ADMINISTRATOR = (
    "{}から管理者がひとりもいなくなるため、できません。先に、ほかの人を管理者にしてください。"
)


class PersonError(ValueError):
    """An account that cannot be made or found; the message says why."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A role that somebody is given, in a department or none."""

    role: Role
    department: str | None = None


def folded_login(login: str) -> str:
    """A login as it is kept and compared: full-width signs and capitals make no difference."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def add(
    session: Session,
    login: str,
    name: str,
    appointments: Sequence[Appointment],
    *,
    password: str,
    for_good: bool = False,
    first_on: date,
    last_on: date | None = None,
    by: str,
    at: datetime,
    address: str | None = None,
) -> int:
    """Makes an account with its roles; gives its number.

    The password has to be changed at the first sign-in, and within two weeks, unless it is for
    good (the demonstration's). Refuses a login that was ever given, and a department that is not
    on file.
    """
    login = _new_login(session, login)
    _check_term(first_on, last_on)
    roles = list(dict.fromkeys(_with_department(session, appointments, first_on)))
    ends_at = None if for_good else at + FIRST_PASSWORD_HOLDS
    secret = passwords.hashed(password)
    person_id = people.add(session, login, _checked(name), secret, ends_at=ends_at, by=by, at=at)
    people.grant(session, person_id, roles, first_on=first_on, last_on=last_on)
    operation_log.note(session, by=by, act="add_person", subject=login, at=at, address=address)
    return person_id


def appoint(
    session: Session,
    login: str,
    appointment: Appointment,
    *,
    first_on: date,
    last_on: date | None,
    by: str,
    at: datetime,
    address: str | None = None,
) -> None:
    """Gives a person one more role. Refuses one that the person holds then already."""
    person = _in_use(session, login)
    _check_term(first_on, last_on)
    for held in accounts.roles_of(session, person.person_id):
        same = (held.role, held.department) == (appointment.role, appointment.department)
        if same and held.overlaps(first_on, last_on):
            raise PersonError("その期間には、すでに同じ役割があります。")
    roles = list(_with_department(session, [appointment], first_on))
    people.grant(session, person.person_id, roles, first_on=first_on, last_on=last_on)
    operation_log.note(session, by=by, act="appoint", subject=person.login, at=at, address=address)


def end_role(
    session: Session,
    login: str,
    role_id: int,
    last_on: date,
    *,
    by: str,
    at: datetime,
    address: str | None = None,
) -> None:
    """The role is held to that day and no longer; open sessions go by that from then on."""
    person, on = _in_use(session, login), day_of(at)
    before = administrators.first_day_without(session, on)
    if not accounts.end_role(session, person.person_id, role_id, last_on):
        raise PersonError("その日で終えられる役割ではありません。")
    _check_administrators(session, before, on)
    operation_log.note(session, by=by, act="end_role", subject=person.login, at=at, address=address)


def deactivate(
    session: Session, login: str, *, by: str, at: datetime, address: str | None = None
) -> None:
    """Takes an account out of use; whoever is signed in with it is so no longer."""
    person, on = _in_use(session, login), day_of(at)
    before = administrators.first_day_without(session, on)
    people.deactivate(session, person.person_id, at)
    _check_administrators(session, before, on)
    sessions.end_all_of(session, person.person_id)
    operation_log.note(
        session, by=by, act="deactivate_person", subject=person.login, at=at, address=address
    )


# Signs that an address may have without quoting: the mail program stumbles over others.
MAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
LONGEST_MAIL = 254


def set_mail(
    session: Session, login: str, mail: str, *, by: str, at: datetime, address: str | None = None
) -> None:
    """Where the person's mails go; blank: nowhere. Refuses what is no address."""
    person = _in_use(session, login)
    kept = unicodedata.normalize("NFKC", mail).strip()
    if kept and (len(kept) > LONGEST_MAIL or not kept.isascii() or not MAIL.fullmatch(kept)):
        raise PersonError("メールアドレスは name@example.jp のような形で入れてください。")
    people.set_mail(session, person.person_id, kept or None)
    operation_log.note(session, by=by, act="set_mail", subject=person.login, at=at, address=address)


def renew_password(
    session: Session,
    login: str,
    password: str,
    *,
    by: str,
    at: datetime,
    address: str | None = None,
) -> None:
    """Gives a new first password; whoever is signed in with the account is so no longer."""
    person = _in_use(session, login)
    secret, ends_at = passwords.hashed(password), at + FIRST_PASSWORD_HOLDS
    people.set_password(session, person.person_id, secret, ends_at=ends_at)
    sessions.end_all_of(session, person.person_id)
    operation_log.note(
        session, by=by, act="renew_password", subject=person.login, at=at, address=address
    )


def _check_administrators(session: Session, before: date | None, on: date) -> None:
    """Somebody has to be able to look after the installation, as long as before at least."""
    after = administrators.first_day_without(session, on)
    if after is not None and (before is None or after < before):
        raise PersonError(LAST_ADMINISTRATOR.format(wareki(after)))


def _in_use(session: Session, login: str) -> Secret:
    found = people.secret_of(session, folded_login(login))
    if found is None:
        raise PersonError(f"「{login}」という使用中の利用者はいません。")
    return found


def _check_term(first_on: date, last_on: date | None) -> None:
    if last_on is not None and last_on < first_on:
        raise PersonError("最後の日は、最初の日以後にしてください。")


def _new_login(session: Session, login: str) -> str:
    folded = folded_login(login)
    if not LOGIN.fullmatch(folded):
        raise PersonError("利用者名は、英数字と . _ @ - で64文字以内にしてください。")
    if people.is_known(session, folded):
        raise PersonError(f"利用者名「{folded}」は、すでに使われています（停止したものを含む）。")
    return folded


def _checked(name: str) -> str:
    kept = name.strip()
    unprintable = any(not sign.isprintable() and sign != IDEOGRAPHIC_SPACE for sign in kept)
    if not kept or len(kept) > LONGEST_NAME or unprintable:
        raise PersonError(f"氏名を{LONGEST_NAME}文字以内で入れてください。")
    return kept


def _with_department(
    session: Session, appointments: Iterable[Appointment], first_on: date
) -> Iterable[tuple[Role, int | None]]:
    known = departments.department_ids(session)
    ended = {name: last for name, last in departments.last_days(session).items() if last < first_on}
    for given in appointments:
        word = ROLE[given.role]
        if not given.role.belongs_to_a_department:
            yield given.role, None
        elif given.department is None:
            raise PersonError(f"{word}には、所管課を指定してください。")
        elif given.department not in known:
            raise PersonError(f"「{given.department}」という所管課は登録されていません。")
        elif given.department in ended:
            until = wareki(ended[given.department])
            raise PersonError(f"「{given.department}」は、{until}までの所管課です。")
        else:
            yield given.role, known[given.department]
