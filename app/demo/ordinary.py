"""お試しのふだんの契約: jobs that come back each year, or run for years, without much trouble."""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.city import City
from app.demo.course import Course
from app.demo.job import Job

YEARLY = ((-2, 1), (-1, 1), (0, 1))
TWICE = ((-1, 1), (0, 1))


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A job with its contracts as (first fiscal year, how many years); 0 is the current year.

    `unvisited`: years whose visit was not made. `subcontractor`: who does a part of it, and what.
    """

    job: Job
    years: tuple[tuple[int, int], ...] = YEARLY
    unvisited: tuple[int, ...] = ()
    subcontractor: tuple[str, str] | None = None
    certified_until: int | None = None  # in fiscal years from the current one

    def put_down(self, city: City) -> None:
        """Every contract with its whole course, each linked to the one before."""
        made, previous = [], None
        for first, length in self.years:
            term = city.calendar.years(first, length)
            contract = city.contract(self.job, term, previous=previous)
            made.append(contract)
            previous = contract.number
        title = f"{self.job.title}の委託について"
        city.matter(title, made[0].term.first, contracts=[c.number for c in made])
        numbers = [contract.number for contract in made[1:]]
        unvisited = [city.calendar.year + year for year in self.unvisited]
        for contract, successor in zip(made, [*numbers, None], strict=True):
            Course(contract, unvisited).run(successor)
            if self.subcontractor is not None:
                consented_on = city.calendar.open_after(contract.term.first, -20)
                part = city.subcontract(contract, 1, *self.subcontractor, consented_on=consented_on)
                Course(part).run_as_subcontractor()
        self._certify(city)

    def _certify(self, city: City) -> None:
        contractor = self.job.contractor
        if self.certified_until is None or contractor is None:
            return
        valid_until = city.calendar.years(self.certified_until).last
        for scheme in self.job.schemes.split("、"):
            city.certification(contractor, scheme, valid_until)
