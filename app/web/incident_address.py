"""事故の番地: which incident an address names; every page that leads there spells it like this."""

from __future__ import annotations

from flask import abort, request

from app.acts.incident_on_file import NamedIncident
from app.web.page_address import address
from audits.incident_handling import IncidentStep

MOST_BRANCHES, LONGEST_NUMBER = 10_000, 100
SHOW, STEP = "incidents.show", "incidents.step"


def named_incident(number: str) -> NamedIncident:
    """Of this contract, as the address says; what cannot be one is not found."""
    branch = request.args.get("branch", 0, type=int)
    incident = request.args.get("incident", "")
    if not 0 <= branch < MOST_BRANCHES or not 0 < len(incident) <= LONGEST_NUMBER:
        abort(404)
    return NamedIncident(number, branch, incident)


def incident_address(
    number: str, branch: int, incident: str, endpoint: str = SHOW, **more: object
) -> str:
    """The address of a page about this incident."""
    return address(endpoint, number=number, branch=branch or None, incident=incident, **more)


def step_address(
    number: str, branch: int, incident: str, step: IncidentStep, back: str | None = None
) -> str:
    """The form of a step; `back`: where it leads to when it is done."""
    return incident_address(number, branch, incident, STEP, step=step.value, back=back)
