"""静的なファイル: style sheets, scripts and signs, kept by browsers until they change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, request
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

STATIC = "static"
FOLDER = Path(__file__).resolve().parent.parent / STATIC
VERSION = "v"
# In the order in which they are read: what comes later may rely on what came before.
STYLE_SHEETS = tuple(
    f"{name}.css"
    for name in (
        *(
            "tokens",
            "base",
            "layout",
            "status",
            "buttons",
            "forms",
            "tables",
            "lists",
            "navigation",
        ),
        *(
            "contract",
            "council",
            "timeline",
            "matrix",
            "dashboard",
            "check_sheet",
            "entries",
            "renewals",
            "retention",
            "erasures",
            "consents",
            "amendments",
            "registers",
            "sheet_files",
            "evidence",
            "loads",
            "plans",
            "calendar",
            "settings",
            "editions",
            "clause_sets",
            "print",
        ),
    )
)
SCRIPTS = (
    "answers.js",
    "clause_choice.js",
    "closing_panels.js",
    "first_error.js",
    "leaving.js",
    "day_told.js",
    "photographs.js",
    "sideways.js",
    "working.js",
)
FOR_EVER = "public, max-age=31536000, immutable"  # another content has another address


def register(app: Flask) -> None:
    app.url_defaults(_with_version)
    app.after_request(_keep)
    app.jinja_env.globals.update(style_sheets=STYLE_SHEETS, scripts=SCRIPTS)


@cache
def fingerprint(filename: str) -> str:
    """The first figures of the SHA-256 of a file's content; blank where there is no such file."""
    path = safe_join(str(FOLDER), filename)
    if path is None or not Path(path).is_file():
        return ""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]


def _with_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == STATIC and "filename" in values:
        values.setdefault(VERSION, fingerprint(values["filename"]) or None)


def _keep(response: Response) -> Response:
    if request.endpoint == STATIC:
        known = _is_present_version(request.view_args or {})
        response.headers["Cache-Control"] = FOR_EVER if known else "no-cache"
    return response


def _is_present_version(asked: Mapping[str, Any]) -> bool:
    named = asked.get("filename", "")
    asked_for = request.args.get(VERSION)
    # Only then is the file looked for: any address may be asked, and what is found is remembered.
    return bool(asked_for) and named in _kept() and asked_for == fingerprint(named)


@cache
def _kept() -> frozenset[str]:
    return frozenset(f.relative_to(FOLDER).as_posix() for f in FOLDER.rglob("*") if f.is_file())
