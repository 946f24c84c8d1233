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


class ChangedIncidentError(IncidentError):
    """Somebody else was quicker; `seen` is the incident as it stands now."""

    def __init__(self, seen: str) -> None:
        super().__init__(("", CHANGED))
        self.seen = seen


def register_incident(
    named: NamedIncident,
    said: StepSaid,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> NamedIncident:
    """Gives the incident by the number that it has on file: 「Ｊ－１」 becomes J-1.

    Raises NoSuchIncidentError and IncidentError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        found = contract_of(session, named.contract, by.scope_of(Act.ENTER), day_of(at))
        new = handling_incident.entered(named, said, at=at)
        sent = forms_sent.key_of(key, named, said)
        if not forms_sent.was_sent(session, sent):
            handling_incident.register(session, found, new, said, by=by, at=at, address=address)
            forms_sent.note(session, sent, at)
    return new.named


def take_incident_step(
    named: NamedIncident,
    said: StepSaid,
    *,
    seen: str,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """`seen`: the incident as the page showed it.

    Raises NoSuchIncidentError, IncidentError and ChangedIncidentError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, named, by.scope_of(needed(said)), day_of(at))
        sent = forms_sent.key_of(key, named, said)
        if forms_sent.was_sent(session, sent):
            return
        if seen != case.on_file.seen:
            raise ChangedIncidentError(case.on_file.seen)
        handling_incident.take(session, case, said, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)


def needed(said: StepSaid) -> Act:
    """Who goes against the rules, closes an incident or opens it again is a manager."""
    overrides = said.step is IncidentStep.DECISION and said.account["is_overridden"]
    return Act.DECIDE_INCIDENT if overrides or said.step in FOR_MANAGERS else Act.ENTER
