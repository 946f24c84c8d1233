"""事故の部屋: the room that the list, the pages and the forms of incidents belong to."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from flask import Blueprint, abort
from wtforms import HiddenField

from app.acts.incident_on_file import (
    IncidentCase,
    IncidentError,
    NoSuchIncidentError,
    case_of,
)
from app.acts.within_reach import is_within
from app.clock import today
from app.records.database import reading
from app.web.form import Form
from app.web.incident_address import incident_address, named_incident
from app.web.permissions import current_person
from audits.roles import Act

room = Blueprint("incidents", __name__, url_prefix="/incidents")
MEGABYTES = 2  # so that too long a text gets a sentence, not a closed door


class KeyedForm(Form):
    """What every form here carries unseen: its key, and the incident as the page showed it."""

    form_key = HiddenField()
    seen = HiddenField()


def load(number: str, act: Act) -> IncidentCase:
    """The incident that the address names, for whoever may do this act with its contract."""
    try:
        with reading() as session:
            scope = current_person().scope_of(act)
            return case_of(session, named_incident(number), scope, today())
    except NoSuchIncidentError:
        abort(404)


def reaches(case: IncidentCase, act: Act) -> bool:
    """Whether whoever asks may do this with the incident's contract."""
    return is_within(current_person().scope_of(act), case.dossier.terms)


def page_of(case: IncidentCase, endpoint: str = "incidents.show", **more: object) -> str:
    named = case.named
    return incident_address(named.contract, named.branch, named.number, endpoint, **more)


def new_key() -> str:
    return token_urlsafe(16)


def say(form: Any, refused: IncidentError) -> None:
    """Puts each sentence beside its field; what concerns no field stands above all."""
    for name, sentence in refused.wrong:
        if name in form:
            form[name].errors = [*form[name].errors, sentence]
        else:
            form.refuse(sentence)
