"""集計の数: every figure of every department on a day, a few questions for a whole city.

Each is counted with the conditions of the list that it leads to, so that the two cannot differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session

from app.records import (
    contract_list,
    data_list,
    due_list,
    finding_list,
    inspection_list,
    violation_list,
)
from app.records.contract_flags import Flag, flagged
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.data_list import DataFilter, WantedData
from app.records.due_items import DueItemRow, state_of
from app.records.due_list import WantedDue
from app.records.finding_list import FindingFilter, WantedFindings
from app.records.inspection_list import InspectionFilter, WantedInspections
from app.records.scope import Scope
from app.records.violation_list import Settled, WantedViolations
from app.records.violations import ViolationRow
from audits.due import State
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES, Kind
from audits.rule import Level


class Figure(Enum):
    """What is counted, for each department and for all of them."""

    CONTRACTS = "contracts"
    NO_CONTRACTOR = "no_contractor"
    NO_OFFICER = "no_officer"
    OWED = "owed"
    MADE = "made"
    ON_SITE = "on_site"
    UNPLANNED = "unplanned"
    NEVER = "never"
    OVERDUE = "overdue"
    OVERDUE_MAIN = "overdue_main"
    WAIVED = "waived"
    MISSED = "missed"
    VIOLATIONS = "violations"
    CHECKS = "checks"
    SETTLED = "settled"
    FINDINGS = "findings"
    FINDINGS_LATE = "findings_late"
    DATA = "data"
    DATA_CONTRACTS = "data_contracts"


Key = TypeVar("Key", bound=Hashable)
Tally = Counter[Figure]
Tallies = Mapping[str, Tally]  # department's name → its figures


@dataclass(frozen=True, slots=True)
class WantedFigures:
    """Whose figures, for which fiscal year, as known on which day; blank: all of the scope."""

    on: date
    fiscal_year: FiscalYear
    scope: Scope
    department: str = ""

    @property
    def accounts(self) -> Scope:
        """Whose accounts are looked at: of the department, as far as the scope reaches."""
        if not self.department:
            return self.scope
        named = frozenset({self.department})
        seen = named if self.scope.everything else named & self.scope.departments
        return Scope(everything=False, departments=seen)


def contracts(session: Session, wanted: WantedFigures) -> Tallies:
    """The year's contracts, and those of any year that nobody looks after on the day."""
    on, days, terms = wanted.on, wanted.fiscal_year.days, ContractTermsRow
    stage = contract_list.stage_of(on)
    in_year = and_(terms.starts_on <= days.last, terms.ends_on >= days.first)
    conditions = {
        Figure.CONTRACTS: and_(in_year, flagged(Flag.STANDS, on, stage)),
        Figure.NO_CONTRACTOR: flagged(Flag.NO_CONTRACTOR, on, stage),
        Figure.NO_OFFICER: flagged(Flag.NO_OFFICER, on, stage),
    }
    every = contract_list.Wanted(on, department=wanted.department)
    query = select(terms.department, *_sums(conditions)).select_from(ContractRow)
    return _tallies(session, contract_list.narrowed(query, every, wanted.scope), conditions)


def inspections(session: Session, wanted: WantedFigures) -> Tallies:
    """The visits that the year owes, and what became of them by the day."""
    year = WantedInspections(wanted.on, wanted.fiscal_year, department=wanted.department)
    of_filter = inspection_list.conditions(year)
    conditions = {
        Figure.OWED: of_filter[InspectionFilter.ALL],
        Figure.MADE: of_filter[InspectionFilter.MADE],
        Figure.ON_SITE: of_filter[InspectionFilter.ON_SITE],
        Figure.UNPLANNED: of_filter[InspectionFilter.UNPLANNED],
        Figure.NEVER: of_filter[InspectionFilter.NEVER],
    }
    query = select(ContractTermsRow.department, *_sums(conditions)).select_from(DueItemRow)
    return _tallies(session, inspection_list.narrowed(query, year, wanted.scope), conditions)


def overdue(session: Session, wanted: WantedFigures) -> Mapping[str, Counter[Kind]]:
    """What is overdue on the day, of whatever year, by department and kind."""
    late = WantedDue(wanted.on, states=(State.OVERDUE,), department=wanted.department)
    columns = (ContractTermsRow.department, DueItemRow.kind)
    query = due_list.narrowed(select(*columns, func.count(DueItemRow.id)), late, wanted.scope)
    found: dict[str, Counter[Kind]] = defaultdict(Counter)
    for department, kind, count in session.execute(query.group_by(*columns)).tuples():
        found[department][Kind(kind)] = count
    return found


