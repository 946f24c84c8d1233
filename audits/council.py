"""付議: matters brought before the council."""

from __future__ import annotations

from enum import Enum


class Matter(Enum):
    """区分: asked for an opinion (諮問), or reported."""

    CONSULTATION = "consultation"
    REPORT = "report"


class CouncilResult(Enum):
    """結果 of a matter."""

    APPROVED = "approved"
    NOTED = "noted"
    CONTINUED = "continued"
    REJECTED = "rejected"


class SheetKind(Enum):
    """様式: which of the council's sheets is filled in."""

    OUTSOURCING = "outsourcing"
    SUBCONTRACTING = "subcontracting"
    CONNECTION = "connection"
    SYSTEM = "system"
