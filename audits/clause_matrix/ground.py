"""条項の確認のもと: what a matrix is made from, each thing put into its fiscal year.

An item counts for the year that it is about, not for the day it happens to be due on: the report of
handlers for the first year, return and erasure for the last, a monthly report for its month's year,
an incident's report for the year it was known in, a consent for the subcontract's first year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from audits.clause_cell import Source, SourceKind
from audits.contract import Contract
from audits.due import State
from audits.engagement import PRIME_BRANCH, Engagement
from audits.entry import Entry, EntryKind
from audits.exception import Exemption
from audits.fiscal_year import FiscalYear
from audits.incident import Incident
from audits.inspection import Inspection
from audits.kind import Kind
from audits.period import Period
from audits.rule import Rule
from audits.verdict import Verdict

COMING_YEARS, BEGUN_YEARS = 5, 30  # a term without an end in sight must not make a page without one


@dataclass(frozen=True, slots=True)
class Owed:
    """A due item that exists on the day, with its state on it; `closed_on` if that is known."""

    branch: int
    kind: Kind
    due_on: date
    state: State
    basis: str | None = None
    fiscal_year: int | None = None
    period: str | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A violation, and the day it was settled on, if it was."""

    branch: int
    rule: Rule
    since: date
    basis: str = ""
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Excepted:
    """What a party asked to be excepted from; `number`: of the request in the contract."""

    branch: int
    number: int
    exemption: Exemption


@dataclass(frozen=True, slots=True)
class OnFile:
    """What stands on file beside the facts of the rules.

    `causes`: (branch, 2026-1-1) → what a finding says it is based on (根拠).
    `staff_told_on`: a subcontract's branch → the day its staff was told (周知確認日).
    `answers`: (branch, fiscal year, round) → clause's number → verdict, where a visit's sheet was
    answered clause by clause; a clause without an answer is then 未確認.
    `exceptions`: of the whole contract, whatever was decided.
    """

    causes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    staff_told_on: Mapping[int, date] = field(default_factory=dict)
    record: Sequence[Entry] = ()
    answers: Mapping[tuple[int, int, int], Mapping[int, Verdict]] = field(default_factory=dict)
    exceptions: Sequence[Excepted] = ()


