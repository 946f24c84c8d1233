"""年間計画: a day for every inspection of a year that is owed and has none, as proposed today."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy.orm import Session

from app.acts.city import city_on_file, risk_weights, setting_value
from app.acts.kept_proposals import KeptProposal
from app.records import unplanned_visits, year_plans
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

AT_ONCE = 3_000  # inspections: a second at most, whatever they are; more is nothing to wait for
MOST = 20_000  # inspections that one plan holds
NO_RISK = Risk(())
# Stage in words, how far, of how many.
Progress = Callable[[str, int, int], None]
GATHERING, CHOOSING = "調査とリスクを集めています", "予定日を選んでいます"


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
    `beyond`: how many inspections without a day have no line, as nothing was proposed for them.
    """

    lines: Sequence[PlanLine]
    planned: Sequence[PlannedVisit]
    shown: Sequence[PlannedVisit]
    capacity: Capacity
    city: City
    named: Collection[int] = frozenset()
    beyond: int = 0

    @property
    def total(self) -> int:
        """All inspections without a day."""
        return len(self.lines) + self.beyond


def year_plan(
    session: Session, wanted: WantedInspections, scope: Scope, tell: Progress | None = None
) -> YearPlan:
    """The plan of the year as of the day, for what the person may enter."""
    if tell is not None:
        tell(GATHERING, 0, 0)
    visits = unplanned_visits.unplanned_visits(session, wanted, scope, MOST)
    return _proposed(session, wanted, scope, visits, tell)


def year_plan_at_once(
    session: Session, wanted: WantedInspections, scope: Scope, most: int = AT_ONCE
) -> YearPlan | None:
    """The same where it is of no more than `most` inspections: so many are placed at once."""
    visits = unplanned_visits.unplanned_visits(session, wanted, scope, most + 1)
    return _proposed(session, wanted, scope, visits) if len(visits) <= most else None


def year_plan_kept(
    session: Session, wanted: WantedInspections, scope: Scope, kept: Iterable[KeptProposal]
) -> YearPlan:
    """What was proposed before, of all that has still no day and is due as it was then."""
    visits = unplanned_visits.unplanned_visits(session, wanted, scope, MOST)
    by_place = {(visit.contract, visit.branch, visit.due_on): visit for visit in visits}
    lines = [
        PlanLine(by_place[one.place], one.risk, one.proposal)
        for one in kept
        if one.place in by_place
    ]
    plan = _without_lines(session, wanted, scope, visits)
    return replace(plan, lines=lines, beyond=len(visits) - len(lines))


def _proposed(
    session: Session,
    wanted: WantedInspections,
    scope: Scope,
    visits: Sequence[UnplannedVisit],
    tell: Progress | None = None,
) -> YearPlan:
    numbers = [visit.contract for visit in visits]
    known = exposures(session, numbers, wanted.fiscal_year, wanted.on)
    weights = risk_weights(session)
    risks = {place: risk(exposure, weights) for place, exposure in known.items()}
    owed = {
        owed_inspection(visit, wanted, risks[visit.contract, visit.branch]): visit
        for visit in visits
    }
    plan = _without_lines(session, wanted, scope, visits)
    proposals = propose(
        owed,
        plan.city.open_days,
        on=wanted.on,
        planned=plan.planned,
        capacity=plan.capacity,
        tell=tell and partial(tell, CHOOSING),
    )
    lines = [
        PlanLine(visit := owed[one.inspection], risks[visit.contract, visit.branch], one)
        for one in proposals
    ]
    return replace(plan, lines=lines)


def _without_lines(
    session: Session, wanted: WantedInspections, scope: Scope, visits: Sequence[UnplannedVisit]
) -> YearPlan:
    """What is planned already by these departments or at these parties, and what it has to fit."""
    year, city = wanted.fiscal_year, city_on_file(session)
    capacity = Capacity({}, int(setting_value(session, "weekly_visits")))
    named = [d for d in departments_seen(session, scope) if wanted.department in ("", d)]
    parties = {visit.contractor_id for visit in visits if visit.contractor_id is not None}
    found = unplanned_visits.planned_visits(session, year, named, parties, scope)
    planned = [visit for visit, _ in found]
    shown = [visit for visit, is_shown in found if is_shown]
    approved = year_plans.latest_approvals(session, year)
    ids = [plan.id for (name, _), plan in approved.items() if name in named]
    known_to_plan = frozenset(year_plans.engagements_named(session, ids))
    return YearPlan((), planned, shown, capacity, city, known_to_plan)


def owed_inspection(
    visit: UnplannedVisit, wanted: WantedInspections, found: Risk
) -> OwedInspection:
    """What is owed, as the rules of planning take it."""
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
