"""資料の所在を書く: where the papers of an entry are kept, once for each form."""

from __future__ import annotations

from datetime import datetime

from app.acts import evidence, noting_places
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.paper_places import PaperPlace
from app.records.people import Person
from audits.roles import Act


def note_paper_place(
    contract: str,
    entry: int,
    said: PaperPlace,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Raises NoEntryError and EvidenceError."""
    with transaction() as session:
        revisions.lock_records(session)
        subject = evidence.subject_of(session, contract, entry, by, Act.ENTER)
        sent = forms_sent.key_of(key, contract, entry, said)
        if forms_sent.was_sent(session, sent):
            return
        noting_places.note_place(session, subject, said, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