class Ground:
    """Everything about one engagement that is known on a day, by fiscal year."""

    def __init__(
        self,
        contract: Contract,
        branch: int,
        items: Iterable[Owed],
        broken: Iterable[Broken],
        on: date,
        file: OnFile,
    ) -> None:
        self.contract, self.on, self.file = contract, on, file
        self.engagement = contract.engagement(branch)
        self.first_year = FiscalYear.of(self.engagement.term.first)
        self.last_year = FiscalYear.of(self.engagement.term.last)
        self.children = [e for e in contract.engagements if _parent(e) == branch]
        families = {branch, *(child.branch for child in self.children)}
        self.exceptions = [one for one in file.exceptions if one.branch == branch]
        self.broken = [b for b in broken if b.branch in families and b.since <= on]
        self._numbers = {(e.kind, e.branch, e.on): e.number for e in file.record if e.on <= on}
        self._owed: dict[tuple[Kind, FiscalYear], list[Owed]] = defaultdict(list)
        for item in items:
            # A consent is owed by the subcontract, and shows at the clause that asks for it.
            concerned = families - {branch} if item.kind is Kind.SUBCONTRACT_CONSENT else {branch}
            if item.branch in concerned:
                self._owed[item.kind, self._year_of(item)].append(item)

    @property
    def branch(self) -> int:
        return self.engagement.branch

    def owed(self, year: FiscalYear, *kinds: Kind) -> list[Owed]:
        return [item for kind in kinds for item in self._owed.get((kind, year), ())]

    def state_of(self, kind: Kind, basis: str) -> State | None:
        """How the item of that kind and basis stands, whatever its year."""
        items = (item for (k, _), found in self._owed.items() if k is kind for item in found)
        return next((item.state for item in items if item.basis == basis), None)

    def years(self, kinds: Container[Kind]) -> list[FiscalYear]:
        """Those of the term, then each in which something of these kinds is owed, or happened.

        Of the many coming ones only the next.
        """
        later = {year for kind, year in self._owed if kind in kinds}
        later |= {FiscalYear.of(day) for day in self._known_days()}
        touched = set(self._nearest(FiscalYear.touched_by(self.engagement.term)))
        return self._nearest(touched | {year for year in later if year > self.last_year})

    def _nearest(self, years: Iterable[FiscalYear]) -> list[FiscalYear]:
        found = sorted(years)
        begun = [year for year in found if self.has_begun(year)]
        coming = [year for year in found if not self.has_begun(year)]
        return begun[-BEGUN_YEARS:] + coming[:COMING_YEARS]

    def _known_days(self) -> Iterator[date]:
        days = [incident.known_on for incident in self.engagement.incidents]
        days += [v.carried_out_on for v in self.engagement.inspections if v.carried_out_on]
        return (day for day in days if self.known(day))

    def has_begun(self, year: FiscalYear) -> bool:
        return year.days.first <= self.on

    def known(self, day: date | None) -> date | None:
        """The day, unless it is still to come."""
        return day if day is not None and day <= self.on else None

    def year_of(self, day: date) -> FiscalYear:
        """The day's year; what came before the first counts for it."""
        return max(FiscalYear.of(day), self.first_year)

    def year_in_term(self, day: date) -> FiscalYear:
        """The same, and what came after the last counts for that."""
        return min(self.year_of(day), self.last_year)

    def visits(self, year: FiscalYear) -> list[tuple[date, Inspection]]:
        """The visits carried out in a year with their days, in their order."""
        found = [
            (day, visit)
            for visit in self.engagement.inspections
            if (day := self.known(visit.carried_out_on)) and self.year_of(day) == year
        ]
        return sorted(found, key=lambda visit: (visit[0], visit[1].fiscal_year, visit[1].round))

    def incidents(self, year: FiscalYear) -> list[Incident]:
        found = (i for i in self.engagement.incidents if self.known(i.known_on))
        return [incident for incident in found if self.year_of(incident.known_on) == year]

    def subcontracts_begun(self, year: FiscalYear) -> list[Engagement]:
        """Those whose first day counts for this year."""
        return [c for c in self.children if self.year_in_term(c.term.first) == year]

    def has_subcontracts(self, year: FiscalYear) -> bool:
        """Whether one of them runs on a day of this year."""
        return any(
            self.year_in_term(c.term.first) <= year <= self.year_of(c.term.last)
            for c in self.children
        )

    def entry(self, day: date | None, *kinds: EntryKind) -> Source | None:
        """The entry of the record about an act of that day, of the first kind that there is."""
        numbers = (self._numbers.get((kind, self.branch, day)) for kind in kinds if day)
        number = next(filter(None, numbers), None)
        return None if number is None else Source(SourceKind.ENTRY, self.branch, str(number))

    def entries(self, year: FiscalYear, kind: EntryKind) -> list[tuple[date, int]]:
        """(day, number) of the entries of one kind in a year, in the order of their days."""
        found = [(key, number) for key, number in self._numbers.items() if key[0] is kind]
        return sorted(
            (on, number)
            for (_, branch, on), number in found
            if branch == self.branch and self.year_of(on) == year
        )

    def due(self, kind: Kind) -> Source:
        return Source(SourceKind.DUE_ITEM, self.branch, kind.value)

    def _year_of(self, item: Owed) -> FiscalYear:
        if item.fiscal_year is not None:
            return FiscalYear(item.fiscal_year)
        place = PLACED_BY.get(item.kind)
        return place(self, item) if place else self.year_of(item.due_on)

    def first_of_term(self, _item: Owed) -> FiscalYear:
        return self.first_year

    def last_of_term(self, _item: Owed) -> FiscalYear:
        return self.last_year

    def of_period(self, item: Owed) -> FiscalYear:
        period = Period.parse(item.period or "")
        return self.year_in_term(period.days.last if period else item.due_on)

    def of_subcontract(self, item: Owed) -> FiscalYear:
        return self.year_in_term(self.contract.engagement(item.branch).term.first)

    def of_incident(self, item: Owed) -> FiscalYear:
        known = (i.known_on for i in self.engagement.incidents if i.number == item.basis)
        return self.year_of(next(known, item.due_on))


def _parent(engagement: Engagement) -> int | None:
    if engagement.branch == PRIME_BRANCH:
        return None
    return engagement.parent or PRIME_BRANCH


PLACED_BY: Mapping[Kind, Callable[[Ground, Owed], FiscalYear]] = {
    Kind.HANDLER_REPORT: Ground.first_of_term,
    Kind.ERASURE_CERTIFICATE: Ground.last_of_term,
    Kind.PERIODIC_REPORT: Ground.of_period,
    Kind.SUBCONTRACT_CONSENT: Ground.of_subcontract,
    Kind.INCIDENT_REPORT: Ground.of_incident,
}
