"""報告書を承認する: draws the paper, keeps it for good, and binds the record to it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from app.acts import reporting
from app.acts.report_on_file import report_on_file
from app.acts.reporting import ReportError
from app.acts.sheet_of_visit import NamedVisit
from app.clock import day_of
from app.papers.fonts import fonts_in
from app.papers.inspection_report import inspection_report
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.lifecycles.report import ReportAct
from audits.roles import Act

CHANGED = "見ている間に、報告書の内容が変わりました。下の内容をもう一度確かめてください。"


def approve_report(
    visit: NamedVisit,
    comment: str = "",
    *,
    shown: str,
    key: str,
    font_dir: Path,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """`shown`: the mark of the report as the page showed it: nothing unseen is approved.

    Raises NoVisitError, and ReportError where it may not be approved.
    """
    drawn = partial(inspection_report, fonts=fonts_in(font_dir))
    with transaction() as session:
        revisions.lock_records(session)
        scope = by.scope_of(Act.APPROVE_INSPECTION_REPORT)
        found = report_on_file(session, visit, scope, day_of(at))
        sent = forms_sent.key_of(key, "approve_report", visit)
        if forms_sent.was_sent(session, sent):
            return
        reporting.check(found, ReportAct.APPROVE, by)
        if shown != found.mark:
            raise ReportError(CHANGED)
        reporting.approve(session, found, comment, drawn, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
