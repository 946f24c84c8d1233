"""偽造防止: what changes something has to come from a page that we gave to this very browser."""

from __future__ import annotations

import hmac

from flask import Flask, abort, current_app, request

from app.web.sessions import browser_token

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def register(app: Flask) -> None:
    """Templates write `{{ csrf_token() }}` into each form."""
    app.jinja_env.globals[FIELD] = csrf_token


def csrf_token() -> str:
    """What a form has to bring back: bound to the browser's token, which only the server can do."""
    return token_for(browser_token())


def token_for(browser: str) -> str:
    """The same for a browser that is given this token only now."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"csrf:" + browser.encode(), "sha256").hexdigest()


def is_forged() -> bool:
    """Whether the request would change something and does not come from one of our pages."""
    if request.method in SAFE:
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    return not hmac.compare_digest(given.encode(), csrf_token().encode())


def refuse_forged() -> None:
    if is_forged():
        abort(400, "forged")
