"""集計の立入調査: the visits that a year owes and what became of them, by department and month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.records import inspection_list
from app.records.dashboard_counts import (
    Figure,
    Tallies,
    Tally,
    WantedFigures,
    counted,
    looked_at_once,
    shown_for_each,
)
from app.records.due_items import DueItemRow
from app.records.inspection_list import InspectionFilter, WantedInspections


@dataclass(frozen=True, slots=True)
class Visits:
    """The figures of the departments; month of the year → visits planned for it, and made in it."""

    tallies: Tallies
    planned: Counter[int]
    made: Counter[int]


def visits(session: Session, wanted: WantedFigures) -> Visits:
    """By department and by month, in one question."""
    year, conditions = _wanted(wanted), _conditions(wanted)
    query = select(
        *shown_for_each(conditions),
        inspection_list.planned_month(year).label("planned_month"),
        inspection_list.made_month(year).label("made_month"),
    ).select_from(DueItemRow)
    each = looked_at_once(inspection_list.narrowed(query, year, wanted.scope)).c
    groups = (each.department, each.planned_month, each.made_month)
    sums = (func.sum(each[figure.value]) for figure in conditions)
    tallies: dict[str, Tally] = defaultdict(Counter)
    planned, made = Counter[int](), Counter[int]()
    for department, month_planned, month_made, *counts in session.execute(
        select(*groups, *sums).group_by(*groups)
    ).tuples():
        tally = Counter(dict(zip(conditions, map(int, counts), strict=True)))
        tallies[department].update(tally)
        if month_planned is not None:
            planned[int(month_planned)] += tally[Figure.OWED]
        if month_made is not None:
            made[int(month_made)] += tally[Figure.OWED]
    return Visits(tallies, planned, made)


def visit_tallies(session: Session, wanted: WantedFigures) -> Tallies:
    """By department only."""
    year, conditions = _wanted(wanted), _conditions(wanted)
    query = select(*shown_for_each(conditions)).select_from(DueItemRow)
    return counted(session, inspection_list.narrowed(query, year, wanted.scope), conditions)


def _wanted(wanted: WantedFigures) -> WantedInspections:
    return WantedInspections(wanted.on, wanted.fiscal_year, department=wanted.department)


def _conditions(wanted: WantedFigures) -> Mapping[Figure, ColumnElement[bool]]:
    of_filter = inspection_list.conditions(_wanted(wanted))
    return {
        Figure.OWED: of_filter[InspectionFilter.ALL],
        Figure.MADE: of_filter[InspectionFilter.MADE],
        Figure.ON_SITE: of_filter[InspectionFilter.ON_SITE],
        Figure.UNPLANNED: of_filter[InspectionFilter.UNPLANNED],
        Figure.NEVER: of_filter[InspectionFilter.NEVER],
    }
