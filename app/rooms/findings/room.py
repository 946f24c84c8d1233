"""指摘の部屋: the room that the lists and the steps of findings belong to."""

from __future__ import annotations

from flask import Blueprint

room = Blueprint("findings", __name__, url_prefix="/findings")
