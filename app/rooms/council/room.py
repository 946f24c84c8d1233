"""審議会の部屋: the blueprint, and the ways from each of its pages to the others."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint

from app.web.navigation import Tab
from app.web.page_address import address

room = Blueprint("council", __name__, url_prefix="/council")

PAGES = (
    ("付議", "council.index"),
    ("説明したことのその後", "council.promises"),
    ("審議会の開催", "council.sessions"),
    ("外部結合", "council.connections"),
)


def ways(here: str) -> Iterator[Tab]:
    """The four lists, the present one told."""
    for words, endpoint in PAGES:
        yield Tab(words, address(endpoint), endpoint == here)
