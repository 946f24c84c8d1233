"""承諾の申請を登録する: a request that came in, or one that is put right; once for each form."""

from __future__ import annotations

from datetime import datetime

from app.acts import requesting_consent
from app.acts.consent_on_file import case_of, contract_of
from app.acts.consent_step import Step
from app.acts.requesting_consent import RequestSaid
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def register_consent_request(
    contract: str,
    said: RequestSaid,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> int:
    """Its number. Raises ConsentError and NoSuchRequestError."""
    with transaction() as session:
        revisions.lock_records(session)
        found = contract_of(session, contract, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, contract, said)
        if forms_sent.was_sent(session, sent):
            return requesting_consent.number_of(session, found, said, by=by)
        number = requesting_consent.register(Step(session, by, at, address), found, said)
        forms_sent.note(session, sent, at)
    return number


def change_consent_request(
    contract: str,
    number: int,
    said: RequestSaid,
    *,
    seen: str,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> int:
    """How many points have to be confirmed anew. `seen`: the request as the form showed it.

    Raises ConsentError, NoSuchRequestError and RequestChangedMeanwhileError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, contract, number, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, contract, number, said)
        if forms_sent.was_sent(session, sent):
            return 0
        case.refuse_unless(seen)
        reopened = requesting_consent.put_right(Step(session, by, at, address), case, said)
        forms_sent.note(session, sent, at)
    return reopened
