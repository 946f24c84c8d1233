"""承諾の申請を登録する: a request that came in, or one that is put right; once for each form."""

from __future__ import annotations

from datetime import datetime

from app.acts import requesting_consent
from app.acts.consent_on_file import RequestChangedMeanwhileError, case_of, contract_of
from app.acts.requesting_consent import RequestSaid
from app.clock import day_of
from app.records import consent_requests, forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def register_consent_request(
    contract: str, said: RequestSaid, *, key: str, by: Person, at: datetime
) -> int:
    """Its number. Raises ConsentError and NoSuchRequestError."""
    with transaction() as session:
        revisions.lock_records(session)
        found = contract_of(session, contract, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, contract, said)
        if forms_sent.was_sent(session, sent):
            return consent_requests.next_number(session, found.key) - 1
        number = requesting_consent.register(session, found, said, by=by, at=at)
        forms_sent.note(session, sent, at)
    return number


def change_consent_request(
    contract: str, number: int, said: RequestSaid, *, seen: str, key: str, by: Person, at: datetime
) -> None:
    """`seen`: the request as the form showed it.

    Raises ConsentError, NoSuchRequestError and RequestChangedMeanwhileError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, contract, number, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, contract, number, said)
        if forms_sent.was_sent(session, sent):
            return
        if seen != case.request.seen:
            raise RequestChangedMeanwhileError
        requesting_consent.put_right(session, case, said, by=by, at=at)
        forms_sent.note(session, sent, at)
