"""審議会に関わる登録: files a matter, advice, safeguard or connection entered by hand."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from app.acts import operation_log
from app.acts.filing.council_entry import CouncilEntry, file_council
from app.acts.filing.filing import Filing
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def file_council_entry(
    entry: CouncilEntry,
    act: Act,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
    agreed: str = "",
) -> Filing:
    """Files the entry, once for each `key` and what it says, however often it is sent.

    `act`: as what the person does it; it says how far it may reach. What changes what is owed is
    filed only when the person has `agreed` to that. Raises ChangedMeanwhileError, NotThereError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        said = (entry.given, entry.amendment)
        sent = forms_sent.key_of(key, entry.sheet.sheet, repr(entry.place), *said)
        if forms_sent.was_sent(session, sent):
            return Filing(filed=True)
        filing = file_council(session, entry, by.scope_of(act), by=by.actor, at=at)
        if not filing.filed:
            session.rollback()
            return filing
        word = sha256(repr((entry.given, entry.place, filing.effect)).encode()).hexdigest()
        if filing.effect.is_felt and agreed != word:
            session.rollback()
            return Filing(
                warnings=filing.warnings,
                effect=filing.effect,
                entries=filing.entries,
                to_confirm=word,
            )
        forms_sent.note(session, sent, at)
        done = f"file_{entry.sheet.table.__tablename__}"
        operation_log.note(
            session, by=by.actor, act=done, subject=entry.subject, at=at, address=address
        )
    return filing
