"""契約の部屋: the blueprint of the list and of the page."""

from __future__ import annotations

from flask import Blueprint

room = Blueprint("contracts", __name__, url_prefix="/contracts")
