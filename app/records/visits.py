"""調査の予定と実施: what was planned and carried out in a fiscal year, as known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, not_, or_, select, true
from sqlalchemy.orm import Session

from app.records.contracts import EngagementRow
from app.records.database import rows_of
from app.records.inspections import FindingRow, InspectionRow
from audits.fiscal_year import FiscalYear
from audits.inspection import Judgement, Method

Party = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that was carried out; without a judgement it is not concluded."""

    planned_on: date | None
    carried_out_on: date | None
    method: Method
    judgement: Judgement | None
    reason: str | None


@dataclass(slots=True)
class Visited:
    """The year's visits of an engagement by their days, and what is open of what they found.

    `last_on`: when it was last visited by the day, in whatever year.
    """

    visits: list[Visit] = field(default_factory=list)
    open_findings: int = 0
    last_on: date | None = None


def planned_on(year: FiscalYear, on: date) -> ScalarSelect[date | None]:
    """The first day planned in the year for a visit that was not carried out by the day.

    Like the next three, a question beside an EngagementRow. A visit belongs to the year of its day,
    whatever year its number names (rules.md 2).
    """
    row = InspectionRow
    return _first_planned(year, or_(row.carried_out_on.is_(None), row.carried_out_on > on))


def shown_plan(year: FiscalYear, on: date) -> ColumnElement[date | None]:
    """That day; where no visit is waiting, the first that was planned in the year."""
    return func.coalesce(planned_on(year, on), _first_planned(year, true()))


def was_visited(year: FiscalYear, on: date) -> ColumnElement[bool]:
    """Whether a visit was carried out in the year by the day, concluded or not."""
    return exists().where(_of_engagement(), _carried_out(year, on))


def was_ever_visited(on: date) -> ColumnElement[bool]:
    return exists().where(_of_engagement(), InspectionRow.carried_out_on <= on)


def found_by_visit() -> ColumnElement[bool]:
    """Whether a finding, as it stands now, is one of a visit's."""
    row, finding = InspectionRow, FindingRow
    return and_(
        finding.is_current,
        finding.engagement_id == row.engagement_id,
        finding.fiscal_year == row.fiscal_year,
        finding.round == row.round,
    )


def is_put_right(on: date) -> ColumnElement[bool]:
    """Whether an officer had seen by the day that it was put right."""
    return and_(FindingRow.put_right_on.is_not(None), FindingRow.put_right_on <= on)


def visits_in(
    session: Session, contract_ids: Sequence[int], year: FiscalYear, on: date
) -> Mapping[Party, Visited]:
    """(contract's id, branch) → what was carried out in the year by the day; else empty."""
    found: dict[Party, Visited] = defaultdict(Visited)
    row, engagement = InspectionRow, EngagementRow
    of_page = engagement.contract_id.in_(sorted(set(contract_ids)))
    carried_out = and_(row.is_current, _carried_out(year, on), of_page)
    columns = (row.planned_on, row.carried_out_on, row.method, row.judgement, row.reason)
    visits = (
        select(engagement.contract_id, engagement.branch, *columns)
        .select_from(row)
        .join(engagement, engagement.id == row.engagement_id)
        .where(carried_out)
        .order_by(row.carried_out_on, row.fiscal_year, row.round)
    )
    for key, branch, plan, day, method, judgement, reason in rows_of(session, visits).tuples():
        concluded = Judgement(judgement) if judgement else None
        found[key, branch].visits.append(Visit(plan, day, Method(method), concluded, reason))
    still_open = (
        select(engagement.contract_id, engagement.branch, func.count())
        .select_from(row)
        .join(engagement, engagement.id == row.engagement_id)
        .join(FindingRow, and_(found_by_visit(), not_(is_put_right(on))))
        .where(carried_out)
        .group_by(engagement.contract_id, engagement.branch)
    )
    for key, branch, count in rows_of(session, still_open).tuples():
        found[key, branch].open_findings = count
    last = (
        select(engagement.contract_id, engagement.branch, func.max(row.carried_out_on))
        .select_from(row)
        .join(engagement, engagement.id == row.engagement_id)
        .where(row.is_current, row.carried_out_on <= on, of_page)
        .group_by(engagement.contract_id, engagement.branch)
    )
    for key, branch, day in rows_of(session, last).tuples():
        found[key, branch].last_on = day
    return found


def _of_engagement() -> ColumnElement[bool]:
    return and_(InspectionRow.engagement_id == EngagementRow.id, InspectionRow.is_current)


def _first_planned(year: FiscalYear, condition: ColumnElement[bool]) -> ScalarSelect[date | None]:
    row, days = InspectionRow, year.days
    return (
        select(func.min(row.planned_on))
        .where(_of_engagement(), row.planned_on.between(days.first, days.last), condition)
        .correlate(EngagementRow)
        .scalar_subquery()
    )


def _carried_out(year: FiscalYear, on: date) -> ColumnElement[bool]:
    days = year.days
    return InspectionRow.carried_out_on.between(days.first, min(days.last, on))
