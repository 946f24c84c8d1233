"""事前点検票を受け取る: keeps one more version of what the contractor says beforehand."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.acts.answering import item_named
from app.acts.sheet_of_visit import NamedVisit, kept_sheet
from app.clock import day_of
from app.records import forms_sent, pre_checks, revisions
from app.records.database import transaction
from app.records.people import Person
from app.records.pre_checks import PreCheck


def keep_pre_check(
    visit: NamedVisit,
    given: PreCheck,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Once for each `key` and what it says. Raises AnswerError and NoVisitError."""
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, given, visit)
        if forms_sent.was_sent(session, sent):
            return
        sheet = kept_sheet(session, visit, by, day_of(at), at, address=address)
        for name in given.answers:
            item_named(sheet, name)
        pre_checks.add(session, sheet.id, given, by=by.actor, at=at)
        forms_sent.note(session, sent, at)
        subject = f"{visit.contract} {visit.branch} {visit.year} {visit.round}"
        operation_log.note(
            session, by=by.actor, act="keep_pre_check", subject=subject, at=at, address=address
        )
