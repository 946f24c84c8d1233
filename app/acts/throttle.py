"""歯止め: guessing passwords becomes slow, and nobody is locked out by it (docs/sign-in.md).

Two counts, both kept in the database, so that every process sees them:
- of one login from one address: after five failures in a row each further one doubles the wait;
- of one address, whoever it names: after thirty failures in a quarter of an hour one try a minute.
A login is never locked as such: from another address its owner signs in as always. Who has signed
in from the address before is not held back by what others do there.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.acts.tokens import digest
from app.records import sign_in_attempts

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
MEMORY = timedelta(hours=1)
FREE_TRIES_OF_AN_ADDRESS = 30
WINDOW_OF_AN_ADDRESS = timedelta(minutes=15)
WAIT_OF_AN_ADDRESS = timedelta(minutes=1)
KNOWN_FOR = timedelta(days=90)


class TooManyTriesError(Exception):
    """The next try has to wait; `seconds` says how long."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, -int(-wait.total_seconds() // 1))
        super().__init__(
            "サインインの失敗が続いたため、しばらく受け付けません。"
            f"{_spoken(self.seconds)}ほど待ってから、もう一度お試しください。"
        )


def hold_back(session: Session, login: str, address: str, at: datetime) -> None:
    """Raises TooManyTriesError where the try comes too early."""
    until = max(
        _until_of_login(session, login, address, at), _until_of_address(session, login, address, at)
    )
    if until > at:
        raise TooManyTriesError(until - at)


def begin(session: Session, login: str, address: str, at: datetime) -> int:
    """Counts a try before it is known to be good, so that none goes uncounted; its number."""
    sign_in_attempts.lock(session)
    hold_back(session, login, address, at)
    sign_in_attempts.forget(session, failed_before=at - MEMORY, succeeded_before=at - KNOWN_FOR)
    return sign_in_attempts.count_one(session, digest(login), address, at)


def _until_of_login(session: Session, login: str, address: str, at: datetime) -> datetime:
    failures = sign_in_attempts.failures_of(session, digest(login), address, at - MEMORY)
    if failures.last_at is None or failures.count < FREE_TRIES:
        return at
    doublings = min(failures.count - FREE_TRIES, 10)
    wait: timedelta = min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
    return failures.last_at + wait


def _until_of_address(session: Session, login: str, address: str, at: datetime) -> datetime:
    failures = sign_in_attempts.failures_from(session, address, at - WINDOW_OF_AN_ADDRESS)
    if failures.last_at is None or failures.count < FREE_TRIES_OF_AN_ADDRESS:
        return at
    if sign_in_attempts.has_succeeded(session, digest(login), address):
        return at
    return failures.last_at + WAIT_OF_AN_ADDRESS


def _spoken(seconds: int) -> str:
    return f"{seconds}秒" if seconds < 60 else f"{-(-seconds // 60)}分"
