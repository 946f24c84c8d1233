"""入力の控え: what somebody was typing when the session ended, brought back after the sign-in.

The browser keeps it in the sign-in page; the server stores nothing of it. It comes back into its
form and is saved by nobody but the person who looks at it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request

from app.web import csrf
from app.web.answers import own_path
from app.web.form import BROUGHT_BACK

FIELDS, PATH = "kept_fields", "kept_path"
LEFT_OUT = frozenset({csrf.FIELD, BROUGHT_BACK, "login", "password", FIELDS, PATH})
MOST_FIELDS = 2_000


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields of a form as typed, and the page of ours that it belongs to."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def as_text(self) -> str:
        return json.dumps(self.fields, ensure_ascii=False)


def kept_now() -> Kept | None:
    """What this request was about to send; None where it brings no typed text."""
    fields = tuple(_typed())
    return Kept(request.full_path.rstrip("?"), fields) if fields else None


def kept_in_form() -> Kept | None:
    """What the sign-in page has kept all the while; None where there is nothing of the kind."""
    if FIELDS not in request.form:
        return None
    try:
        pairs = json.loads(request.form[FIELDS])
        fields = tuple((str(name), str(value)) for name, value in pairs[:MOST_FIELDS])
        "".join(part for pair in fields for part in pair).encode()  # no half of a character
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    allowed = tuple((name, value) for name, value in fields if name not in LEFT_OUT)
    return Kept(own_path(request.form.get(PATH)), allowed) if allowed else None


def brought_back(kept: Kept, token: str) -> str:
    """The page that leads back into the form; `token` is that of the new session."""
    return render_template(
        "sign_in/brought_back.html", kept=kept, token=csrf.token_for(token), mark=BROUGHT_BACK
    )


def _typed() -> Iterator[tuple[str, str]]:
    for name, values in request.form.lists():
        if name not in LEFT_OUT:
            yield from ((name, value) for value in values)
