"""集計: the figures of a city or a department, for a fiscal year and as known on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.records import dashboard_counts as counts
from app.records import idle_accounts
from app.records.contracts import ContractTermsRow
from app.records.dashboard_counts import Figure, Tallies, Tally, WantedFigures
from app.records.dashboard_visits import listed
from app.records.database import rows_of
from app.records.departments import department_ids
from app.records.scope import Scope, visible
from app.records.urgent_contracts import UrgentContract, urgent_contracts
from audits.due import InspectionRate
from audits.fiscal_year import FiscalYear
from audits.kind import Kind

MOST_URGENT = 10
KEPT_QUERIES = 50


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """The figures of a department, or of all of them (without a name)."""

    name: str
    tally: Tally

    @property
    def rate(self) -> float | None:
        return InspectionRate(
            self.tally[Figure.OWED], self.tally[Figure.MADE], self.tally[Figure.ON_SITE]
        ).rate


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything that the page of figures shows.

    `before` is the whole as it stood at the end of the month before the day, for the same year.
    """

    wanted: WantedFigures
    years: Sequence[FiscalYear]
    departments: Sequence[DepartmentFigures]
    whole: DepartmentFigures
    before_on: date
    before: DepartmentFigures
    overdue: Counter[Kind]
    planned: Counter[int]
    made: Counter[int]
    idle_accounts: int
    urgent: Sequence[UrgentContract]


def month_before(on: date) -> date:
    """The last day of the month before; the calendar's first day has none and is its own."""
    first = on.replace(day=1)
    return first - timedelta(days=1) if first > date.min else first


def dashboard(session: Session, wanted: WantedFigures) -> Dashboard:
    """All figures, in a number of questions that does not grow with the departments."""
    late, of_lists = counts.overdue(session, wanted), listed(session, wanted)
    tallies = _joined(
        counts.contracts(session, wanted),
        counts.excused(session, wanted),
        counts.overdue_tallies(late),
        of_lists.tallies,
        counts.violations(session, wanted),
    )
    earlier = replace(wanted, on=month_before(wanted.on))
    before = _joined(
        counts.overdue_tallies(counts.overdue(session, earlier)),
        listed(session, earlier).tallies,
        counts.violations(session, earlier),
    )
    return Dashboard(
        wanted=wanted,
        years=_years(session, wanted),
        departments=_in_order(session, tallies),
        whole=_whole(tallies),
        before_on=earlier.on,
        before=_whole(before),
        overdue=sum(late.values(), Counter()),
        planned=of_lists.planned,
        made=of_lists.made,
        idle_accounts=idle_accounts.count_idle(session, wanted.on, wanted.scope),
        urgent=urgent_contracts(session, wanted, MOST_URGENT),
    )


@lru_cache(KEPT_QUERIES)
def _term(scope: Scope) -> Select[Any]:
    """Put together once: that takes longer than the answer."""
    terms = ContractTermsRow
    term = select(func.min(terms.starts_on), func.max(terms.ends_on))
    return term.where(terms.is_current, visible(scope))


def _joined(*parts: Tallies) -> Mapping[str, Tally]:
    """One tally for each department; one without any figure is left out."""
    found: dict[str, Tally] = {}
    for part in parts:
        for department, tally in part.items():
            found.setdefault(department, Counter()).update(tally)
    return {department: tally for department, tally in found.items() if any(tally.values())}


def _whole(tallies: Mapping[str, Tally]) -> DepartmentFigures:
    """The sum: a contract has one 所管課, so that nothing is counted twice."""
    whole: Tally = Counter()
    for tally in tallies.values():
        whole.update(tally)
    return DepartmentFigures("", whole)


def _in_order(session: Session, tallies: Mapping[str, Tally]) -> list[DepartmentFigures]:
    """In the order in which the city set its departments up."""
    places = department_ids(session)
    last = max(places.values(), default=0) + 1
    names = sorted(tallies, key=lambda name: (places.get(name, last), name))
    return [DepartmentFigures(name, tallies[name]) for name in names]


def _years(session: Session, wanted: WantedFigures) -> list[FiscalYear]:
    """The years of the contracts within reach, the one asked for and the day's; newest first."""
    first, last = rows_of(session, _term(wanted.scope)).one()
    known = {FiscalYear.of(wanted.on), wanted.fiscal_year}
    if first is not None:
        starts = range(FiscalYear.of(first).start, FiscalYear.of(last).start + 1)
        known |= {FiscalYear(start) for start in starts}
    return sorted(known, reverse=True)
