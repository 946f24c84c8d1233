"""記録を封印する: notes the end of every record, to be kept elsewhere."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.records import contracts, disposed_contracts
from app.records.database import transaction
from audits.entry import utc_text
from audits.record import Head, Seal


def seal_records(*, by: str, at: datetime) -> Seal:
    """The state of all records at this moment, and what is left of disposed contracts."""
    with transaction() as session:
        heads = disposed_contracts.heads(session)
        heads |= {h.number: Head(h.entries, h.last_hash) for h in contracts.heads(session)}
        last = disposed_contracts.end(session)
        seal = Seal(utc_text(at), heads, last if last.entries else None)
        operation_log.note(session, by=by, act="seal_records", subject=seal.hash, at=at)
    return seal
