"""返還・消去の義務: data goes back or is erased, and an officer checks it (rules.md 2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audits.city import City
from audits.contract import Contract
from audits.due import DueItem
from audits.engagement import Engagement
from audits.erasure import disposed_on
from audits.kind import Kind
from audits.open_days import days_after
from audits.safeguard import NoteKind


def disposals_owed(contract: Contract, engagement: Engagement, city: City) -> Iterator[DueItem]:
    """Data that is no longer needed goes back at once (clauses A14, C12, D12; not B)."""
    if not engagement.clause_set.return_when_no_longer_needed:
        return
    days = contract.days(Kind.DATA_DISPOSAL, engagement)
    for item in engagement.data:
        if item.no_longer_needed_on is None:
            continue
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.DATA_DISPOSAL,
            due_on=city.open_days.next_open(days_after(item.no_longer_needed_on, days)),
            basis=item.number,
            closed_on=disposed_on(item.number, engagement.disposals, engagement.certificates),
            known_from=item.no_longer_needed_on,
        )


def erasure_owed(contract: Contract, engagement: Engagement, city: City) -> Iterator[DueItem]:
    """At the end everything is returned or erased, with a certificate (clauses A14-15, B11-12)."""
    days = contract.days(Kind.ERASURE_CERTIFICATE, engagement)
    yield DueItem(
        contract.number,
        engagement.branch,
        Kind.ERASURE_CERTIFICATE,
        due_on=city.open_days.next_open(days_after(engagement.term.last, days)),
        closed_on=all_disposed_on(engagement),
    )


def all_disposed_on(engagement: Engagement) -> date | None:
    """The day the last data was disposed of; without any data, of the statement that says so."""
    if not engagement.data:
        stated = (note.on for note in engagement.notes if note.kind is NoteKind.NO_DATA)
        return min(stated, default=None)
    days = [
        disposed_on(item.number, engagement.disposals, engagement.certificates)
        for item in engagement.data
    ]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def confirmations_owed(contract: Contract, engagement: Engagement, city: City) -> Iterator[DueItem]:
    """The officer checks every certificate (on by default, beyond clauses A15, B12, C13)."""
    days = contract.days(Kind.ERASURE_CONFIRMATION, engagement)
    for certificate in engagement.certificates:
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.ERASURE_CONFIRMATION,
            due_on=city.open_days.next_open(days_after(certificate.received_on, days)),
            basis=certificate.number,
            closed_on=certificate.confirmed_on,
            known_from=certificate.received_on,
        )


def backup_expiries_owed(
    contract: Contract, engagement: Engagement, _city: City
) -> Iterator[DueItem]:
    """The end of the last backup is confirmed, where a certificate names its day."""
    for certificate in engagement.certificates:
        if certificate.backup_expires_on is None:
            continue
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.BACKUP_EXPIRY,
            due_on=certificate.backup_expires_on,
            basis=certificate.number,
            closed_on=certificate.backup_gone_on,
            known_from=certificate.received_on,
        )
