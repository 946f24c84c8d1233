"""断りの画面: what went wrong, in plain words, and what to do now."""

from __future__ import annotations

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.records.database import BusyError
from app.web.unread import read_the_rest

PAGES = frozenset({400, 403, 404, 405, 413, 429, 500})
TOO_MUCH = 413
SERVER, BUSY = 500, 503
BUSY_SECONDS = 60


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(BusyError, _busy)


def _page(error: HTTPException) -> ResponseReturnValue:
    code = error.code
    if code is None or code < min(PAGES) or error.response is not None:
        return error  # a redirection is no error
    if code == TOO_MUCH:
        read_the_rest()
    page = code if code in PAGES else SERVER if code >= SERVER else min(PAGES)
    kept = [(k, v) for k, v in error.get_headers() if k in ("Allow", "Retry-After")]
    return _words(page), code, kept


def _busy(_error: BusyError) -> ResponseReturnValue:
    """A big load is writing; nothing of this request has been."""
    return _words(BUSY), BUSY, {"Retry-After": str(BUSY_SECONDS)}


def _words(page: int) -> str:
    try:
        return render_template(f"errors/{page}.html")
    except Exception:
        if page != SERVER:
            raise
        current_app.logger.exception("the page for errors could not be made either")
        return "処理の途中で問題が起きました。時間をおいて、もう一度お試しください。"
