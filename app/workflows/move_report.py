"""報告書を動かす: submits, withdraws or sends it back, or begins the next edition; once a form."""

from __future__ import annotations

from datetime import datetime

from app.acts import reporting
from app.acts.report_on_file import report_on_file
from app.acts.sheet_of_visit import NamedVisit
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.lifecycles.report import ReportAct
from audits.roles import Act

NEEDS = {ReportAct.RETURN: Act.APPROVE_INSPECTION_REPORT}


def move_report(
    visit: NamedVisit,
    act: ReportAct,
    comment: str = "",
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Raises NoVisitError, and ReportError where it cannot be done."""
    scope = by.scope_of(NEEDS.get(act, Act.ENTER))
    with transaction() as session:
        revisions.lock_records(session)
        found = report_on_file(session, visit, scope, day_of(at))
        sent = forms_sent.key_of(key, act, visit, comment)
        if forms_sent.was_sent(session, sent):
            return
        reporting.move(session, found, act, comment, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
