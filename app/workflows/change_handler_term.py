"""取扱者の期間を改める: from when, until when, and when they were taught; once for each form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.acts import handler_terms
from app.acts.consent_on_file import RequestChangedMeanwhileError
from app.acts.handler_terms import case_of
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def change_handler_term(
    contract: str,
    report: int,
    said: Mapping[str, Any],
    *,
    seen: str,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """`seen`: the term as the page showed it.

    Raises ConsentError, NoSuchRequestError and RequestChangedMeanwhileError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, contract, report, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, contract, report, sorted(said.items()))
        if forms_sent.was_sent(session, sent):
            return
        if seen != case.on_file.seen:
            raise RequestChangedMeanwhileError
        handler_terms.change(session, case, said, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
