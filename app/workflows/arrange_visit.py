"""訪問を決める: makes a visit from planned inspections, changes it, or calls it off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.acts import arranging
from app.acts.arranging import ArrangementError, NoSuchVisitError, VisitChangedMeanwhileError
from app.records import arranged_visits, forms_sent, revisions, visit_list
from app.records.arranged_visits import ArrangedVisit, Arrangement, VisitInspection
from app.records.database import transaction
from app.records.people import Person
from audits.roles import Act

NOTHING_CHOSEN = "この訪問で行う調査に印を付けてください。"
QUICKER = "選んだ調査のうち、ほかの訪問に入ったか、予定日がなくなったものがあります。"
CALLED_OFF = "この訪問は取りやめになっています。"
OF_OTHERS = "の調査も行う訪問です。日を変えるのは、すべての調査を入力できる人だけです。"
NO_REASON = "取りやめる理由を入れてください。"


def arrange_visit(
    contractor_id: int,
    chosen: Collection[str],
    said: Arrangement,
    *,
    key: str,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> int:
    """Makes a visit of these inspections (VisitInspection.name), once for each `key`; its number.

    They get its day as their planned one. Raises ArrangementError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        uid = forms_sent.key_of(key, "visit", contractor_id, sorted(chosen), said)[:32]
        made = arranged_visits.id_of(session, uid)
        if made is not None:
            return made  # the form was sent twice
        inspections = _offered(session, contractor_id, chosen, by)
        if not inspections:
            raise ArrangementError(("inspections", NOTHING_CHOSEN))
        arranging.check(session, said)
        visit_id = arranged_visits.add(
            session,
            said,
            uid=uid,
            contractor=(contractor_id, visit_list.contractor_name(session, contractor_id)),
            department=arranging.own_department(by, inspections),
            by=by.actor,
            at=at,
        )
        arranged_visits.put_on(session, visit_id, inspections)
        arranging.move_days(session, inspections, said.held_on, said.day_reason, by=by, at=at)
        arranging.note(session, "arrange_visit", visit_id, by=by, at=at, address=address)
    return visit_id


def change_visit(
    visit_id: int,
    chosen: Collection[str],
    said: Arrangement,
    *,
    seen: int,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> bool:
    """As agreed anew; whether anything was changed by it.

    `seen`: the `sequence` that the person had before them. Raises ArrangementError,
    NoSuchVisitError and VisitChangedMeanwhileError.
    """
    with transaction() as session:
        revisions.lock_records(session)
        visit = _live(session, visit_id, by, seen)
        kept = [one for one in visit.inspections if one.name in chosen]
        left = [one for one in visit.inspections if one.name not in chosen]
        names = {one.name for one in kept}
        new = _offered(session, visit.contractor_id, set(chosen) - names, by)
        if not kept and not new:
            raise ArrangementError(("inspections", NOTHING_CHOSEN))
        if (said, left, new) == (visit.arrangement, [], []):
            return False
        arranging.check(session, said)
        if visit.others and said.held_on != visit.arrangement.held_on:
            raise ArrangementError(("held_on", "・".join(visit.others) + OF_OTHERS))
        arranged_visits.take_off(session, visit_id, left)
        arranged_visits.put_on(session, visit_id, new)
        arranged_visits.change(session, visit_id, said, by=by.actor, at=at)
        reason = said.day_reason
        arranging.move_days(session, [*kept, *new], said.held_on, reason, by=by, at=at)
        arranging.note(session, "change_visit", visit_id, by=by, at=at, address=address)
    return True


def call_off_visit(
    visit_id: int,
    reason: str,
    *,
    seen: int,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """The visit does not take place; its inspections stay planned, and may go on another.

    Raises ArrangementError, NoSuchVisitError and VisitChangedMeanwhileError.
    """
    if not reason.strip():
        raise ArrangementError(("reason", NO_REASON))
    with transaction() as session:
        revisions.lock_records(session)
        _live(session, visit_id, by, seen)
        arranged_visits.call_off(session, visit_id, reason.strip(), by=by.actor, at=at)
        arranging.note(session, "call_off_visit", visit_id, by=by, at=at, address=address)


def _live(session: Session, visit_id: int, by: Person, seen: int) -> ArrangedVisit:
    visit = arranged_visits.one(session, visit_id, by.scope_of(Act.ENTER))
    if visit is None:
        raise NoSuchVisitError(visit_id)
    if visit.called_off is not None:
        raise ArrangementError(("", CALLED_OFF))
    if visit.sequence != seen:
        raise VisitChangedMeanwhileError(visit)
    return visit


def _offered(
    session: Session, contractor_id: int, names: Collection[str], by: Person
) -> Sequence[VisitInspection]:
    """These of the contractor's inspections that are on no visit; all of them, or it is refused."""
    if not names:
        return []
    offered = visit_list.offered(session, contractor_id, by.scope_of(Act.ENTER))
    found = [one.inspection for one in offered if one.inspection.name in names]
    if len(found) != len(names):
        raise ArrangementError(("inspections", QUICKER))
    return found
