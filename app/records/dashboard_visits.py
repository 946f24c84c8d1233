"""集計の一覧: the figures that are numbers of lines of lists: visits, findings and data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.records import listings
from app.records.dashboard_counts import Figure, Tallies, WantedFigures
from app.records.data_list import DataFilter
from app.records.finding_list import FindingFilter
from app.records.inspection_list import InspectionFilter
from app.records.listing_names import (
    made_in,
    of_contracts,
    of_data,
    of_findings,
    of_visits,
    planned_in,
)
from app.records.listings import Narrowed
from audits.fiscal_year import FiscalYear

MONTHS = range(1, 13)
AFTER_END = of_data(DataFilter.AFTER_END.value)
OF_ANY_YEAR: Mapping[Figure, str] = {
    Figure.FINDINGS: of_findings(FindingFilter.OPEN.value),
    Figure.FINDINGS_LATE: of_findings(FindingFilter.OVERDUE.value),
    Figure.DATA: AFTER_END,
    Figure.DATA_CONTRACTS: of_contracts(AFTER_END),
}
OF_A_YEAR: Mapping[Figure, InspectionFilter] = {
    Figure.OWED: InspectionFilter.ALL,
    Figure.MADE: InspectionFilter.MADE,
    Figure.ON_SITE: InspectionFilter.ON_SITE,
    Figure.OFF_SITE: InspectionFilter.OFF_SITE,
    Figure.UNPLANNED: InspectionFilter.UNPLANNED,
    Figure.NEVER: InspectionFilter.NEVER,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """The figures of the departments; month of the year → visits planned for it, and made in it."""

    tallies: Tallies
    planned: Counter[int]
    made: Counter[int]


def listed(session: Session, wanted: WantedFigures) -> Listed:
    """By department, and by month; in one question, whatever is asked."""
    year, narrowed = wanted.fiscal_year, Narrowed(wanted.on, wanted.scope, wanted.department)
    names = _names(year)
    planned = {month: planned_in(year, month) for month in MONTHS}
    made = {month: made_in(year, month) for month in MONTHS}
    every = [*names.values(), *planned.values(), *made.values()]
    found = listings.counts_by_department(session, every, narrowed)
    whole = sum(found.values(), Counter[str]())
    return Listed(
        {
            department: Counter({figure: lines[name] for figure, name in names.items()})
            for department, lines in found.items()
        },
        Counter({month: whole[name] for month, name in planned.items() if whole[name]}),
        Counter({month: whole[name] for month, name in made.items() if whole[name]}),
    )


def _names(year: FiscalYear) -> Mapping[Figure, str]:
    of_year = {figure: of_visits(which.value, year) for figure, which in OF_A_YEAR.items()}
    return {**OF_ANY_YEAR, **of_year}
