"""要調査の載り方: on which lists of a year's visits each visit owed stands, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.records.inspections import InspectionRow
from app.records.listing_names import made_in, of_visits, planned_in
from app.records.listings import Line, lines_of
from app.records.standing import Engaged, days_of, exists_on, has_come, is_still_owed
from audits.fiscal_year import FiscalYear
from audits.kind import Kind


@dataclass(frozen=True, slots=True)
class _Year:
    """What was planned and carried out in the year of a visit owed."""

    plans: tuple[tuple[date, date | None], ...]  # planned on, carried out on
    carried_out: tuple[date, ...]

    def waiting_plan(self, on: date) -> date | None:
        """As app.records.visits.planned_on."""
        return min((day for day, made in self.plans if not has_come(made, on)), default=None)

    def shown_plan(self, on: date) -> date | None:
        return self.waiting_plan(on) or min((day for day, _ in self.plans), default=None)


def visit_lines(engaged: Engaged) -> Iterator[Line]:
    for item in engaged.owed(Kind.INSPECTION):
        if item.fiscal_year is not None:
            yield from _of_item(engaged, item, FiscalYear(item.fiscal_year))


def _of_item(engaged: Engaged, item: Any, year: FiscalYear) -> Iterator[Line]:
    visits, days = engaged.rows[InspectionRow], year.days
    of_year = _Year(
        tuple((v.planned_on, v.carried_out_on) for v in visits if _within(v.planned_on, days)),
        tuple(v.carried_out_on for v in visits if _within(v.carried_out_on, days)),
    )
    first_ever = min((v.carried_out_on for v in visits if v.carried_out_on), default=None)

    def at(on: date) -> Mapping[str, date]:
        if not exists_on(item, on):
            return {}
        made, on_site = has_come(item.closed_on, on), has_come(item.on_site_on, on)
        waits = is_still_owed(item, on) and of_year.waiting_plan(on) is None
        conditions = {
            "all": True,
            "made": made,
            "on_site": on_site,
            "off_site": made and not on_site,
            "not_visited": not made,
            "unplanned": waits and not any(day <= on for day in of_year.carried_out),
            "never": has_come(engaged.starts_on, on) and not has_come(first_ever, on),
        }
        found = [of_visits(which, year) for which, holds in conditions.items() if holds]
        if plan := of_year.shown_plan(on):
            found.append(planned_in(year, plan.month))
        if made:
            found.append(made_in(year, item.closed_on.month))
        return dict.fromkeys(found, item.due_on)

    changes = (
        *(engaged.starts_on, item.on_site_on, first_ever, *of_year.carried_out),
        *(made for _, made in of_year.plans),
        *days_of([item]),
    )
    yield from lines_of(engaged.place(item.id), changes, at)


def _within(day: date | None, days: Any) -> bool:
    return day is not None and days.first <= day <= days.last
