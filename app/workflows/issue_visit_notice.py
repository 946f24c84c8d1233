"""実施通知を出す: gives the notice of a visit its number and day, and keeps what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.acts import arranging, document_numbers
from app.acts.arranging import ArrangementError, NoSuchVisitError, VisitChangedMeanwhileError
from app.acts.city import NO_CITY, setting_value
from app.acts.paper_facts.check_sheet_paper import WantedVisit
from app.acts.paper_facts.visit_notice_facts import ToInspect, kept, visit_notice_facts
from app.acts.sheet_of_visit import sheet_to_ask
from app.clock import day_of
from app.records import arranged_visits, forms_sent, revisions, visit_notices
from app.records.arranged_visits import ArrangedVisit, VisitInspection
from app.records.database import transaction
from app.records.dossier import without_entries
from app.records.people import Person
from app.records.scope import Scope
from app.records.sheets import sheet_of
from audits.roles import Act

PAPER = "visit_notice"
CALLED_OFF = "この訪問は取りやめになっています。"


@dataclass(frozen=True, slots=True)
class WantedNotice:
    """Which day stands on it, and which number where somebody has typed one."""

    issued_on: date
    number: str = ""


def issue_visit_notice(
    visit_id: int,
    wanted: WantedNotice,
    *,
    seen: int,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> str | None:
    """The document number; None where this form has been sent before.

    On it stand those of the visit's inspections that the person enters for. `seen`: the visit's
    `sequence`. Raises ArrangementError, DocumentNumberError, NoSuchVisitError and
    VisitChangedMeanwhileError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        sent = forms_sent.key_of(key, PAPER, visit_id, wanted)
        if forms_sent.was_sent(session, sent):
            return None
        scope = by.scope_of(Act.ENTER)
        visit = _as_seen(session, visit_id, scope, seen)
        department = arranging.own_department(by, visit.inspections)
        number_id, number = document_numbers.give(
            session,
            department,
            paper=PAPER,
            on=wanted.issued_on,
            typed=wanted.number,
            by=by.actor,
            at=at,
        )
        notice = visit_notice_facts(
            visit,
            [_to_inspect(session, one, scope, day_of(at)) for one in visit.inspections],
            number=number,
            issued_on=wanted.issued_on,
            department=department,
            city_name=_city_name(session),
        )
        visit_notices.add(
            session,
            visit_id,
            number_id=number_id,
            visit_sequence=visit.sequence,
            facts=kept(notice),
            by=by.actor,
            at=at,
        )
        forms_sent.note(session, sent, at)
        arranging.note(
            session, "issue_visit_notice", visit_id, by=by, at=at, address=address, about=number
        )
    return number


def _as_seen(session: Session, visit_id: int, scope: Scope, seen: int) -> ArrangedVisit:
    visit = arranged_visits.one(session, visit_id, scope)
    if visit is None:
        raise NoSuchVisitError(visit_id)
    if visit.called_off is not None:
        raise ArrangementError(("", CALLED_OFF))
    if visit.sequence != seen:
        raise VisitChangedMeanwhileError(visit)
    return visit


def _city_name(session: Session) -> str:
    name = setting_value(session, "city_name")
    if not name:
        raise ArrangementError(("", NO_CITY))
    return name


def _to_inspect(session: Session, one: VisitInspection, scope: Scope, on: date) -> ToInspect:
    """With the sheet as it was composed, or as it would be now."""
    dossier = without_entries(session, one.contract, on, scope)
    if dossier is None:
        raise NoSuchVisitError(one.contract)
    wanted = WantedVisit(one.branch, one.year, one.round)
    sheet = sheet_of(session, one.engagement_id, one.year, one.round)
    if sheet is not None:
        return ToInspect(dossier, wanted, sheet.composed)
    return ToInspect(dossier, wanted, sheet_to_ask(session, dossier, wanted))
