"""セッション: the browser keeps a random token in a cookie; what it stands for is on the server."""

from __future__ import annotations

import re

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from app.acts.tokens import digest, new_token
from app.clock import day_of, now
from app.records import sessions
from app.records.database import reading
from app.records.people import Person
from app.records.sessions import SignedIn
from app.workflows.continue_session import continue_session

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
STATIC = "static"
FORGET_EVERYTHING = '"cache", "cookies", "storage"'


def register(app: Flask) -> None:
    """Finds out who asks before each request; gives a browser its token after it."""
    app.before_request(_recognise)
    app.after_request(_keep_new_token)


def signed_in_person() -> Person | None:
    """Who has signed in with this browser."""
    found: SignedIn | None = g.get("signed_in")
    return found.person if found else None


def address() -> str:
    """Where the request comes from, as the proxies that we trust say."""
    return request.remote_addr or ""


def browser_token() -> str:
    """The token of this browser; a new one, worth nothing yet, where it has none."""
    token: str | None = g.get("browser_token")
    if token is None:
        token = g.browser_token = g.new_token = new_token()
    return token


def hand_over(response: Response, token: str) -> Response:
    """Gives the browser the token of a session that was just opened, in place of any other."""
    g.pop("new_token", None)
    response.set_cookie(_cookie(), token, path="/", secure=_https(), httponly=True, samesite="Lax")
    return response


def take_away(response: Response) -> Response:
    """Makes the browser forget the session, and what it has kept of our pages."""
    g.pop("new_token", None)
    response.delete_cookie(_cookie(), path="/", secure=_https(), httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = FORGET_EVERYTHING
    return response


def _recognise() -> None:
    token = request.cookies.get(_cookie(), "")
    if request.endpoint == STATIC or not TOKEN.fullmatch(token):
        return
    g.browser_token, at = token, now()
    with reading() as session:
        found = sessions.signed_in(session, digest(token), at=at, day_of=day_of)
    if found is not None:
        g.signed_in = found
        continue_session(found, at=at)


def _keep_new_token(response: Response) -> Response:
    token: str | None = g.get("new_token")
    return hand_over(response, token) if token else response


def _cookie() -> str:
    return "__Host-mitodoke" if _https() else "mitodoke"


def _https() -> bool:
    return bool(current_app.config["MITODOKE"].https)
