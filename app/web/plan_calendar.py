"""年間計画の表: how many visits each department makes in each month of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from audits.fiscal_year import FiscalYear
from audits.planning.owed import PlannedVisit, Proposal

MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """The visits of a department in a month: planned already, and proposed."""

    planned: int
    proposed: int


@dataclass(frozen=True, slots=True)
class DepartmentLoad:
    """A row of the calendar, month by month."""

    department: str
    months: Sequence[MonthLoad]

    @property
    def total(self) -> MonthLoad:
        return MonthLoad(
            sum(month.planned for month in self.months),
            sum(month.proposed for month in self.months),
        )


def calendar_of(
    year: FiscalYear, planned: Iterable[PlannedVisit], proposals: Iterable[Proposal]
) -> list[DepartmentLoad]:
    """One row for each department; several inspections of one party on a day are one visit."""
    before = {(v.department, v.party or place, v.on) for place, v in enumerate(planned)}
    after = {
        (p.inspection.department, p.inspection.party or p.inspection, p.on)
        for p in proposals
        if p.on is not None
    } - before
    made, added = _by_month(before, year), _by_month(after, year)
    names = sorted({name for name, _ in [*made, *added]})
    return [
        DepartmentLoad(name, [MonthLoad(made[name, month], added[name, month]) for month in MONTHS])
        for name in names
    ]


def _by_month(
    visits: Iterable[tuple[str, object, date | None]], year: FiscalYear
) -> Counter[tuple[str, int]]:
    return Counter((name, on.month) for name, _, on in visits if on is not None and on in year)
