"""訪問: inspections of one party made on one day, of one department or of several (合同調査)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audits.planning.owed import OwedInspection
from audits.planning.window import Calendar, Window


@dataclass(frozen=True, slots=True)
class Visit:
    """Inspections that can be made together within a window that all of them allow."""

    inspections: tuple[OwedInspection, ...]
    window: Window

    @property
    def departments(self) -> tuple[str, ...]:
        return tuple(sorted({one.department for one in self.inspections}))

    @property
    def rank(self) -> tuple[int, OwedInspection]:
        """The riskiest first; among equals what is due first."""
        return (-max(one.risk for one in self.inspections), min(self.inspections))

    def by_department(self) -> Iterator[tuple[OwedInspection, ...]]:
        """The inspections of each department by itself, which may have more time than all."""
        for department in self.departments:
            yield tuple(one for one in self.inspections if one.department == department)

    def joined(self, other: Visit) -> Visit:
        """Both together, in the time that both allow."""
        inspections = tuple(sorted((*self.inspections, *other.inspections)))
        return Visit(inspections, self.window.overlap(other.window))


def together(windows: Iterable[tuple[OwedInspection, Window]], calendar: Calendar) -> list[Visit]:
    """As few visits as the windows allow; every one has an open day on which all can be made.

    What is known of no party stands alone, and so does what has no open day at all.
    """
    by_party: defaultdict[str, list[tuple[Window, OwedInspection]]] = defaultdict(list)
    visits: list[Visit] = []
    for inspection, window in windows:
        if inspection.party and not calendar.is_empty(window):
            by_party[inspection.party].append((window, inspection))
        else:
            visits.append(Visit((inspection,), window))
    for found in by_party.values():
        visits.extend(_of_party(found, calendar))
    return visits


def _of_party(found: list[tuple[Window, OwedInspection]], calendar: Calendar) -> Iterator[Visit]:
    """The window that ends first takes along all that it can: no choice needs fewer visits."""
    waiting = sorted(found, key=lambda pair: (pair[0].last, pair[0].first, pair[1]))
    while waiting:
        window, rest = waiting[0][0], []
        members = []
        for own, inspection in waiting:
            shared = window.overlap(own)
            if calendar.is_empty(shared):
                rest.append((own, inspection))
            else:
                window = shared
                members.append(inspection)
        yield Visit(tuple(sorted(members)), window)
        waiting = rest
