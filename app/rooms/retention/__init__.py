"""保存と廃棄: contracts whose years have passed, confirmed by two people and disposed of whole."""

from __future__ import annotations

from app.rooms.retention import index, paper, steps
from app.rooms.retention.room import room

__all__ = ["index", "paper", "room", "steps"]
