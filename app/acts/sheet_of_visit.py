"""調査票の用意: the sheet of one inspection, as it is kept or as it would be composed today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import operation_log
from app.acts.answering import NoVisitError
from app.acts.paper_facts.check_sheet_paper import WantedVisit, composed_sheet, may_be_visited
from app.records import revisions, sheets
from app.records.asked_besides import asked_besides
from app.records.dossier import Dossier, without_entries
from app.records.people import Person
from app.records.reachable import reachable
from app.records.sheets import Sheet
from app.records.standard_sheet import standard_sheet
from audits.fiscal_year import FiscalYear
from audits.roles import Act
from checklists.composing import ComposedSheet

NOT_KEPT = 0


@dataclass(frozen=True, slots=True)
class NamedVisit:
    """One round of the inspections of an engagement in a fiscal year."""

    contract: str
    branch: int
    year: FiscalYear
    round: int


def sheet_of_visit(session: Session, visit: NamedVisit, by: Person, on: date) -> Sheet:
    """The sheet as it is kept; where nobody has answered yet, as it would be composed on the day.

    Raises NoVisitError where there is no such visit for this person.
    """
    engagement_id = _engagement(session, visit, by)
    found = sheets.sheet_of(session, engagement_id, visit.year, visit.round)
    if found is not None:
        return found
    dossier = without_entries(session, visit.contract, on)
    if dossier is None or not may_be_visited(dossier, visit.branch, visit.year):
        raise NoVisitError(visit.contract)
    wanted = WantedVisit(visit.branch, visit.year, visit.round)
    return not_kept(sheet_to_ask(session, dossier, wanted), wanted)


def not_kept(composed: ComposedSheet, wanted: WantedVisit) -> Sheet:
    """The sheet that nobody has answered yet."""
    return Sheet(NOT_KEPT, wanted.year, wanted.round, composed, {}, None)


def sheet_to_ask(session: Session, dossier: Dossier, wanted: WantedVisit) -> ComposedSheet:
    """What the visit would be asked if its sheet were opened on the dossier's day."""
    besides = asked_besides(session, dossier, wanted.branch, wanted.year, wanted.round)
    return composed_sheet(dossier, wanted, standard_sheet(session, on=dossier.on), besides)


def kept_sheet(
    session: Session,
    visit: NamedVisit,
    by: Person,
    on: date,
    at: datetime,
    *,
    address: str | None,
) -> Sheet:
    """The same, and kept from now on: later editions and promises do not change it any more."""
    found = sheet_of_visit(session, visit, by, on)
    if found.id != NOT_KEPT:
        return found
    engagement_id = _engagement(session, visit, by)
    sheets.open_sheet(
        session, engagement_id, visit.year, visit.round, found.composed, by=by.actor, at=at
    )
    subject = f"{visit.contract} {visit.branch} {visit.year} {visit.round}"
    operation_log.note(
        session, by=by.actor, act="open_sheet", subject=subject, at=at, address=address
    )
    return sheet_of_visit(session, visit, by, on)


def _engagement(session: Session, visit: NamedVisit, by: Person) -> int:
    contract_id = reachable(session, visit.contract, by.scope_of(Act.ENTER))
    engagements = revisions.engagements_of(session, [contract_id] if contract_id else [])
    found = engagements.get((contract_id or 0, visit.branch))
    if found is None:
        raise NoVisitError(visit.contract)
    return found
