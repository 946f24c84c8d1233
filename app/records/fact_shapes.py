"""事実の形: the rows of the tables as the shapes that the rules take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row

from audits.erasure import Certificate, DataItem, Disposal, DisposalAct, Origin
from audits.finding import Finding
from audits.incident import Incident
from audits.inspection import Inspection, Judgement, Method
from audits.report import Receipt, ReportKind, Request
from audits.safeguard import Frequency, Note, NoteKind, Safeguard


def findings(rows: Iterable[Row[Any]], visits: Iterable[Row[Any]]) -> Iterator[Finding]:
    """Findings, each with the day of the visit that found it."""
    days = {(visit.fiscal_year, visit.round): visit.carried_out_on for visit in visits}
    for row in rows:
        yield Finding(
            row.fiscal_year,
            row.round,
            row.number,
            inspected_on=days.get((row.fiscal_year, row.round)),
            set_due_on=row.set_due_on,
            answered_on=row.answered_on,
            put_right_on=row.put_right_on,
        )


def data_item(row: Row[Any]) -> DataItem:
    return DataItem(
        row.number,
        Origin(row.origin),
        row.on,
        items=tuple(row._mapping["items"]),
        media=tuple(row.media),
        no_longer_needed_on=row.no_longer_needed_on,
    )


def disposal(row: Row[Any]) -> DisposalAct:
    return DisposalAct(row.data_number, Disposal(row.disposal), row.on, row.certificate_number)


def certificate(row: Row[Any]) -> Certificate:
    return Certificate(
        row.number,
        row.received_on,
        backup_expires_on=row.backup_expires_on,
        backup_gone_on=row.backup_gone_on,
        confirmed_on=row.confirmed_on,
    )


def inspection(row: Row[Any]) -> Inspection:
    return Inspection(
        row.fiscal_year,
        row.round,
        carried_out_on=row.carried_out_on,
        method=Method(row.method),
        reason=row.reason or "",
        judgement=Judgement(row.judgement) if row.judgement else None,
        training_met=row.training_met,
    )


def request(row: Row[Any]) -> Request:
    return Request(row.number, row.requested_on, row.due_on)


def receipt(row: Row[Any]) -> Receipt:
    return Receipt(ReportKind(row.kind), row.received_on, row.period, row.request)


def incident(row: Row[Any]) -> Incident:
    return Incident(
        row.number,
        row.known_on,
        reportable=row.reportable,
        improper_purpose=row.improper_purpose,
        report_received_on=row.report_received_on,
        preliminary_on=row.preliminary_on,
        final_on=row.final_on,
    )


def safeguard(row: Row[Any]) -> Safeguard:
    dates = tuple(date.fromisoformat(day) for day in row.dates)
    return Safeguard(row.number, Frequency(row.frequency), dates)


def note(row: Row[Any]) -> Note:
    return Note(row.on, NoteKind(row.kind), row.safeguard, row.occurrence)
