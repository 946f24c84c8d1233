"""控えた案: the days proposed for many inspections, kept with the job that has worked them out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from audits.fiscal_year import FiscalYear
from audits.planning.owed import OwedInspection, Proposal, Timing
from audits.risk import Danger, Point, Risk

KIND = "propose_plan"
LIST = "proposals"
LINES_A_PART = 500


@dataclass(frozen=True, slots=True)
class PlanWish:
    """The year's plan that somebody has asked for: of a department, or of all (blank).

    `whole`: of all that the person may look at, else of what the person may enter.
    """

    on: date
    fiscal_year: FiscalYear
    department: str = ""
    whole: bool = False

    @property
    def question(self) -> Mapping[str, Any]:
        """As it is kept with the job; how far it reaches is taken from the person's roles."""
        year = self.fiscal_year.start
        asked = {"on": self.on.isoformat(), "year": year, "department": self.department}
        return {**asked, "whole": True} if self.whole else asked

    @classmethod
    def of(cls, question: Mapping[str, Any]) -> PlanWish:
        year = FiscalYear(question["year"])
        on, whole = date.fromisoformat(question["on"]), "whole" in question
        return cls(on, year, question["department"], whole)


@dataclass(frozen=True, slots=True)
class KeptProposal:
    """A proposal as it was made, with the risk that it was made for."""

    proposal: Proposal
    risk: Risk

    @property
    def place(self) -> tuple[str, int, date]:
        """Contract, branch and due day: what has another one by now was not proposed for."""
        inspection = self.proposal.inspection
        return (inspection.contract, inspection.branch, inspection.due_on)


def parts(proposals: Iterable[KeptProposal]) -> Iterator[bytes]:
    """As they are kept with a job."""
    rest = iter(proposals)
    while some := [_told(one) for one in islice(rest, LINES_A_PART)]:
        yield json.dumps(some, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read(kept: Iterable[bytes]) -> list[KeptProposal]:
    """Exactly what was kept, in the same order."""
    lines = (line for part in kept for line in json.loads(part.decode("utf-8", "surrogatepass")))
    return [_read(*line) for line in lines]


def _told(one: KeptProposal) -> Sequence[object]:
    found, owed = one.proposal, one.proposal.inspection
    return (
        [*(owed.contract, owed.branch, owed.fiscal_year, owed.department, owed.party, owed.risk)],
        [owed.due_on.isoformat(), owed.first.isoformat(), found.on and found.on.isoformat()],
        [found.timing.value, found.inspections, found.departments, found.joins],
        [[point.danger.value, point.times, point.points] for point in one.risk.reasons],
    )


def _read(
    owed: Sequence[Any], days: Sequence[str], found: Sequence[Any], reasons: Sequence[Any]
) -> KeptProposal:
    contract, branch, year, department, party, points = owed
    due_on, first, on = (date.fromisoformat(day) if day else None for day in days)
    timing, inspections, departments, joins = found
    if due_on is None or first is None:
        raise ValueError(days)
    inspection = OwedInspection(due_on, contract, branch, year, first, department, party, points)
    proposal = Proposal(inspection, on, Timing(timing), inspections, tuple(departments), joins)
    risk = Risk(tuple(Point(Danger(danger), *rest) for danger, *rest in reasons))
    return KeptProposal(proposal, risk)
