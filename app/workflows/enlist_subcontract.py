"""承諾の前に再委託を登録する: a request becomes a subcontract on file, whose consent is owed."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from app.acts import deciding_consent, requesting_consent
from app.acts.consent_on_file import case_of
from app.acts.consent_step import Step
from app.acts.requesting_consent import RequestSaid
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def enlist_subcontract(
    contract: str, number: int, *, key: str, by: Person, at: datetime, address: str | None = None
) -> None:
    """Once for each form. Raises ConsentError and NoSuchRequestError."""
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, contract, number, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, contract, number)
        if forms_sent.was_sent(session, sent):
            return
        step = Step(session, by, at, address)
        branch = deciding_consent.enlist(step, case)
        said = {one.name: case.values[one.name] for one in fields(RequestSaid)}
        said |= {"branch": branch, "items": tuple(said["items"]), "media": tuple(said["media"])}
        requesting_consent.revise(step, case, RequestSaid(**said))
        forms_sent.note(session, sent, at)
