"""例外の承諾を扱う: registers a request for an exception, or takes a step; once for each form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from app.acts import excepting
from app.acts.consent_on_file import RequestChangedMeanwhileError, contract_of
from app.acts.excepting import StepSaid
from app.acts.exception_on_file import case_of
from app.clock import day_of
from app.papers.fonts import fonts_in
from app.records import exceptions, forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.exception import ExceptionStep
from audits.roles import Act

FOR_MANAGERS = frozenset({ExceptionStep.DECIDE, ExceptionStep.CORRECT})


def register_exception(
    contract: str,
    asked: Mapping[str, Any],
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
        sent = forms_sent.key_of(key, contract, "exception", sorted(asked.items()))
        if forms_sent.was_sent(session, sent):
            return exceptions.next_number(session, found.key) - 1
        number = excepting.register(session, found, asked, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
    return number


def take_exception_step(
    contract: str,
    number: int,
    said: StepSaid,
    *,
    seen: str,
    key: str,
    font_dir: Path,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """`seen`: the exception as the page showed it.

    Raises ConsentError, NoSuchRequestError and RequestChangedMeanwhileError.
    """
    if said.step in FOR_MANAGERS:
        fonts_in(font_dir)  # made once, which takes its time: not while the records are locked
    with transaction() as session:
        revisions.lock_records(session)
        case = case_of(session, contract, number, by.scope_of(needed(said.step)), day_of(at))
        sent = forms_sent.key_of(key, contract, number, said)
        if forms_sent.was_sent(session, sent):
            return
        if seen != case.seen:
            raise RequestChangedMeanwhileError
        excepting.take(session, case, said, font_dir, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)


def needed(step: ExceptionStep) -> Act:
    """Managers decide, and put right what was decided."""
    return Act.DECIDE_CONSENT if step in FOR_MANAGERS else Act.ENTER
