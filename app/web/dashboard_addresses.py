"""集計の行き先: the list behind each figure; the list counts what the figure says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.records.contract_flags import Flag
from app.records.dashboard_counts import Figure, WantedFigures
from app.records.data_list import DataFilter
from app.records.finding_list import FindingFilter
from app.records.inspection_list import InspectionFilter
from app.records.violation_list import Settled
from app.web.page_address import address
from audits.due import State
from audits.rule import Level

# What `kind` says in the address of the due items for all main kinds, and for all others.
MAIN_KINDS, OTHER_KINDS = "main", "other"


class Behind(NamedTuple):
    """A list, how it is narrowed, and whether the figure is about the fiscal year only."""

    endpoint: str
    narrowed: Mapping[str, str]
    of_year: bool = False


def _contracts(flag: Flag, of_year: bool = False) -> Behind:
    return Behind("contracts.index", {"flag": flag.value}, of_year)


def _inspections(which: InspectionFilter) -> Behind:
    return Behind("inspections.index", {"which": which.value}, of_year=True)


def _due(state: State, kind: str = "", of_year: bool = False) -> Behind:
    narrowed = {"state": state.value} | ({"kind": kind} if kind else {})
    return Behind("due_items.index", narrowed, of_year)


def _violations(level: Level) -> Behind:
    return Behind("violations.index", {"level": level.value})


LISTS: Mapping[Figure, Behind] = {
    Figure.CONTRACTS: _contracts(Flag.STANDS, of_year=True),
    Figure.NO_CONTRACTOR: _contracts(Flag.NO_CONTRACTOR),
    Figure.NO_OFFICER: _contracts(Flag.NO_OFFICER),
    Figure.OWED: _inspections(InspectionFilter.ALL),
    Figure.MADE: _inspections(InspectionFilter.MADE),
    Figure.ON_SITE: _inspections(InspectionFilter.ON_SITE),
    Figure.OFF_SITE: _inspections(InspectionFilter.OFF_SITE),
    Figure.UNPLANNED: _inspections(InspectionFilter.UNPLANNED),
    Figure.NEVER: _inspections(InspectionFilter.NEVER),
    Figure.OVERDUE: _due(State.OVERDUE),
    Figure.OVERDUE_MAIN: _due(State.OVERDUE, MAIN_KINDS),
    Figure.WAIVED: _due(State.WAIVED, of_year=True),
    Figure.MISSED: _due(State.MISSED, of_year=True),
    Figure.VIOLATIONS: _violations(Level.VIOLATION),
    Figure.CHECKS: _violations(Level.CHECK),
    Figure.SETTLED: Behind("violations.index", {"settled": Settled.YES.value}, of_year=True),
    Figure.FINDINGS: Behind("findings.index", {"which": FindingFilter.OPEN.value}),
    Figure.FINDINGS_LATE: Behind("findings.index", {"which": FindingFilter.OVERDUE.value}),
    Figure.DATA: Behind("data.index", {"which": DataFilter.AFTER_END.value}),
    Figure.DATA_CONTRACTS: Behind("data.index", {"which": DataFilter.AFTER_END.value}),
}


class Addresses:
    """Where the figures of one page lead; every address says the day, so that it can be sent."""

    def __init__(self, wanted: WantedFigures) -> None:
        self._wanted = wanted

    def figure(self, figure: Figure, department: str = "") -> str:
        """The list behind a figure, of all departments of the page or of one."""
        behind = LISTS[figure]
        return self._list(behind.endpoint, department, behind.of_year, **behind.narrowed)

    def overdue(self, kind: str) -> str:
        """What is overdue of a kind, or of all main or all other kinds."""
        return self._list("due_items.index", state=State.OVERDUE.value, kind=kind)

    def planned(self, month: int) -> str:
        return self._list("inspections.index", of_year=True, planned_month=str(month))

    def made(self, month: int) -> str:
        return self._list("inspections.index", of_year=True, made_month=str(month))

    def accounts(self) -> str:
        return self._list("dashboard.accounts")

    def department(self, name: str) -> str:
        """The same page for one department."""
        return self._list("dashboard.show", name, of_year=True)

    def whole(self) -> str:
        """The same page for all departments."""
        on, year = self._wanted.on.isoformat(), self._wanted.fiscal_year.start
        return address("dashboard.show", on=on, year=year)

    def before(self, on: str) -> str:
        """The same page as it was on another day."""
        year, department = self._wanted.fiscal_year.start, self._wanted.department or None
        return address("dashboard.show", on=on, year=year, department=department)

    def _list(
        self, endpoint: str, department: str = "", of_year: bool = False, **narrowed: Any
    ) -> str:
        wanted = self._wanted
        query: dict[str, Any] = {
            "on": wanted.on.isoformat(),
            "year": wanted.fiscal_year.start if of_year else None,
            "department": department or wanted.department or None,
        }
        return address(endpoint, **query, **narrowed)
