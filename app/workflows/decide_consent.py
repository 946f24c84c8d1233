"""再委託の承諾を決める: the manager's decision, with its notice; once for each form."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.acts import deciding_consent
from app.acts.consent_filing import DecisionSaid
from app.acts.consent_on_file import case_of
from app.acts.consent_step import Step
from app.clock import day_of
from app.papers.fonts import fonts_in
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def decide_consent(
    contract: str,
    number: int,
    said: DecisionSaid,
    *,
    seen: str,
    key: str,
    font_dir: Path,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> str | None:
    """The document number; None where this form was carried out before.

    `seen`: the request as the form showed it. Raises ConsentError, NoSuchRequestError and
    RequestChangedMeanwhileError.
    """
    fonts_in(font_dir)  # made once, which takes its time: not while the records are locked
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, contract, number, by.scope_of(Act.DECIDE_CONSENT), day_of(at))
        sent = forms_sent.key_of(key, contract, number, said)
        if forms_sent.was_sent(session, sent):
            return None
        if case.request.decided is None:
            case.refuse_unless(seen)
        step = Step(session, by, at, address)
        document = deciding_consent.decide(step, case, said, font_dir)
        forms_sent.note(session, sent, at)
    return document
