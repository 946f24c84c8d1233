"""訂正する記録: the entries of a record that a form can put right, and which form does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.acts.incident_checks import REPORT_DAYS
from app.records.certificates import CertificateRow
from app.records.contracts import ContractTermsRow, SubcontractRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.handlers import HandlerReportRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.notes import NoteRow
from app.records.reports import ReceiptRow, RequestRow
from app.web.incident_address import step_address
from app.web.page_address import address
from audits.entry import Entry, EntryKind

OF_TABLES: Mapping[str, str] = {
    ContractTermsRow.__tablename__: "contract-change",
    SubcontractRow.__tablename__: "subcontract-change",
    HandlerReportRow.__tablename__: "handler-change",
    DataItemRow.__tablename__: "data-change",
    DisposalRow.__tablename__: "disposal-change",
    CertificateRow.__tablename__: "certificate-change",
    InspectionRow.__tablename__: "conclusion",
    FindingRow.__tablename__: "finding-change",
    RequestRow.__tablename__: "request-change",
    ReceiptRow.__tablename__: "receipt-change",
    IncidentRow.__tablename__: "incident-change",
    NoteRow.__tablename__: "note-change",
}
# What a form for the whole fact does not ask.
OF_KINDS: Mapping[EntryKind, str] = {
    EntryKind.ERASURE_CONFIRMED: "confirmation-change",
    EntryKind.BACKUP_GONE: "backup-gone",
    EntryKind.CORRECTION_REPORTED: "finding-days",
    EntryKind.CORRECTION_CONFIRMED: "finding-days",
    EntryKind.CAME_TO_NOTHING: "came-to-nothing",
}
REPORTED = frozenset({EntryKind.INCIDENT_REPORTED, EntryKind.COMMISSION_REPORTED})


@dataclass(frozen=True, slots=True)
class Correctable:
    """An entry, and the form that puts right what it says."""

    entry: Entry
    href: str


def correctable(number: str, entries: Sequence[Entry], back: str) -> Iterator[Correctable]:
    """The newest first. A correction is corrected where the entry is that it puts right."""
    for entry in sorted(entries, key=lambda one: (one.on, one.number), reverse=True):
        table = entry.bound_to[0].table if entry.bound_to else ""
        deed = OF_KINDS.get(entry.kind) or OF_TABLES.get(table)
        if deed is None or entry.kind is EntryKind.CORRECTED:
            continue
        yield Correctable(entry, _step(entry, back) or _form(entry, deed, back))


def _form(entry: Entry, deed: str, back: str) -> str:
    return address(
        "entries.about",
        deed=deed,
        number=entry.contract,
        branch=entry.branch or None,
        id=entry.bound_to[0].row,
        back=back,
    )


def _step(entry: Entry, back: str) -> str:
    """The day of a report on an incident is put right where it was told; blank for all else."""
    [bound, *_] = entry.bound_to
    if entry.kind not in REPORTED or bound.table != IncidentRow.__tablename__:
        return ""
    step = next(step for step, column in REPORT_DAYS.items() if column in bound.values)
    return step_address(entry.contract, entry.branch, str(bound.values["number"]), step, back)
