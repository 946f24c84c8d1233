"""事故報告書: the paper of one incident to take away."""

from __future__ import annotations

from flask import abort, current_app
from flask.typing import ResponseReturnValue

from app.acts.incident_on_file import NoSuchIncidentError
from app.clock import today
from app.rooms.incidents.room import room
from app.web.incident_address import named_incident
from app.web.pdf_answer import pdf_answer
from app.web.permissions import allowed, current_person
from app.workflows.print_incident_report import print_incident_report
from audits.roles import Act
from config import Config


@room.get("/paper/<path:number>")
@allowed(Act.TAKE_AWAY)
def paper(number: str) -> ResponseReturnValue:
    """The paper as the incident stands today."""
    config: Config = current_app.config["MITODOKE"]
    named, scope = named_incident(number), current_person().scope_of(Act.TAKE_AWAY)
    try:
        pdf = print_incident_report(named, on=today(), font_dir=config.font_dir, scope=scope)
    except NoSuchIncidentError:
        abort(404)
    return pdf_answer(pdf, f"事故報告書 {number} {named.number}.pdf")
