"""予定日の変更で気をつけること: what another day for one inspection would break, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.city import city_on_file, setting_value
from app.acts.year_plan import NO_RISK, owed_inspection
from app.records import arranged_visits, unplanned_visits, year_plans
from app.records.inspection_list import WantedInspections
from app.records.scope import Scope
from app.records.unplanned_visits import UnplannedVisit
from app.records.waiting_visits import WaitingVisit
from audits.city import City
from audits.planning.approval import Cause, DayChange
from audits.planning.load import Capacity, Load
from audits.planning.objection import objections
from audits.planning.owed import OwedInspection, PlannedVisit
from audits.wareki import wareki
from audits.wording import CAUSE, OBJECTION

OUT_OF_YEAR = "この年度の日付にしてください。"
NOTHING_NEW = "いまの予定日と同じです。"


@dataclass(frozen=True, slots=True)
class DayTold:
    """What is said of a new day.

    `wrong`: it cannot be. `against`: what it would break, to be agreed to. `needs`: why it is not
    taken without a reason.
    """

    wrong: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        return said_once([*self.wrong, *self.against, *self.needs])


def said_once(sentences: Iterable[str]) -> list[str]:
    """Without what another sentence says as well and goes on from."""
    known = list(dict.fromkeys(sentences))
    return [
        one for one in known if not any(other != one and other.startswith(one) for other in known)
    ]


def told_of_day(
    session: Session,
    visit: UnplannedVisit,
    waiting: WaitingVisit,
    wanted: WantedInspections,
    day: date,
    scope: Scope,
) -> DayTold:
    """The same while a day is typed and when it is sent."""
    if day not in wanted.fiscal_year:
        return DayTold(wrong=(OUT_OF_YEAR,))
    if day == waiting.planned_on:
        return DayTold(wrong=(NOTHING_NEW,))
    city = city_on_file(session)
    against = (
        *_objections(session, visit, wanted, waiting.planned_on, day, scope, city),
        *_of_arranged_visit(session, visit, waiting, wanted, day),
    )
    needs = tuple(CAUSE[one] for one in _causes(session, visit, waiting, wanted, day, city))
    return DayTold(against=against, needs=needs)


def _objections(
    session: Session,
    visit: UnplannedVisit,
    wanted: WantedInspections,
    before: date | None,
    day: date,
    scope: Scope,
    city: City,
) -> Iterator[str]:
    """What speaks against the day, and whom it would leave alone on the day so far."""
    parties = [] if visit.contractor_id is None else [visit.contractor_id]
    found = unplanned_visits.planned_visits(
        session, wanted.fiscal_year, [visit.department], parties, scope
    )
    others = [planned for planned, _ in found]
    owed = owed_inspection(visit, wanted, NO_RISK)
    own = PlannedVisit(before, owed.department, owed.party) if before else None
    if own in others:
        others.remove(own)
    capacity = Capacity({}, int(setting_value(session, "weekly_visits")))
    for objection in objections(owed, day, city.open_days, Load(capacity, others)):
        yield OBJECTION[objection]
    together = _together(owed, others, before)
    if together:
        yield (
            f"いまの予定日は、同じ相手を{'・'.join(together)}の別の契約でも調査する日です。"
            "日を変えると、別々の訪問になります。"
        )


def _together(
    owed: OwedInspection, others: Sequence[PlannedVisit], before: date | None
) -> list[str]:
    """The departments that inspect the same party on the day so far."""
    same = (one for one in others if owed.party and (one.party, one.on) == (owed.party, before))
    return sorted({one.department for one in same})


def _of_arranged_visit(
    session: Session,
    visit: UnplannedVisit,
    waiting: WaitingVisit,
    wanted: WantedInspections,
    day: date,
) -> Iterator[str]:
    arranged = arranged_visits.arrangement_of(
        session, visit.engagement_id, wanted.fiscal_year, waiting.round
    )
    if arranged is not None and arranged.held_on != day:
        yield (
            f"{wareki(arranged.held_on)}の訪問に入っている調査です。"
            "訪問の日は、この変更では変わりません。"
        )


def _causes(
    session: Session,
    visit: UnplannedVisit,
    waiting: WaitingVisit,
    wanted: WantedInspections,
    day: date,
    city: City,
) -> Iterator[Cause]:
    """Why the change needs a reason: by the same rule as the change itself."""
    latest = year_plans.latest_approvals(session, wanted.fiscal_year)
    own = latest.get((visit.department, wanted.fiscal_year.start))
    approved = {wanted.fiscal_year} if own else set()
    named = (
        approved
        if own and visit.engagement_id in year_plans.engagements_named(session, [own.id])
        else set()
    )
    return DayChange(waiting.planned_on, day).causes(city.open_days, approved, named)
