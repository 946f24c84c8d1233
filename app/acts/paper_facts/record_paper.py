"""管理記録に載せる事実: the one page of a contract, from its dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from app.acts.paper_facts.boxes import erasure_box, handover_box, inspection_box, telephone_box
from app.acts.paper_facts.head import chain, head
from app.acts.record import is_from_workbook
from app.clock import day_of
from app.papers.record_page import RecordPaper, Row, Totals, VisitsOfYear
from app.records.dossier import Dossier
from audits.entry import Entry, EntryKind, is_late
from audits.erasure import Disposal, disposed_on
from audits.kind import Kind
from audits.number_series import number_ranges
from audits.rule import Level
from audits.wareki import short_wareki


def record_paper(dossier: Dossier) -> RecordPaper:
    """Everything on the 管理記録 of a contract, on the dossier's day."""
    return RecordPaper(
        as_of=dossier.on,
        head=head(dossier),
        handover=handover_box(dossier),
        inspection=inspection_box(dossier),
        telephone=telephone_box(dossier),
        erasure=erasure_box(dossier),
        rows=tuple(_rows(dossier)),
        visits=tuple(_visits(dossier)),
        totals=_totals(dossier),
        chain=chain(dossier),
        note=_workbook_note(dossier),
    )


def _workbook_note(dossier: Dossier) -> str:
    """Which entries came from a 登録ブック, and when they were written."""
    numbers: dict[date, list[int]] = defaultdict(list)
    for entry in dossier.entries:
        if is_from_workbook(entry):
            numbers[day_of(entry.written_at)].append(entry.number)
    return "、".join(
        f"{number_ranges(found)}号 登録ブックから {short_wareki(day)}記載"
        for day, found in numbers.items()
    )


def _rows(dossier: Dossier) -> Iterator[Row]:
    corrected_by = {entry.corrects: entry.number for entry in dossier.entries}
    kinds = {entry.number: entry for entry in dossier.entries}
    for entry in dossier.entries:
        written_on = day_of(entry.written_at)
        yield Row(
            number=entry.number,
            on=entry.on,
            kind=entry.kind.value,
            text=entry.text,
            other_party=entry.other_party,
            officer=entry.officer,
            method=entry.method,
            place=entry.place,
            late_written_on=written_on if is_late(entry.on, written_on) else None,
            corrected_by=corrected_by.get(entry.number),
            corrects_kind=_corrected_kind(entry, kinds),
            from_workbook=is_from_workbook(entry),
        )


def _corrected_kind(entry: Entry, entries: Mapping[int, Entry]) -> str:
    """The kind of what a correction puts right, through corrections of corrections."""
    if entry.corrects is None:
        return ""
    while entry.corrects is not None:
        entry = entries[entry.corrects]
    return entry.kind.value


def _visits(dossier: Dossier) -> Iterator[VisitsOfYear]:
    owed = dossier.owed(Kind.INSPECTION)
    for year in sorted({item.fiscal_year for item in owed if item.fiscal_year is not None}):
        items = [item for item in owed if item.fiscal_year == year]
        made = [item for item in items if item.closed_on is not None]
        yield VisitsOfYear(year, len(items), len(made), sum(item.on_site for item in made))


def _totals(dossier: Dossier) -> Totals:
    engagements = dossier.contract.engagements
    left = sum(
        disposed_on(data.number, e.disposals, e.certificates) is None
        for e in engagements
        for data in e.data
    )
    findings = [finding for engagement in engagements for finding in engagement.findings]
    broken = [v for v in dossier.violations if v.level is Level.VIOLATION]
    checks = [v for v in dossier.violations if v.level is Level.CHECK]
    confirmed = sum(filed.values["confirmed_on"] is not None for filed in dossier.certificates)
    late = [e for e in dossier.entries if is_late(e.on, day_of(e.written_at))]
    corrections = [e for e in dossier.entries if e.kind is EntryKind.CORRECTED]
    return Totals(
        data_out=len(dossier.data),
        data_returned=_went(dossier, Disposal.RETURNED, Disposal.HANDED_OVER),
        data_erased=_went(dossier, Disposal.ERASED),
        data_carried_over=_went(dossier, Disposal.CARRIED_OVER),
        data_left=left,
        certificates_received=len(dossier.certificates),
        certificates_confirmed=confirmed,
        findings=len(findings),
        findings_open=sum(finding.put_right_on is None for finding in findings),
        violations=len(broken),
        violations_unsettled=sum(v.settled_on is None for v in broken),
        checks=sum(v.settled_on is None for v in checks),
        entries=len(dossier.entries),
        late_entries=len(late),
        corrections=len(corrections),
    )


def _went(dossier: Dossier, *ways: Disposal) -> int:
    """How many data items went any of these ways, each once, in however many parts."""
    wanted = {way.value for way in ways}
    gone = (f for f in dossier.disposals if f.values["disposal"] in wanted)
    return len({(filed.branch, filed.values["data_number"]) for filed in gone})
