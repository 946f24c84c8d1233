"""予定日の変更を残す: what a written inspection changes in a plan, and why it may need a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts.city import city_on_file
from app.acts.loading.change import Change
from app.acts.loading.sheets import INSPECTIONS
from app.records import plan_changes, plans_left_open, revisions, year_plans
from app.records.departments_of import departments_of
from app.records.plans_left_open import open_among
from app.records.year_plans import Approval
from audits.fiscal_year import FiscalYear
from audits.planning.approval import Cause, DayChange

FROM_WORKBOOK = "登録ブックから"
ADDED_SINCE = "承認の後に加わった調査"


@dataclass(frozen=True, slots=True)
class _OfPlan:
    """One planned day that a row changes, of the engagement of a department's contract."""

    change: Change
    days: DayChange
    engagement_id: int
    department: str


def causes(session: Session, change: Change) -> list[Cause]:
    """Why a planned day, entered by hand, needs a reason."""
    found = list(_of_plans(session, [change]))
    if not found:
        return _of_the_day(session, change)
    [one] = found
    latest = _approvals(session, found)
    approved = {year for name, year in latest if name == one.department}
    named = year_plans.named_in(session, [plan.id for plan in latest.values()], [one.engagement_id])
    known = {y for (name, y), plan in latest.items() if (plan.id, one.engagement_id) in named}
    return list(one.days.causes(city_on_file(session).open_days, approved, known & approved))


def keep(session: Session, changes: Sequence[Change], *, by: str, at: datetime, told: str) -> None:
    """Keeps what the rows, which are written, change in approved plans, and days that are closed.

    `told`: the reason where a row brings none. What has a day now is left open no more.
    """
    found = list(_of_plans(session, changes))
    if not found:
        return
    latest, open_days = _approvals(session, found), city_on_file(session).open_days
    rows: list[Mapping[str, Any]] = []
    for one in found:
        after = one.days.after
        is_closed = after is not None and open_days.is_closed(after)
        for year in one.days.years:
            plan = latest.get((one.department, year))
            counts = is_closed and after is not None and after in year
            if plan is None and not counts:
                continue
            why = one.change.why or told or ADDED_SINCE
            rows.append(_row(one, year, plan, why, is_closed=counts, by=by, at=at))
    plan_changes.add(session, rows)
    _end_left_open(session, found, by=by, at=at)


def _row(
    one: _OfPlan,
    year: FiscalYear,
    plan: Approval | None,
    why: str,
    *,
    is_closed: bool,
    by: str,
    at: datetime,
) -> Mapping[str, Any]:
    kind = one.days.kind
    return {
        "department": one.department,
        "fiscal_year": year.start,
        "engagement_id": one.engagement_id,
        "plan_id": plan.id if plan else None,
        "kind": kind.value if kind else "",
        "changed_from": one.days.before,
        "changed_to": one.days.after,
        "is_closed_day": is_closed,
        "reason": why,
        "written_at": at,
        "written_by": by,
    }


def _of_the_day(session: Session, change: Change) -> list[Cause]:
    """What is said of the day alone, where no plan can know of it: its engagement is new."""
    days = days_of(change)
    return list(days.causes(city_on_file(session).open_days, (), ())) if days else []


def days_of(change: Change) -> DayChange | None:
    """The planned day before and after; None where the row changes none.

    A visit that is on file for the first time when it has been made was never planned.
    """
    if change.sheet is not INSPECTIONS:
        return None
    before = change.previous.values["planned_on"] if change.previous else None
    days = DayChange(before, change.values["planned_on"])
    is_new = before is None and change.values["carried_out_on"] is not None
    return None if days.kind is None or is_new else days


def _of_plans(session: Session, changes: Sequence[Change]) -> Iterator[_OfPlan]:
    changed = [(change, days) for change in changes if (days := days_of(change)) is not None]
    numbers = sorted({change.place.contract for change, _ in changed if change.place.contract})
    if not numbers:
        return
    contracts = revisions.contracts_by_number(session, numbers)
    ids = [key for key, _, _ in contracts.values()]
    engagements = revisions.engagements_of(session, ids)
    departments = departments_of(session, ids)
    for change, days in changed:
        key = contracts.get(change.place.contract or "", (0, 0, ""))[0]
        engagement = engagements.get((key, change.place.branch))
        if engagement is not None and key in departments:
            yield _OfPlan(change, days, engagement, departments[key])


def _approvals(
    session: Session, found: Collection[_OfPlan]
) -> Mapping[tuple[str, FiscalYear], Approval]:
    names = {one.department for one in found}
    return {
        (name, FiscalYear(start)): plan
        for (name, start), plan in year_plans.latest_approvals(session).items()
        if name in names
    }


def _end_left_open(session: Session, found: Sequence[_OfPlan], *, by: str, at: datetime) -> None:
    given = [one for one in found if one.days.after is not None]
    still_open = open_among(session, {one.engagement_id for one in given})
    for one in given:
        for year in one.days.years:
            is_given = one.days.after is not None and one.days.after in year
            if is_given and (one.engagement_id, year) in still_open:
                plans_left_open.end(session, one.engagement_id, year, by=by, at=at)
