"""証明書を照合する: keeps how the lines of a certificate compare with the data on file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.acts import operation_log
from app.acts.certificate_on_file import NamedCertificate, certificate_on_file
from app.acts.comparing import Said, keep, keep_nothing
from app.acts.filing.hand_entry import ChangedMeanwhileError
from app.clock import day_of
from app.records import newest, revisions
from app.records.certificates import CertificateRow
from app.records.database import transaction
from app.records.people import Person


def compare_certificate(
    named: NamedCertificate,
    said: Sequence[Said],
    *,
    seen: int | None,
    by: Person,
    at: datetime,
    address: str | None = None,
    without_data: bool = False,
) -> int:
    """How many lines were new; what is said again as it stands leaves nothing.

    `seen`: the revision of the certificate that the page showed. `without_data`: somebody has made
    sure that it has no data on file; that is kept as a line of its own. Raises NoCertificateError,
    ChangedMeanwhileError where the certificate is another by now, and ComparisonError; then it
    keeps none of the lines.
    """
    with transaction() as session:
        revisions.lock_records(session)
        found = certificate_on_file(session, named, by, day_of(at))
        count = keep(session, found, said, by=by.actor, at=at)
        if without_data:
            count += keep_nothing(session, found, by=by.actor, at=at)
        if count and seen != found.id:
            changed = newest.newest(session, CertificateRow, found.id)
            who = changed.written_by if changed else ""
            raise ChangedMeanwhileError(found.values, seen=found.id, by=who)
        if count:
            subject = f"{named.contract} {named.branch} {named.number}"
            operation_log.note(
                session,
                by=by.actor,
                act="compare_certificate",
                subject=subject,
                at=at,
                address=address,
            )
    return count
