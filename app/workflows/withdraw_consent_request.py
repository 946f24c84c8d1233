"""承諾の申請を取り下げる: a request that nobody will decide on."""

from __future__ import annotations

from datetime import date, datetime

from app.acts import deciding_consent
from app.acts.consent_on_file import case_of
from app.acts.consent_step import Step
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def withdraw_consent_request(
    contract: str,
    number: int,
    on: date,
    reason: str,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Once for each form. Raises ConsentError and NoSuchRequestError."""
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, contract, number, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, contract, number, on, reason)
        if not forms_sent.was_sent(session, sent):
            deciding_consent.withdraw(Step(session, by, at, address), case, on, reason)
            forms_sent.note(session, sent, at)
