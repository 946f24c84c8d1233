"""指摘を動かす: an answer, a check, a later date or a reopening; once for each form."""

from __future__ import annotations

from datetime import datetime

from app.acts import putting_right
from app.acts.finding_on_file import findings_of_visit
from app.acts.putting_right import FindingError, Said
from app.acts.sheet_of_visit import NamedVisit
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.lifecycles.finding import FindingAct
from audits.roles import Act

NEEDS = {FindingAct.EXTEND: Act.EXTEND_FINDING, FindingAct.REOPEN: Act.REOPEN_FINDING}
CHANGED = (
    "入力している間に、この指摘が変わりました。下の経過を確かめてから、もう一度登録してください。"
)


def put_finding_right(
    visit: NamedVisit,
    name: str,
    said: Said,
    *,
    seen: str,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """`seen`: the finding as the page showed it. Raises NoVisitError and FindingError."""
    with transaction() as session:
        revisions.lock_records(session)
        scope = by.scope_of(NEEDS.get(said.act, Act.ENTER))
        found = findings_of_visit(session, visit, scope, day_of(at))
        finding = found.named(name)
        sent = forms_sent.key_of(key, said, visit, name)
        if forms_sent.was_sent(session, sent):
            return
        putting_right.check(found, finding, said.act)
        if seen != finding.seen:
            raise FindingError(CHANGED)
        putting_right.take(session, found, finding, said, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
