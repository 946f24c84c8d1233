"""記録の区分: which kind of entry a disposal or a received report leaves."""

from __future__ import annotations

from audits.entry import EntryKind
from audits.erasure import Disposal
from audits.report import ReportKind
from audits.safeguard import NoteKind

DISPOSAL_ENTRIES = {
    Disposal.RETURNED: EntryKind.RETURNED,
    Disposal.HANDED_OVER: EntryKind.HANDED_OVER,
    Disposal.CARRIED_OVER: EntryKind.CARRIED_OVER,
    Disposal.ERASED: EntryKind.ERASED,
}
RECEIPT_ENTRIES = {
    ReportKind.PERIODIC: EntryKind.PERIODIC_REPORT_RECEIVED,
    ReportKind.TRAINING: EntryKind.TRAINED,
    ReportKind.REQUESTED: EntryKind.REPORT_RECEIVED,
    ReportKind.OTHER: EntryKind.REPORT_RECEIVED,
}
NOTE_ENTRIES = {
    NoteKind.TELEPHONE: (EntryKind.TELEPHONED, "電話"),
    NoteKind.MEETING: (EntryKind.MET, ""),
    NoteKind.NO_DATA: (EntryKind.NO_DATA, ""),
    NoteKind.OTHER: (EntryKind.OTHER, ""),
}
