"""Excelの票を読む: what a file says of an inspection; nothing of it is kept yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.acts import operation_log
from app.acts.sheet_merge import refusal
from app.acts.sheet_of_visit import NamedVisit, sheet_of_visit
from app.clock import day_of
from app.records.database import transaction
from app.records.people import Person
from app.records.sheets import Sheet
from app.workbooks.check_sheet_reader import ReadSheet, read_check_sheet

READABLE, REFUSED = "done", "refused"


@dataclass(frozen=True)
class FileRead:
    """The file, the sheet as it stands now, and why the file cannot be taken ("" where it can)."""

    read: ReadSheet
    sheet: Sheet
    refusal: str


def read_sheet_file(
    path: Path, visit: NamedVisit, *, by: Person, at: datetime, address: str | None = None
) -> FileRead:
    """Notes that somebody has brought a file, whatever is in it. Raises NoVisitError."""
    read = read_check_sheet(path)
    with transaction() as session:
        sheet = sheet_of_visit(session, visit, by, day_of(at))
        refused = refusal(read, visit, sheet)
        is_good = read.identity is not None and not refused
        operation_log.note(
            session,
            by=by.actor,
            act="read_sheet_file",
            subject=f"{visit.contract} {visit.branch} {visit.year} {visit.round}",
            at=at,
            result=READABLE if is_good else REFUSED,
            address=address,
        )
    return FileRead(read, sheet, refused)
