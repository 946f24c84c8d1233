"""改善を指示する: issues a 改善指示書, once for each form."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.acts import ordering_improvement
from app.acts.finding_on_file import findings_of_visit
from app.acts.ordering_improvement import OrderSaid
from app.acts.sheet_of_visit import NamedVisit
from app.clock import day_of
from app.papers.fonts import fonts_in
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def order_improvement(
    visit: NamedVisit,
    said: OrderSaid,
    *,
    key: str,
    font_dir: Path,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Raises NoVisitError and FindingError."""
    fonts_in(font_dir)  # made once, which takes its time: not while the records are locked
    with transaction() as session:
        revisions.lock_records(session)
        found = findings_of_visit(session, visit, by.scope_of(Act.ENTER), day_of(at))
        sent = forms_sent.key_of(key, said, visit)
        if forms_sent.was_sent(session, sent):
            return
        ordering_improvement.order(session, found, said, font_dir, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
