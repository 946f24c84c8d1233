"""証拠を添付する: files that were checked go beside an entry of the record, once for each form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.acts import attaching, evidence
from app.acts.file_check.content import CheckedFile
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def attach_evidence(
    contract: str,
    entry: int,
    files: Sequence[CheckedFile],
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """All of the files or none. Raises NoEntryError and EvidenceError."""
    with transaction() as session:
        revisions.lock_records(session)
        subject = evidence.subject_of(session, contract, entry, by, Act.ENTER)
        named = [(file.name, file.sha256) for file in files]
        sent = forms_sent.key_of(key, contract, entry, named)
        if forms_sent.was_sent(session, sent):
            return
        attaching.attach(session, subject, files, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
