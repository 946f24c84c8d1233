"""サインインする: opens a session for whoever knows the password."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log, passwords, signing_in, throttle
from app.acts.people import folded_login
from app.records import people, sign_in_attempts
from app.records.database import reading, transaction
from app.records.people import Secret


class SignInRefusedError(Exception):
    """Nobody is signed in; one sentence for every reason, so that it tells nobody who exists."""

    def __init__(self) -> None:
        super().__init__("利用者名かパスワードが違います。もう一度入れてください。")


class FirstPasswordEndedError(Exception):
    """The first password was right and came too late."""

    def __init__(self) -> None:
        super().__init__("はじめのパスワードの期限が切れています。管理者に連絡してください。")


def sign_in(login: str, password: str, *, address: str, at: datetime) -> str:
    """The token of the session. Raises TooManyTriesError, or one of the above.

    Two transactions: the password is compared between them, which takes long on purpose, and
    meanwhile nobody else should have to wait for the database.
    """
    login = folded_login(login)
    with reading() as session:
        throttle.hold_back(session, login, address, at)
    with transaction() as session:
        attempt = throttle.begin(session, login, address, at)
        secret = people.secret_of(session, login)
    if not passwords.matches(password, secret.password_hash if secret else None) or not secret:
        with transaction() as session:
            signing_in.note_failure(session, login if secret else None, address=address, at=at)
        raise SignInRefusedError
    return _open(secret, password, attempt, address=address, at=at)


def _open(secret: Secret, password: str, attempt: int, *, address: str, at: datetime) -> str:
    newer = passwords.hashed(password) if passwords.is_outdated(secret.password_hash) else None
    ended = secret.password_ends_at is not None and at >= secret.password_ends_at
    with transaction() as session:
        # Meanwhile the account may have gone out of use, or its password have changed.
        still_holds = people.secret_of(session, secret.login) == secret
        if ended or not still_holds:
            signing_in.note_failure(session, secret.login, address=address, at=at)
            token = None
        else:
            sign_in_attempts.succeed(session, attempt)
            if newer:
                people.set_password(
                    session, secret.person_id, newer, ends_at=secret.password_ends_at
                )
            token = signing_in.open_session(session, secret.person_id, at)
            operation_log.note(
                session,
                by=secret.actor,
                act="sign_in",
                subject=secret.login,
                at=at,
                address=address,
            )
    if token is None:
        raise FirstPasswordEndedError if ended else SignInRefusedError
    return token
