"""取扱責任者・取扱者: who handles the data at a contractor's."""

from __future__ import annotations

from enum import Enum


class HandlerRole(Enum):
    """区分 of a handler report."""

    SUPERVISOR = "supervisor"
    HANDLER = "handler"
