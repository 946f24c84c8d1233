"""リスクの高い順: what the year has still to visit, the riskiest first, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.city import risk_weights
from app.records import unplanned_visits
from app.records.exposures import exposures, exposures_of
from app.records.inspection_list import WantedInspections
from app.records.scope import Scope
from app.records.unplanned_visits import UnplannedVisit
from audits.contract import Contract
from audits.fiscal_year import FiscalYear
from audits.risk import Danger, Risk, risk


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A visit that is still to be made, with its day (None: it has none) and its risk."""

    visit: UnplannedVisit
    planned_on: date | None
    risk: Risk


def riskiest_of(
    session: Session, wanted: WantedInspections, scope: Scope, most: int
) -> list[RiskLine] | None:
    """The same where it is of no more than `most` visits: so many are judged at a glance."""
    found = unplanned_visits.not_visited(session, wanted, scope, most + 1)
    return None if len(found) > most else _lines(session, wanted, found)


def riskiest(session: Session, wanted: WantedInspections, scope: Scope) -> list[RiskLine]:
    """Among equals what is due first."""
    return _lines(session, wanted, unplanned_visits.not_visited(session, wanted, scope))


def _lines(
    session: Session,
    wanted: WantedInspections,
    found: Sequence[tuple[UnplannedVisit, date | None]],
) -> list[RiskLine]:
    numbers = [visit.contract for visit, _ in found]
    known = exposures(session, numbers, wanted.fiscal_year, wanted.on)
    weights = risk_weights(session)
    lines = [
        RiskLine(visit, day, risk(known[visit.contract, visit.branch], weights))
        for visit, day in found
    ]
    return sorted(lines, key=lambda line: -line.risk.points)


def risks_of(
    session: Session, contract: Contract, weights: Mapping[Danger, int], year: FiscalYear, on: date
) -> dict[int, Risk]:
    """Branch → the risk of each engagement of a contract."""
    known = exposures_of(session, contract, year, on)
    return {branch: risk(one, weights) for (_, branch), one in sorted(known.items())}
