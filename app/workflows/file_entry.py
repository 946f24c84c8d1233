"""手で書く: files one fact entered or changed by hand, with its entry of the record."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from app.acts import operation_log
from app.acts.filing.filing import Filing, file
from app.acts.filing.hand_entry import HandEntry
from app.acts.filing.incident_entry import incident_closed
from app.acts.loading.sheets import INSPECTIONS
from app.acts.photographing import hang_on_judged
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act


def file_entry(
    entry: HandEntry,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
    agreed: str = "",
    asks_first: bool = True,
) -> Filing:
    """Files the entry, once for each `key` and what it says, however often it is sent.

    Raises ChangedMeanwhileError where somebody was quicker, NotThereError where the contract is
    not one that the person may change.
    """
    with transaction() as session:
        revisions.lock_records(session)
        said = (entry.given, entry.amendment, entry.papers)
        sent = forms_sent.key_of(key, entry.sheet.sheet, entry.contract, entry.branch, *said)
        if forms_sent.was_sent(session, sent):
            return Filing(filed=True, contract=entry.contract)
        closed = incident_closed(session, entry, by.scope_of(Act.ENTER))
        if closed:
            return Filing(errors=[closed])
        filing = file(session, entry, by=by, at=at, address=address)
        if not filing.filed:
            session.rollback()
            return filing
        word = _word(filing, entry)
        if asks_first and filing.effect.is_felt and agreed != word:
            session.rollback()
            return Filing(
                warnings=filing.warnings,
                effect=filing.effect,
                entries=filing.entries,
                to_confirm=word,
            )
        if entry.sheet is INSPECTIONS:
            hang_on_judged(session, [entry.contract], by=by, at=at)
        forms_sent.note(session, sent, at)
        act, subject = f"file_{entry.sheet.table.__tablename__}", _subject(entry)
        operation_log.note(session, by=by.actor, act=act, subject=subject, at=at, address=address)
    return filing


def _word(filing: Filing, entry: HandEntry) -> str:
    """Stands for exactly this entry with exactly this effect."""
    said = repr((entry.given, entry.contract, entry.branch, filing.effect))
    return sha256(said.encode()).hexdigest()


def _subject(entry: HandEntry) -> str:
    return f"{entry.contract} {entry.branch}" if entry.branch else entry.contract
