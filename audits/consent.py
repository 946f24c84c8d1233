"""再委託の承諾: what has to be confirmed before a subcontract, and what the city decides on it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class ConsentPoint(Enum):
    """One thing that is confirmed before the city consents (clauses A10-A13, D10-D11)."""

    FLOW_DOWN = "flow_down"
    STAFF_TOLD = "staff_told"
    SUPERVISION = "supervision"
    NECESSITY = "necessity"
    ITEMS = "items"
    PLACE = "place"
    CERTIFICATION = "certification"

    @property
    def may_not_apply(self) -> bool:
        """Whether there are subcontracts that it has nothing to do with."""
        return self in (ConsentPoint.PLACE, ConsentPoint.CERTIFICATION)


class PointStanding(Enum):
    """How a point stands; what nobody has looked at is open."""

    CONFIRMED = "confirmed"
    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"


class ConsentDecision(Enum):
    """What became of a request for consent."""

    CONSENTED = "consented"
    WITH_CONDITIONS = "with_conditions"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def gives_consent(self) -> bool:
        return self in (ConsentDecision.CONSENTED, ConsentDecision.WITH_CONDITIONS)

    @property
    def is_the_citys(self) -> bool:
        """Whether the city decides it, and tells the contractor by a paper."""
        return self is not ConsentDecision.WITHDRAWN


Standings = Mapping[ConsentPoint, PointStanding]


def open_points(standings: Standings) -> tuple[ConsentPoint, ...]:
    """What still has to be confirmed, in the order of the list."""
    return tuple(
        point
        for point in ConsentPoint
        if standings.get(point, PointStanding.OPEN) is PointStanding.OPEN
    )


def is_confirmed(standings: Standings, point: ConsentPoint) -> bool:
    return standings.get(point) is PointStanding.CONFIRMED
