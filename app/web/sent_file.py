"""ファイルを渡す: kept bytes as a download, which no browser shows or runs."""

from __future__ import annotations

from flask import Response

from app.web.kept_file import attachment

# Nobody's content type: a browser that is told none has nothing to show.
UNKNOWN = "application/octet-stream"
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def sent_file(name: str, content: bytes) -> Response:
    """The answer to a download of what somebody has uploaded."""
    return Response(
        content,
        mimetype=UNKNOWN,
        headers={
            "Content-Disposition": attachment(name),
            "Content-Security-Policy": SANDBOX,
            "X-Content-Type-Options": "nosniff",
        },
    )
