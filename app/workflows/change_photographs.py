"""調査票の写真を足す・外す: for one item of a sheet that is still being answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.acts import photographing
from app.acts.file_check.content import CheckedFile
from app.acts.sheet_of_visit import NamedVisit, kept_sheet
from app.clock import day_of
from app.records import photographs, revisions
from app.records.database import transaction
from app.records.people import Person
from app.records.photographs import Photograph


def add_photographs(
    visit: NamedVisit,
    item: str,
    files: Sequence[CheckedFile],
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> list[Photograph]:
    """The photographs of the item afterwards; the same one is kept once.

    Raises NoVisitError, AnswerError and EvidenceError, and then keeps none.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sheet = kept_sheet(session, visit, by, day_of(at), at, address=address)
        photographing.add(session, visit, sheet, item, files, by=by, at=at, address=address)
        session.flush()
        return [one for one in photographs.of_sheet(session, sheet.id) if one.item == item]


def remove_photograph(
    visit: NamedVisit,
    photograph_id: int,
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Raises NoVisitError and EvidenceError."""
    with transaction() as session:
        revisions.lock_records(session)
        sheet = kept_sheet(session, visit, by, day_of(at), at, address=address)
        photographing.remove(session, visit, sheet, photograph_id, by=by, at=at, address=address)
