"""事故に対応する: registers an incident, or takes a step with one; once for each form."""

from __future__ import annotations

from datetime import datetime

from app.acts import handling_incident
from app.acts.handling_incident import StepSaid
from app.acts.incident_on_file import IncidentError, NamedIncident, case_of, contract_of
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.incident_handling import IncidentStep
from audits.roles import Act

CHANGED = (
    "入力している間に、ほかの人がこの事故の記載を変えました。"
    "いまの内容を確かめてから、もう一度送ってください。"
)
FOR_MANAGERS = frozenset({IncidentStep.CLOSE, IncidentStep.REOPEN})


def register_incident(
    named: NamedIncident, said: StepSaid, *, key: str, by: Person, at: datetime
) -> None:
    """Raises NoSuchIncidentError and IncidentError."""
    with transaction() as session:
        revisions.lock_records(session)
        found = contract_of(session, named.contract, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, named, said)
        if forms_sent.was_sent(session, sent):
            return
        handling_incident.register(session, found, named, said, by=by, at=at)
        forms_sent.note(session, sent, at)


def take_incident_step(
    named: NamedIncident, said: StepSaid, *, seen: str, key: str, by: Person, at: datetime
) -> None:
    """`seen`: the incident as the page showed it. Raises NoSuchIncidentError and IncidentError."""
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, named, by.scope_of(needed(said)), day_of(at))
        sent = forms_sent.key_of(key, named, said)
        if forms_sent.was_sent(session, sent):
            return
        if seen != case.on_file.seen:
            raise IncidentError(("", CHANGED))
        handling_incident.take(session, case, said, by=by, at=at)
        forms_sent.note(session, sent, at)


def needed(said: StepSaid) -> Act:
    """Who goes against the rules, closes an incident or opens it again is a manager."""
    overrides = said.step is IncidentStep.DECISION and said.account["is_overridden"]
    return Act.DECIDE_INCIDENT if overrides or said.step in FOR_MANAGERS else Act.ENTER
