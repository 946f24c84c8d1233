"""ヘッダー: what every answer tells the browser to forbid."""

from __future__ import annotations

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from app.web.sessions import STATIC

# Everything comes from this installation; nothing is written into a page that could run.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with it browsers call the origin of our own forms unknown.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
ONE_YEAR = "max-age=31536000"


def register(app: Flask) -> None:
    app.after_request(_forbid)


def _forbid(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != STATIC:
        response.headers["Cache-Control"] = "no-store"
    if current_app.config["MITODOKE"].https:
        response.headers["Strict-Transport-Security"] = ONE_YEAR
    return response
