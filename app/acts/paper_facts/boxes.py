"""四つの問い: the chair's four questions, answered from what is on file on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.papers.record_page import Box, InspectionBox, PreviousYear
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Filed
from audits.engagement import PRIME_BRANCH
from audits.entry import Entry, EntryKind
from audits.erasure import Origin
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.safeguard import NoteKind

ERASURE_KINDS = (
    Kind.DATA_DISPOSAL,
    Kind.ERASURE_CERTIFICATE,
    Kind.ERASURE_CONFIRMATION,
    Kind.BACKUP_EXPIRY,
)


def handover_box(dossier: Dossier) -> Box:
    """データの引渡し: done once data is on file, or the statement that there is none."""
    came = [f for f in dossier.data if f.values["origin"] != Origin.CREATED.value]
    came = [f for f in came if f.values["on"] <= dossier.on]
    if came:
        last = max(came, key=lambda filed: filed.values["on"])
        to_subcontractors = sum(filed.branch != PRIME_BRANCH for filed in came)
        counts = f"{len(came)}回" + (
            f"（うち再委託先{to_subcontractors}）" if to_subcontractors else ""
        )
        return Box(True, last.values["on"], last.values["officer"] or "", counts=counts)
    stated = _no_data(dossier)
    if stated is not None:
        return Box(True, stated, counts="対象データなし")
    return Box(False, counts="記録なし")


def _no_data(dossier: Dossier) -> date | None:
    """The day of the statement that there is no data, where every engagement has made one."""
    days = []
    for engagement in dossier.contract.engagements:
        stated = [n.on for n in engagement.notes if n.kind is NoteKind.NO_DATA]
        stated = [day for day in stated if day <= dossier.on]
        if engagement.data or not stated:
            return None
        days.append(min(stated))
    return max(days)


def inspection_box(dossier: Dossier) -> InspectionBox:
    """立入調査 of this fiscal year (of the contract's last or first one, outside its years)."""
    years = list(FiscalYear.touched_by(dossier.contract.term))
    year = min(max(FiscalYear.of(dossier.on), years[0]), years[-1])
    owed = _visits(dossier, year)
    still_open = [item for item in owed if item.closed_on is None]
    last = _last(owed)
    return InspectionBox(
        fiscal_year=year.start,
        done=bool(owed) and not still_open,
        contractor=_contractor_words(owed),
        subcontractors=_subcontractor_words(owed),
        last=last,
        by=_inspectors(dossier.inspections, last),
        due=min((item.due_on for item in still_open), default=None),
        overdue=any(item.days_overdue for item in still_open),
        previous=_previous(dossier, FiscalYear(year.start - 1)),
        is_this_year=dossier.on in year,
    )


def _visits(dossier: Dossier, year: FiscalYear) -> list[DueOnDay]:
    return [item for item in dossier.owed(Kind.INSPECTION) if item.fiscal_year == year.start]


def _previous(dossier: Dossier, year: FiscalYear) -> PreviousYear | None:
    owed = _visits(dossier, year)
    if not owed:
        return None
    still_open = [item for item in owed if item.closed_on is None]
    overdue = any(item.days_overdue for item in still_open)
    return PreviousYear(
        not still_open, overdue, _contractor_words(owed), _subcontractor_words(owed)
    )


def _contractor_words(owed: Sequence[DueOnDay]) -> str:
    days = [item.closed_on for item in owed if item.branch == PRIME_BRANCH and item.closed_on]
    return f"済 {days[0].month}/{days[0].day}" if days else "未"


def _subcontractor_words(owed: Sequence[DueOnDay]) -> str:
    of_subcontractors = [item for item in owed if item.branch != PRIME_BRANCH]
    made = sum(item.closed_on is not None for item in of_subcontractors)
    return f"{len(of_subcontractors)}社中{made}社" if of_subcontractors else ""


def _inspectors(inspections: Iterable[Filed], day: date | None) -> str:
    found = (f.values["officers"] for f in inspections if f.values["carried_out_on"] == day)
    return next((officers for officers in found if officers), "") if day else ""


def telephone_checks(dossier: Dossier) -> list[Entry]:
    """The entries of telephone checks and meetings that stand, up to the dossier's day."""
    corrected = {entry.corrects for entry in dossier.entries}
    kinds = (EntryKind.TELEPHONED, EntryKind.MET)
    made = [e for e in dossier.entries if e.kind in kinds and e.number not in corrected]
    return [entry for entry in made if entry.on <= dossier.on]


def telephone_box(dossier: Dossier) -> Box:
    """電話等の確認: telephone checks and meetings, counted apart."""
    made = telephone_checks(dossier)
    calls = sum(entry.kind is EntryKind.TELEPHONED for entry in made)
    counts = f"電話{calls}回・打合せ{len(made) - calls}回"
    if not made:
        return Box(False, counts=counts)
    last = max(made, key=lambda entry: (entry.on, entry.number))
    return Box(True, last.on, last.officer, counts=counts)


def erasure_box(dossier: Dossier) -> Box:
    """消去の確認: done when all is disposed of, confirmed, and no backup is left."""
    owed = dossier.owed(*ERASURE_KINDS)
    still_open = [item for item in owed if item.closed_on is None]
    counts = _disposed_words(dossier)
    if owed and not still_open:
        last = _last(dossier.owed(Kind.ERASURE_CONFIRMATION)) or _last(owed)
        return Box(True, last, _confirmed_by(dossier, last), counts=counts)
    due = min((item.due_on for item in still_open), default=None)
    overdue = any(item.days_overdue for item in still_open)
    return Box(False, due=due, overdue=overdue, counts=counts)


def _disposed_words(dossier: Dossier) -> str:
    disposed = {(f.branch, f.values["data_number"]) for f in dossier.disposals}
    done = sum((f.branch, f.values["number"]) in disposed for f in dossier.data)
    return f"返還・消去 {len(dossier.data)}件中{done}件" if dossier.data else "対象データの記録なし"


def _confirmed_by(dossier: Dossier, day: date | None) -> str:
    found = (f.values for f in dossier.certificates if f.values["confirmed_on"] == day)
    return next((values["officer"] for values in found if values["officer"]), "")


def _last(items: Iterable[DueOnDay]) -> date | None:
    return max((item.closed_on for item in items if item.closed_on), default=None)
