"""調査票の写真を受け取る: hands out a photograph of a sheet, and notes who has taken it."""

from __future__ import annotations

from datetime import datetime

from app.acts import operation_log
from app.acts.answering import NoVisitError
from app.acts.sheet_of_visit import NamedVisit, sheet_of_visit
from app.clock import day_of
from app.records import evidence_contents, photographs
from app.records.database import transaction
from app.records.people import Person
from app.records.photographs import Photograph


def take_photograph(
    visit: NamedVisit,
    photograph_id: int,
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> tuple[Photograph, bytes]:
    """The photograph and its bytes. Raises NoVisitError where the sheet has none of this number."""
    with transaction() as session:
        sheet = sheet_of_visit(session, visit, by, day_of(at))
        found = [one for one in photographs.of_sheet(session, sheet.id) if one.id == photograph_id]
        content = evidence_contents.content_of(session, found[0].sha256) if found else None
        if content is None:
            raise NoVisitError(visit.contract)
        subject = f"{visit.contract} {visit.branch} {found[0].sha256[:16]}"
        operation_log.note(
            session, by=by.actor, act="take_photograph", subject=subject, at=at, address=address
        )
    return found[0], content
