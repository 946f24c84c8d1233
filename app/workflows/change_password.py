"""パスワードを変える: keeps a new password; every session of the person ends, a new one begins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import operation_log, password_rules, passwords, signing_in, throttle
from app.acts.city import setting_value
from app.records import people, sessions, sign_in_attempts
from app.records.database import reading, transaction
from app.records.people import Person


class WrongPasswordError(Exception):
    """The present password was not the one that was given."""

    def __init__(self) -> None:
        super().__init__("いまのパスワードが違います。")


class PasswordRefusedError(Exception):
    """The new password cannot be taken; the message says why."""


def change_password(present: str, new: str, *, by: Person, address: str, at: datetime) -> str:
    """The token of the new session. Raises TooManyTriesError, or one of the above.

    Whoever finds a browser that was left open guesses no faster than at the sign-in.
    """
    with reading() as session:
        why_not = _refusal(session, present, new, by)
    if why_not:
        raise PasswordRefusedError(why_not)
    with transaction() as session:
        attempt = throttle.begin(session, by.login, address, at)
        secret = people.secret_of(session, by.login)
    if not passwords.matches(present, secret.password_hash if secret else None):
        with transaction() as session:
            _note(session, by, operation_log.REFUSED, address=address, at=at)
        raise WrongPasswordError
    kept = passwords.hashed(new)
    with transaction() as session:
        if people.secret_of(session, by.login) != secret:
            raise WrongPasswordError
        sign_in_attempts.succeed(session, attempt)
        people.set_password(session, by.id, kept)
        sessions.end_all_of(session, by.id)
        _note(session, by, operation_log.DONE, address=address, at=at)
        return signing_in.open_session(session, by.id, at)


def _refusal(session: Session, present: str, new: str, by: Person) -> str | None:
    if new == present:
        return "いまと違うパスワードにしてください。"
    about = (by.login, by.name, setting_value(session, "city_name"), *by.departments)
    shortest = int(setting_value(session, "password_length"))
    return password_rules.refusal(new, shortest=shortest, about=about)


def _note(session: Session, by: Person, result: str, *, address: str, at: datetime) -> None:
    operation_log.note(
        session,
        by=by.actor,
        act="change_password",
        subject=by.login,
        at=at,
        result=result,
        address=address,
    )
