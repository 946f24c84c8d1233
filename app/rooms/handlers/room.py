"""取扱者の部屋: the room of the list of handlers and of their terms."""

from __future__ import annotations

from flask import Blueprint

room = Blueprint("handlers", __name__, url_prefix="/handlers")
