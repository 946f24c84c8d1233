"""年間計画: a day for every inspection of a year that is owed and has none, as proposed today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.acts.city import city_on_file, risk_weights, setting_value
from app.records import unplanned_visits
from app.records.contract_list import departments_seen
from app.records.exposures import exposures
from app.records.inspection_list import WantedInspections
from app.records.scope import Scope
from app.records.unplanned_visits import UnplannedVisit
from audits.city import City
from audits.planning.load import Capacity
from audits.planning.owed import OwedInspection, PlannedVisit, Proposal
from audits.planning.plan import propose
from audits.risk import Risk, risk

MOST = 3_000  # inspections that one plan holds


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An inspection without a day: what is on file of it, its risk, and what is proposed."""

    visit: UnplannedVisit
    risk: Risk
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The proposals, the most urgent first, beside what is planned already.

    `shown`: what of that the person may see; other departments' visits count, unseen, in what a
    week and a party allow.
    """

    lines: Sequence[PlanLine]
    planned: Sequence[PlannedVisit]
    shown: Sequence[PlannedVisit]
    capacity: Capacity
    city: City


def year_plan(session: Session, wanted: WantedInspections, scope: Scope) -> YearPlan:
    """The plan of the year as of the day, for what the person may enter."""
    year, city = wanted.fiscal_year, city_on_file(session)
    capacity = Capacity({}, int(setting_value(session, "weekly_visits")))
    visits = unplanned_visits.unplanned_visits(session, wanted, scope, MOST)
    known = exposures(session, [visit.contract for visit in visits], year, wanted.on)
    weights = risk_weights(session)
    risks = {place: risk(exposure, weights) for place, exposure in known.items()}
    named = [d for d in departments_seen(session, scope) if wanted.department in ("", d)]
    parties = {visit.contractor_id for visit in visits if visit.contractor_id is not None}
    found = unplanned_visits.planned_visits(session, year, named, parties, scope)
    planned = [visit for visit, _ in found]
    owed = {_owed(visit, wanted, risks[visit.contract, visit.branch]): visit for visit in visits}
    proposals = propose(owed, city.open_days, on=wanted.on, planned=planned, capacity=capacity)
    lines = [
        PlanLine(visit := owed[one.inspection], risks[visit.contract, visit.branch], one)
        for one in proposals
    ]
    shown = [visit for visit, is_shown in found if is_shown]
    return YearPlan(lines, planned, shown, capacity, city)


def _owed(visit: UnplannedVisit, wanted: WantedInspections, found: Risk) -> OwedInspection:
    year = wanted.fiscal_year
    return OwedInspection(
        due_on=visit.due_on,
        contract=visit.contract,
        branch=visit.branch,
        fiscal_year=year.start,
        first=max(visit.starts_on, year.days.first),
        department=visit.department,
        party=str(visit.contractor_id or ""),
        risk=found.points,
    )
