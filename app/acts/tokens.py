"""トークン: random strings that open a session, and what the database keeps of them."""

from __future__ import annotations

import secrets
from hashlib import sha256

TOKEN_BYTES = 32  # 256 bits; nobody guesses one


def new_token() -> str:
    """A token that nobody has seen yet."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(secret: str) -> str:
    """The SHA-256 that stands for a secret in the database."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
