"""答え方: going on to another page after something was done."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import redirect, url_for
from werkzeug.wrappers import Response

HOME = "/"
SEE_OTHER = 303


def see_other(endpoint: str, **values: Any) -> Response:
    """Goes on to a page of ours, which is fetched anew."""
    return go_on_to(url_for(endpoint, **values))


def go_on_to(path: str) -> Response:
    """Goes on to a path of ours; anything else leads home."""
    return redirect(own_path(path), SEE_OTHER)


def own_path(target: str | None) -> str:
    """The target where it is a path on this very server, else the home page.

    Browsers read a backslash as a slash and leave control characters out, so that `/\\host` and
    `/<tab>/host` lead elsewhere.
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return HOME
    if "\\" in target or any(ord(sign) <= ord(" ") or ord(sign) == 0x7F for sign in target):
        return HOME
    parts = urlsplit(target)
    return HOME if parts.scheme or parts.netloc else target
