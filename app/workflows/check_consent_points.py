"""承諾の前に確かめる: keeps what was found about the points of a request; once for each form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from app.acts import requesting_consent
from app.acts.consent_on_file import case_of
from app.acts.consent_step import Step
from app.acts.requesting_consent import PointSaid
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.consent import ConsentPoint
from audits.roles import Act


def check_consent_points(
    contract: str,
    number: int,
    said: Mapping[ConsentPoint, PointSaid],
    on: date,
    *,
    seen: str,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> int:
    """How many points that changes. `seen`: the request as the page showed it.

    Raises ConsentError, NoSuchRequestError and RequestChangedMeanwhileError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, contract, number, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, contract, number, said, on)
        if forms_sent.was_sent(session, sent):
            return len(said)
        case.refuse_unless(seen)
        step = Step(session, by, at, address)
        changed = requesting_consent.note_points(step, case, said, on)
        forms_sent.note(session, sent, at)
    return changed
