"""調査票を持ち出す: the book to fill in without a network, and the one for the contractor."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.answering import NoVisitError
from app.acts.paper_facts.check_sheet_paper import contractor_of
from app.acts.sheet_file import Party, check_sheet_book, pre_check_book
from app.acts.sheet_of_visit import NamedVisit, kept_sheet
from app.clock import day_of
from app.records.database import transaction
from app.records.dossier import without_entries
from app.records.people import Person
from app.workbooks.check_sheet_book import BookKind
from app.workbooks.check_sheet_writer import write_check_sheet

ACTS = {BookKind.CHECK_SHEET: "take_check_sheet", BookKind.PRE_CHECK: "take_pre_check"}


def take_sheet_along(
    visit: NamedVisit,
    kind: BookKind,
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
    due_on: date | None = None,
) -> bytes:
    """The book, which asks from now on what the sheet asks. Raises NoVisitError.

    `due_on`: by when the contractor is to answer.
    """
    with transaction() as session:
        sheet = kept_sheet(session, visit, by, day_of(at), at, address=address)
        party = _party(session, visit, day_of(at))
        subject = f"{visit.contract} {visit.branch} {visit.year} {visit.round}"
        operation_log.note(
            session, by=by.actor, act=ACTS[kind], subject=subject, at=at, address=address
        )
    book = (
        check_sheet_book(visit, sheet, party, at)
        if kind is BookKind.CHECK_SHEET
        else pre_check_book(visit, sheet, party, at, due_on)
    )
    with TemporaryDirectory(prefix="mitodoke-") as folder:
        path = Path(folder) / "sheet.xlsx"
        write_check_sheet(path, book)
        return path.read_bytes()


def _party(session: Session, visit: NamedVisit, on: date) -> Party:
    dossier = without_entries(session, visit.contract, on)
    if dossier is None:
        raise NoVisitError(visit.contract)
    terms = dossier.terms
    return Party(terms["title"], terms["department"], contractor_of(dossier, visit.branch))
