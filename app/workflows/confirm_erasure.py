"""消去を確認する: puts the officer's confirmation on file, resting on what was compared."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.acts.certificate_on_file import NamedCertificate, certificate_on_file, snapshots
from app.acts.confirming import NotConfirmableError, obstacles, partly_words
from app.acts.filing.filing import Filing, file
from app.acts.filing.hand_entry import HandEntry
from app.clock import day_of
from app.records import forms_sent, revisions
from app.records.database import transaction
from app.records.people import Person


def confirm_erasure(
    entry: HandEntry,
    named: NamedCertificate,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> Filing:
    """Files the confirmation, once for each `key` and what it says, however often it is sent.

    Raises NotConfirmableError, NoCertificateError, and ChangedMeanwhileError where somebody was
    quicker.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, "confirm_erasure", named, entry.given)
        if forms_sent.was_sent(session, sent):
            return Filing(filed=True, contract=named.contract)
        found = certificate_on_file(session, named, by, day_of(at))
        refused = obstacles(session, found, by, day_of(at))
        if refused:
            raise NotConfirmableError(refused)
        told = partly_words(found.left)
        filing = file(session, entry, by=by, at=at, rests_on=snapshots(found), told=told)
        if not filing.filed:
            session.rollback()
            return filing
        forms_sent.note(session, sent, at)
        subject = f"{named.contract} {named.branch} {named.number}"
        operation_log.note(
            session, by=by.actor, act="confirm_erasure", subject=subject, at=at, address=address
        )
    return filing
