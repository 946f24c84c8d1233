"""集計の数: every figure of every department on a day, a few questions for a whole city.

Each is counted with the conditions of the list that it leads to, so that the two cannot differ.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from app.records import (
    contract_list,
    due_list,
    violation_list,
)
from app.records.contract_flags import Flag, in_terms, matters
from app.records.contracts import ContractRow, ContractTermsRow
from app.records.database import rows_of
from app.records.due_items import DueItemRow, in_fiscal_year, state_of
from app.records.due_list import WantedDue
from app.records.scope import Scope, visible
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
    OFF_SITE = "off_site"
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


Tally = Counter[Figure]
KEPT_QUERIES = 50  # put together once each: that takes longer than the answer
Tallies = Mapping[str, Tally]  # department's name → its figures


OF_CONTRACTS = {
    Figure.CONTRACTS: Flag.STANDS,
    Figure.NO_CONTRACTOR: Flag.NO_CONTRACTOR,
    Figure.NO_OFFICER: Flag.NO_OFFICER,
}
OF_EXCUSES = {State.WAIVED: Figure.WAIVED, State.MISSED: Figure.MISSED}
OF_VIOLATIONS = (Figure.VIOLATIONS, Figure.CHECKS, Figure.SETTLED)


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
    return _tallies(session, _contracts(wanted), OF_CONTRACTS)


@lru_cache(KEPT_QUERIES)
def _contracts(wanted: WantedFigures) -> Select[Any]:
    on, days, terms = wanted.on, wanted.fiscal_year.days, ContractTermsRow
    in_year = and_(terms.starts_on <= days.last, terms.ends_on >= days.first)
    flags = in_terms(on)
    conditions = {
        Figure.CONTRACTS: and_(in_year, flags[Flag.STANDS]),
        Figure.NO_CONTRACTOR: flags[Flag.NO_CONTRACTOR],
        Figure.NO_OFFICER: flags[Flag.NO_OFFICER],
    }
    every = contract_list.Wanted(on, department=wanted.department)
    query = select(*shown_for_each(conditions), contract_list.stage_of(on).label("stage"))
    query = contract_list.narrowed(query.select_from(ContractRow), every, wanted.scope)
    each = looked_at_once(query).c
    shown = (
        and_(each[figure.value] == 1, matters(flag, each.stage))
        for figure, flag in OF_CONTRACTS.items()
    )
    counts = (func.count(case((one, 1))) for one in shown)
    return select(each.department, *counts).group_by(each.department)


def overdue(session: Session, wanted: WantedFigures) -> Mapping[str, Counter[Kind]]:
    """What is overdue on the day, of whatever year, by department and kind."""
    late = WantedDue(wanted.on, states=(State.OVERDUE,), department=wanted.department)
    found: dict[str, Counter[Kind]] = defaultdict(Counter)
    for (department, kind), count in due_list.count_of_kinds(session, late, wanted.scope).items():
        found[department][kind] += count
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
    found: dict[str, Tally] = defaultdict(Counter)
    for department, decided, count in rows_of(session, _excused(wanted)).tuples():
        found[department][OF_EXCUSES[State(decided)]] = count
    return found


@lru_cache(KEPT_QUERIES)
def _excused(wanted: WantedFigures) -> Select[Any]:
    every = WantedDue(wanted.on, states=tuple(OF_EXCUSES))
    in_year = case((in_fiscal_year(wanted.fiscal_year), 1), else_=0)
    items = select(
        DueItemRow.contract_id, state_of(wanted.on).label("state"), in_year.label("in_year")
    )
    # Of all years first: those that are decided on are few, those of a year are many.
    each = looked_at_once(items.where(*due_list.of_items(every))).c
    query = select(ContractTermsRow.department, each.state, func.count())
    query = beside_terms(query, each, wanted).where(each.in_year == 1)
    return query.group_by(ContractTermsRow.department, each.state)


def violations(session: Session, wanted: WantedFigures) -> Tallies:
    """What is broken and not settled on the day, and what was settled within the year by it."""
    return _tallies(session, _violations(wanted), OF_VIOLATIONS)


@lru_cache(KEPT_QUERIES)
def _violations(wanted: WantedFigures) -> Select[Any]:
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
    query = select(*shown_for_each(conditions)).select_from(ViolationRow)
    each = looked_at_once(violation_list.narrowed(query, every, wanted.scope)).c
    counts = (func.sum(each[figure.value]) for figure in OF_VIOLATIONS)
    return select(each.department, *counts).group_by(each.department)


def shown_for_each(
    conditions: Mapping[Figure, ColumnElement[bool]],
) -> Iterator[ColumnElement[Any]]:
    """The department, and 1 or 0 for each figure, under its name."""
    yield ContractTermsRow.department.label("department")
    for figure, condition in conditions.items():
        yield case((condition, 1), else_=0).label(figure.value)


def looked_at_once(query: Select[Any]) -> CTE:
    """Every row, looked at once and before they are put together.

    Otherwise the database goes through the departments one by one, which takes it a hundred times
    as long.
    """
    return query.cte("each").prefix_with("MATERIALIZED")


def beside_terms(
    query: Select[Any], each: ReadOnlyColumnCollection[str, Any], wanted: WantedFigures
) -> Select[Any]:
    """With the terms of each row's contract, as far as they are wanted."""
    terms = ContractTermsRow
    of_contract = and_(terms.contract_id == each.contract_id, terms.is_current)
    query = query.join(terms, of_contract).where(visible(wanted.scope))
    return query.where(terms.department == wanted.department) if wanted.department else query


def _tallies(session: Session, query: Select[Any], figures: Iterable[Figure]) -> Tallies:
    """One row a department: its name, then its figures in this order."""
    return {
        department: Counter(dict(zip(figures, map(int, counts), strict=True)))
        for department, *counts in rows_of(session, query).tuples()
    }
