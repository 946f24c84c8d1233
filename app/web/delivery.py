"""画面の土台: everything that pages have in common, put onto the application."""

from __future__ import annotations

from flask import Flask

from app.web import csrf, errors, headers, look, permissions, sessions
from app.web.proxies import TrustedProxies
from config import Config


def register(app: Flask, config: Config) -> None:
    """In this order: who asks, whether they may; and the headers, also on what was refused."""
    app.config.update(
        MAX_CONTENT_LENGTH=permissions.MEGABYTE,
        # Flask's own signed cookie carries notices to the next page and nothing else.
        SESSION_COOKIE_NAME="__Host-notice" if config.https else "notice",
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    wsgi = TrustedProxies(app.wsgi_app, config.trusted_proxies)
    app.wsgi_app = wsgi  # type: ignore[method-assign, assignment]
    headers.register(app)
    sessions.register(app)
    csrf.register(app)
    permissions.register(app)
    errors.register(app)
    look.register(app)
