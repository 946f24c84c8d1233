"""パスワード: hashing with argon2id, and random ones for a first sign-in."""

from __future__ import annotations

import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's figures for argon2id; a thief of the table needs 19 MiB for every single guess.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Sign-ins take turns, so that many at once cannot use up memory and processor.
_turns = BoundedSemaphore(2)

# Read aloud or copied by hand: without 0 O 1 l I.
_SIGNS = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679"
_GROUPS, _GROUP_LENGTH = 4, 5


def hashed(password: str) -> str:
    """What the database keeps of a password."""
    with _turns:
        return _hasher.hash(_bytes(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether it is the password; without a hash the answer is no, and takes as long."""
    with _turns:
        try:
            _hasher.verify(password_hash or _nobodys_hash(), _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other figures than today's."""
    return _hasher.check_needs_rehash(password_hash)


def random_password() -> str:
    """A password for a first sign-in, in four groups; more than 110 bits of chance."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_bytes(32))


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
