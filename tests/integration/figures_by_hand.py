"""集計の検算: the figures of a day counted one by one from the facts, with the pure rules alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.records.dashboard_counts import Figure
from audits.contract import Contract
from audits.due import NO_EXCUSE, OPEN_STATES, DueItem, Excuse, State, state_on
from audits.erasure import disposed_on
from audits.fiscal_year import FiscalYear
from audits.kind import KIND_RULES, Kind
from audits.rule import Level
from audits.violations import Violation, violations
from tests.integration.installation import Installation
from tests.integration.shaken import OnFile

Visits = Mapping[tuple[str, int], list[tuple[date | None, date | None]]]
ItemKey = tuple[str, int, str, str, str]
BrokenKey = tuple[str, int, str, str, date]
STATES = {State.OVERDUE: Figure.OVERDUE, State.WAIVED: Figure.WAIVED, State.MISSED: Figure.MISSED}


@dataclass
class ByHand:
    """What is on file, and what managers decided."""

    known: OnFile
    visits: Visits
    excuses: Mapping[ItemKey, Excuse] = field(default_factory=dict)
    settled: Mapping[BrokenKey, date] = field(default_factory=dict)

    def figures(self, on: date, year: FiscalYear) -> dict[str, Counter[Figure]]:
        """Department → figures; one without any is left out."""
        found: dict[str, Counter[Figure]] = defaultdict(Counter)
        for number, contract in self.known.contracts.items():
            tally = found[self.known.departments[number]]
            tally.update(self._of_contract(contract, on, year))
            tally.update(self._of_data(contract, on))
        for item in self.known.owed:
            tally = found[self.known.departments[item.contract]]
            tally.update(self._of_item(item, on, year))
        return {name: tally for name, tally in found.items() if tally}

    def state(self, item: DueItem, on: date) -> State | None:
        """None where the item is not known on the day."""
        excuse = self.excuses.get(item_key(item), NO_EXCUSE)
        return state_on(item, on, excuse) if item.exists(on) else None

    def overdue(self, on: date) -> list[DueItem]:
        return [item for item in self.known.owed if self.state(item, on) is State.OVERDUE]

    def months(self, on: date, year: FiscalYear) -> tuple[Counter[int], Counter[int]]:
        """Month → visits planned for it, and made in it."""
        planned: Counter[int] = Counter()
        made: Counter[int] = Counter()
        for item in self._visits_owed(year):
            if item.closed_on and item.closed_on <= on:
                made[item.closed_on.month] += 1
            visits = self.visits.get((item.contract, item.branch), [])
            in_year = [(plan, done) for plan, done in visits if plan and plan in year]
            waiting = [plan for plan, done in in_year if not (done and done <= on)]
            shown = min(waiting or [plan for plan, _ in in_year], default=None)
            if shown:
                planned[shown.month] += 1
        return planned, made

    def _visits_owed(self, year: FiscalYear) -> Iterator[DueItem]:
        for item in self.known.owed:
            if item.kind is Kind.INSPECTION and item.fiscal_year == year.start:
                yield item

    def _of_contract(self, contract: Contract, on: date, year: FiscalYear) -> Iterator[Figure]:
        nothing = contract.came_to_nothing_on
        stands = nothing is None or nothing > on
        if (
            stands
            and contract.term.first <= year.days.last
            and year.days.first <= contract.term.last
        ):
            yield Figure.CONTRACTS
        for broken in violations(contract):
            settled_on = self.settled.get(broken_key(broken))
            if broken.since > on:
                continue
            if settled_on and settled_on <= on:
                yield from [Figure.SETTLED] if settled_on in year else []
            else:
                of_level = {Level.VIOLATION: Figure.VIOLATIONS, Level.CHECK: Figure.CHECKS}
                yield of_level[broken.level]
        for engagement in contract.engagements if nothing is None else ():
            for finding in engagement.findings:
                seen = finding.inspected_on and finding.inspected_on <= on
                if seen and not (finding.put_right_on and finding.put_right_on <= on):
                    yield Figure.FINDINGS

    def _of_data(self, contract: Contract, on: date) -> Iterator[Figure]:
        nothing, count = contract.came_to_nothing_on, 0
        for engagement in contract.engagements:
            if engagement.term.last >= on and not (nothing and nothing <= on):
                continue
            for data in engagement.data:
                gone = disposed_on(data.number, engagement.disposals, engagement.certificates)
                count += data.on <= on and (gone is None or gone > on)
        yield from [Figure.DATA] * count
        yield from [Figure.DATA_CONTRACTS] * bool(count)

    def _of_item(self, item: DueItem, on: date, year: FiscalYear) -> Iterator[Figure]:
        state = self.state(item, on)
        if item.kind is Kind.INSPECTION and item.fiscal_year == year.start:
            yield from self._of_visit(item, on, year)
        if state is State.OVERDUE:
            yield Figure.OVERDUE
            yield from [Figure.OVERDUE_MAIN] * KIND_RULES[item.kind].main
            yield from [Figure.FINDINGS_LATE] * (item.kind is Kind.CORRECTIVE_ACTION)
        elif state in STATES and self._is_of(item, year):
            yield STATES[state]

    def _of_visit(self, item: DueItem, on: date, year: FiscalYear) -> Iterator[Figure]:
        visits = self.visits.get((item.contract, item.branch), [])
        made = [done for _, done in visits if done and done <= on]
        waiting = [p for p, done in visits if p and p in year and not (done and done <= on)]
        engagement = self.known.contracts[item.contract].engagement(item.branch)
        yield Figure.OWED
        if item.closed_on and item.closed_on <= on:
            yield Figure.MADE
            on_site = bool(item.on_site_on and item.on_site_on <= on)
            yield Figure.ON_SITE if on_site else Figure.OFF_SITE
        if self.state(item, on) in OPEN_STATES and not waiting and not any(d in year for d in made):
            yield Figure.UNPLANNED
        if engagement.term.first <= on and not made:
            yield Figure.NEVER

    @staticmethod
    def _is_of(item: DueItem, year: FiscalYear) -> bool:
        if item.fiscal_year is not None:
            return item.fiscal_year == year.start
        return item.due_on in year


def item_key(item: DueItem) -> ItemKey:
    return (item.contract, item.branch, item.kind.value, item.basis or "", item.occurrence)


def broken_key(broken: Violation) -> BrokenKey:
    return (broken.contract, broken.branch, broken.rule.value, broken.basis, broken.since)


def visits_on_file(installation: Installation) -> Visits:
    """(contract, branch) → planned and carried out, of every visit."""
    found: dict[tuple[str, int], list[tuple[date | None, date | None]]] = defaultdict(list)
    rows = installation.rows(
        "SELECT c.number, e.branch, i.planned_on, i.carried_out_on FROM inspections AS i"
        " JOIN engagements AS e ON e.id = i.engagement_id"
        " JOIN contracts AS c ON c.id = e.contract_id WHERE i.is_current"
    )
    for number, branch, *days in rows:
        plan, done = (date.fromisoformat(str(day)) if day else None for day in days)
        found[number, branch].append((plan, done))
    return found
