"""集計: the figures of each department, added up while the engagements are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.acts.register.engagement_line import EngagementLine
from app.records.due_items import DueOnDay
from audits.due import State
from audits.kind import Kind


@dataclass(slots=True)
class Figures:
    """集計 of one department."""

    contracts: int = 0
    owed: int = 0
    made: int = 0
    on_site: int = 0
    overdue: int = 0
    not_put_right: int = 0
    not_erased: int = 0
    violations: int = 0
    waived: int = 0

    def add(self, engagement: EngagementLine, owed: Sequence[DueOnDay]) -> None:
        """Counts an engagement in, with its due items in the register's scope."""
        visits = [item for item in owed if item.kind is Kind.INSPECTION]
        self.owed += len(visits)
        self.made += sum(item.closed_on is not None for item in visits)
        self.on_site += sum(item.on_site for item in visits)
        self.overdue += sum(item.state is State.OVERDUE for item in owed)
        self.waived += sum(item.state is State.WAIVED for item in owed)
        self.not_put_right += engagement.not_put_right
        self.not_erased += engagement.not_erased
        self.violations += engagement.violations

    def line(self, department: str) -> Sequence[Any]:
        rate = self.made / self.owed if self.owed else None
        return (
            department,
            self.contracts,
            self.owed,
            self.made,
            rate,
            self.on_site,
            self.overdue,
            self.not_put_right,
            self.not_erased,
            self.violations,
            self.waived,
        )


@dataclass(slots=True)
class Summary:
    """The figures of every department that has been met."""

    _figures: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))

    def of(self, department: str) -> Figures:
        return self._figures[department]

    def lines(self) -> Iterator[Sequence[Any]]:
        for department in sorted(self._figures):
            yield self._figures[department].line(department)
