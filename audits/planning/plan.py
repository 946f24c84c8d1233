"""計画の案: a day for each inspection still owed; the same input gives the same days.

Open days only, within what each department can do in a week, spread over the time there is, the
riskier ones earlier, one visit for all that one party can be inspected for at a time (product.md,
Inspections). Never later than AHEAD_DAYS before it is due where the window allows, never after it
unless that day has passed; what finds no day is said with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import reduce

from audits.open_days import OpenDays, days_after
from audits.planning.load import Capacity, Load
from audits.planning.owed import OwedInspection, PlannedVisit, Proposal, Timing
from audits.planning.visit import Visit, together
from audits.planning.window import Calendar, Window, ahead, possible

# How many inspections have been looked at, of how many.
Progress = Callable[[int, int], None]
CROWD = 1.0  # weeks that one visit less in a week is worth going out of the way for
NO_CAPACITY = Capacity({})


def propose(
    owed: Iterable[OwedInspection],
    open_days: OpenDays,
    *,
    on: date,
    planned: Iterable[PlannedVisit] = (),
    capacity: Capacity = NO_CAPACITY,
    tell: Progress | None = None,
) -> list[Proposal]:
    """A proposal for each inspection, by the day it is due; every day lies after `on`.

    `planned`: the visits that have a day already; they count in their weeks, and take along what
    of the same party can be made on their day. `tell` is told again and again how far it is.
    """
    inspections = sorted(owed)
    plan = _Plan(inspections, open_days, on, list(planned), capacity)
    found = plan.proposals(tell or (lambda _done, _of: None))
    return [found[one] for one in inspections]


Placed = tuple[Visit, date]


class _Plan:
    def __init__(
        self,
        inspections: Sequence[OwedInspection],
        open_days: OpenDays,
        on: date,
        planned: Sequence[PlannedVisit],
        capacity: Capacity,
    ) -> None:
        self._inspections = inspections
        self._tomorrow = days_after(on, 1)
        self._possible = {one: possible(one, self._tomorrow) for one in inspections}
        self._calendar = Calendar(open_days, self._possible.values())
        self._load = Load(capacity, planned)
        self._planned = _by_party(planned, open_days)
        self._found: dict[OwedInspection, Proposal] = {}
        self._placed: list[Placed] = []
        self._of_party: defaultdict[str, list[int]] = defaultdict(list)

    def proposals(self, tell: Progress) -> Mapping[OwedInspection, Proposal]:
        left = [one for one in self._inspections if not self._joins(one)]
        visits = together(((one, self._preferred(one)) for one in left), self._calendar)
        shares = _shares(visits)
        done, of = len(self._found), len(self._inspections)
        for visit in sorted(visits, key=self._urgency):
            tell(done, of)
            self._place(visit, shares[visit])
            done += len(visit.inspections)
        for visit, on in _riskier_first(self._placed):
            self._note(visit, on)
        return self._found

    def _urgency(self, visit: Visit) -> tuple[bool, int, object]:
        """What is overdue chooses first, then what can only be done in a short time."""
        return (not self._is_overdue(visit), len(self._calendar.days(visit.window)), visit.rank)

    def _is_overdue(self, visit: Visit) -> bool:
        return visit.inspections[0].due_on < self._tomorrow

    def _joins(self, inspection: OwedInspection) -> bool:
        """Whether a visit that is planned already can take it along."""
        window, department = self._preferred(inspection), inspection.department
        for on, departments in self._planned.get(inspection.party, {}).items():
            if on not in window or not self._lets_in(department, departments, on):
                continue
            timing = self._timing(inspection, on)
            self._found[inspection] = Proposal(inspection, on, timing, 1, (department,), joins=True)
            return True
        return False

    def _lets_in(self, department: str, departments: set[str], on: date) -> bool:
        """Whether a department takes part in a planned visit, or has room to do so."""
        if department in departments:
            return True
        if not self._load.has_room([department], on):
            return False
        self._load.add([department], on)
        departments.add(department)
        return True

    def _preferred(self, inspection: OwedInspection) -> Window:
        """The time that leaves AHEAD_DAYS; where it has no open day, all the time there is."""
        window = ahead(inspection, self._tomorrow)
        return self._possible[inspection] if self._calendar.is_empty(window) else window

    def _timing(self, inspection: OwedInspection, on: date) -> Timing:
        if inspection.due_on < self._tomorrow:
            return Timing.OVERDUE
        window = ahead(inspection, self._tomorrow)
        if on in window:
            return Timing.IN_TIME
        return Timing.LATE if self._calendar.is_empty(window) else Timing.CROWDED

    def _place(self, visit: Visit, share: float) -> None:
        day = self._best(visit, share)
        if day is not None:
            self._take(visit, day)
        elif len(visit.departments) > 1:
            for own in visit.by_department():
                self._place(self._visit(*own), share)
        elif len(visit.inspections) > 1:
            for one in visit.inspections:
                self._place(self._visit(one), share)
        else:
            self._place_late(visit)

    def _visit(self, *inspections: OwedInspection) -> Visit:
        """These and no others, in all the time that they share."""
        return Visit(inspections, reduce(Window.overlap, map(self._preferred, inspections)))

    def _place_late(self, visit: Visit) -> None:
        """After AHEAD_DAYS before it is due, as the weeks before are full; or not at all."""
        [inspection] = visit.inspections
        whole = Visit(visit.inspections, self._possible[inspection])
        if self._is_taken_along(whole):
            return
        day = self._best(whole, 0.0)
        if day is not None:
            self._take(whole, day)
            return
        closed = self._calendar.is_empty(whole.window)
        timing = Timing.NO_DAY if closed else Timing.FULL
        self._found[inspection] = Proposal(inspection, None, timing)

    def _is_taken_along(self, visit: Visit) -> bool:
        """Whether the department visits the party within that time for something else."""
        [inspection] = visit.inspections
        for place in self._of_party[inspection.party]:
            other, on = self._placed[place]
            if on in visit.window and inspection.department in other.departments:
                self._placed[place] = (other.joined(visit), on)
                return True
        return False

    def _take(self, visit: Visit, day: date) -> None:
        party = visit.inspections[0].party
        if party:
            self._of_party[party].append(len(self._placed))
        self._load.add(visit.departments, day)
        self._placed.append((visit, day))

    def _best(self, visit: Visit, share: float) -> date | None:
        """The open day with room nearest to its share of the window, the emptier weeks first."""
        overdue = self._is_overdue(visit)
        aim = visit.window.day_at(0.0 if overdue else share)
        crowd = 0.0 if overdue else CROWD
        best, lowest = None, float("inf")
        departments = visit.departments
        for week in self._calendar.weeks(visit.window):
            # What no day of the week can undercut needs no closer look.
            if week.distance(aim) / 7 >= lowest:
                continue
            visits = self._load.room_in(departments, week.week)
            if visits is None:
                continue
            nearest = week.days[0] if overdue else self._nearest(week.days, aim)
            cost = abs((nearest - aim).days) / 7 + crowd * visits
            if cost < lowest:
                best, lowest = nearest, cost
        return best

    def _nearest(self, days: Sequence[date], aim: date) -> date:
        return min(days, key=lambda day: self._nearness(day, aim))

    def _nearness(self, day: date, aim: date) -> tuple[int, timedelta, date]:
        return (self._load.of_day(day), abs(day - aim), day)

    def _note(self, visit: Visit, on: date) -> None:
        for one in visit.inspections:
            timing = self._timing(one, on)
            count = len(visit.inspections)
            self._found[one] = Proposal(one, on, timing, count, visit.departments)


def _by_party(
    planned: Iterable[PlannedVisit], open_days: OpenDays
) -> dict[str, dict[date, set[str]]]:
    """The departments that take part in the visits planned already, by party and day."""
    found: defaultdict[str, dict[date, set[str]]] = defaultdict(dict)
    for visit in sorted(planned, key=lambda one: one.on):
        if visit.party and not open_days.is_closed(visit.on):
            found[visit.party].setdefault(visit.on, set()).add(visit.department)
    return dict(found)


def _shares(visits: Iterable[Visit]) -> dict[Visit, float]:
    """How far into its window each visit aims: the riskiest of a department first."""
    by_department: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_department[visit.rank[1].department].append(visit)
    shares: dict[Visit, float] = {}
    for found in by_department.values():
        for place, visit in enumerate(sorted(found, key=lambda one: one.rank)):
            shares[visit] = (place + 0.5) / len(found)
    return shares


def _riskier_first(placed: Iterable[Placed]) -> Iterator[Placed]:
    """Among visits that could change places the riskier ones take the earlier days."""
    alike: defaultdict[object, list[Placed]] = defaultdict(list)
    for visit, on in placed:
        alike[visit.window, visit.departments].append((visit, on))
    for found in alike.values():
        visits = sorted((visit for visit, _ in found), key=lambda visit: visit.rank)
        yield from zip(visits, sorted(on for _, on in found), strict=True)
