"""年間計画: a day for every inspection of a year that is owed and has none, as proposed today."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.city import city_on_file, risk_weights, setting_value
from app.records import unplanned_visits, year_plans
from app.records.contract_list import departments_seen
from app.records.exposures import exposures
from app.records.inspection_list import WantedInspections
from app.records.scope import Scope
from app.records.unplanned_visits import UnplannedVisit
from audits.city import City
from audits.planning.load import Capacity, Load
from audits.planning.objection import Objection, objections
from audits.planning.owed import OwedInspection, PlannedVisit, Proposal
from audits.planning.plan import propose
from audits.risk import Risk, risk

MOST = 3_000  # inspections that one plan holds
NO_RISK = Risk(())


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
    week and a party allow. `named`: the engagements of which an approved plan says something.
    """

    lines: Sequence[PlanLine]
    planned: Sequence[PlannedVisit]
    shown: Sequence[PlannedVisit]
    capacity: Capacity
    city: City
    named: Collection[int] = frozenset()


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
    approved = year_plans.latest_approvals(session, year)
    ids = [plan.id for (name, _), plan in approved.items() if name in named]
    known_to_plan = frozenset(year_plans.engagements_named(session, ids))
    return YearPlan(lines, planned, shown, capacity, city, known_to_plan)


def objections_to(
    session: Session,
    visit: UnplannedVisit,
    wanted: WantedInspections,
    day: date,
    scope: Scope,
    before: date | None = None,
) -> list[Objection]:
    """What speaks against the day for one visit, whose day so far is `before`."""
    year, city = wanted.fiscal_year, city_on_file(session)
    parties = [] if visit.contractor_id is None else [visit.contractor_id]
    found = unplanned_visits.planned_visits(session, year, [visit.department], parties, scope)
    others = [planned for planned, _ in found]
    owed = _owed(visit, wanted, NO_RISK)
    own = PlannedVisit(before, owed.department, owed.party) if before else None
    if own in others:
        others.remove(own)
    capacity = Capacity({}, int(setting_value(session, "weekly_visits")))
    return list(objections(owed, day, city.open_days, Load(capacity, others)))


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
