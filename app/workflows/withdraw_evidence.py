"""証拠を取り下げる: an attachment that was a mistake loses its bytes; what was said of it stays."""

from __future__ import annotations

from datetime import datetime

from app.acts import attaching, evidence
from app.acts.evidence import NoEntryError
from app.records import attachments, forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def withdraw_evidence(
    attachment_id: int,
    reason: str,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> bool:
    """Whether the bytes are gone too. Raises NoEntryError and EvidenceError."""
    with transaction() as session:
        revisions.lock_records(session)
        act = Act.WITHDRAW_EVIDENCE
        found = attachments.one(session, attachment_id, by.scope_of(act))
        if found is None:
            raise NoEntryError(attachment_id)
        contract, file = found
        sent = forms_sent.key_of(key, attachment_id, reason)
        if forms_sent.was_sent(session, sent):
            return True
        subject = evidence.subject_of(session, contract, file.entry_number, by, act)
        is_gone = attaching.withdraw(session, subject, file, reason, by=by, at=at, address=address)
        forms_sent.note(session, sent, at)
        return is_gone