def overdue_tallies(of_kinds: Mapping[str, Counter[Kind]]) -> Tallies:
    """The same without the kinds, those that make a contract red once more apart."""
    return {
        department: Counter(
            {
                Figure.OVERDUE: kinds.total(),
                Figure.OVERDUE_MAIN: sum(n for k, n in kinds.items() if KIND_RULES[k].main),
            }
        )
        for department, kinds in of_kinds.items()
    }


def excused(session: Session, wanted: WantedFigures) -> Tallies:
    """What of the year's due items was waived, or recorded as missed, by the day."""
    figures = {State.WAIVED: Figure.WAIVED, State.MISSED: Figure.MISSED}
    year = WantedDue(
        wanted.on,
        states=tuple(figures),
        department=wanted.department,
        fiscal_year=wanted.fiscal_year,
    )
    state = state_of(wanted.on)
    conditions = {figure: state == each.value for each, figure in figures.items()}
    query = select(ContractTermsRow.department, *_sums(conditions)).select_from(DueItemRow)
    return _tallies(session, due_list.narrowed(query, year, wanted.scope), conditions)


def violations(session: Session, wanted: WantedFigures) -> Tallies:
    """What is broken and not settled on the day, and what was settled within the year by it."""
    every = WantedViolations(
        wanted.on,
        department=wanted.department,
        settled=Settled.EITHER,
        fiscal_year=wanted.fiscal_year,
    )
    settled = violation_list.is_settled(every)
    conditions = {
        Figure.VIOLATIONS: and_(settled[Settled.NO], violation_list.of_level(Level.VIOLATION)),
        Figure.CHECKS: and_(settled[Settled.NO], violation_list.of_level(Level.CHECK)),
        Figure.SETTLED: settled[Settled.YES],
    }
    query = select(ContractTermsRow.department, *_sums(conditions)).select_from(ViolationRow)
    return _tallies(session, violation_list.narrowed(query, every, wanted.scope), conditions)


def findings(session: Session, wanted: WantedFigures) -> Tallies:
    """What visits found and nobody has put right by the day, of whatever year."""
    every = WantedFindings(wanted.on, department=wanted.department)
    of_filter = finding_list.conditions(wanted.on)
    conditions = {
        Figure.FINDINGS: of_filter[FindingFilter.OPEN],
        Figure.FINDINGS_LATE: of_filter[FindingFilter.OVERDUE],
    }
    query = select(ContractTermsRow.department, *_sums(conditions))
    return _tallies(session, finding_list.narrowed(query, every, wanted.scope), conditions)


def data(session: Session, wanted: WantedFigures) -> Tallies:
    """What contractors still have on the day though their part has ended, of whatever year."""
    every = WantedData(wanted.on, department=wanted.department)
    ended = data_list.conditions(wanted.on)[DataFilter.AFTER_END]
    columns = {
        Figure.DATA: func.count(),
        Figure.DATA_CONTRACTS: func.count(EngagementRow.contract_id.distinct()),
    }
    query = select(ContractTermsRow.department, *columns.values())
    query = data_list.narrowed(query, every, wanted.scope).where(ended)
    return _tallies(session, query, columns)


def by_month(session: Session, wanted: WantedFigures) -> tuple[Counter[int], Counter[int]]:
    """Month of the year → visits planned for it, and made in it by the day."""
    year = WantedInspections(wanted.on, wanted.fiscal_year, department=wanted.department)
    each = inspection_list.narrowed(
        select(
            inspection_list.planned_month(year).label("planned"),
            inspection_list.made_month(year).label("made"),
        ).select_from(DueItemRow),
        year,
        wanted.scope,
    ).subquery()
    query = select(each.c.planned, each.c.made, func.count()).group_by(each.c.planned, each.c.made)
    planned: Counter[int] = Counter()
    made: Counter[int] = Counter()
    for month_planned, month_made, count in session.execute(query).tuples():
        if month_planned is not None:
            planned[int(month_planned)] += count
        if month_made is not None:
            made[int(month_made)] += count
    return planned, made


def _sums(conditions: Mapping[Any, ColumnElement[bool]]) -> Iterator[ColumnElement[int]]:
    for condition in conditions.values():
        yield func.sum(case((condition, 1), else_=0))


def _tallies(session: Session, query: Select[Any], figures: Mapping[Figure, Any]) -> Tallies:
    """One row a department: its name, then its figures in this order."""
    rows = session.execute(query.group_by(ContractTermsRow.department)).tuples()
    return {
        department: Counter(dict(zip(figures, map(int, counts), strict=True)))
        for department, *counts in rows
    }
