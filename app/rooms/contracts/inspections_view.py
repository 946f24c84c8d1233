"""立入調査の見出し: year by year who was visited, who was not, and what the visits found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.acts.finding_on_file import as_found
from app.records.contract_decisions import Excused
from app.records.contract_page import ContractPage
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.filed import Values
from app.rooms.contracts.due_view import excuse_of
from app.rooms.contracts.party import Party, parties
from app.web import anchors
from app.web.asked import Asked
from app.web.marks import Look
from app.web.table import Column
from audits.due import State
from audits.fiscal_year import FiscalYear
from audits.inspection import Judgement, Method
from audits.kind import Kind
from audits.repeated_finding import found_before
from audits.wording import STATE

COLUMNS = (
    Column("状態", "state"),
    Column("受持ち"),
    Column("回", "key"),
    Column("予定日", "when"),
    Column("実施日", "when"),
    Column("方法", "how"),
    Column("調査職員", "who"),
    Column("総合判定", "key"),
)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding beneath the visit that found it."""

    anchor: str
    name: str
    values: Values
    due_on: date | None
    look: Look
    words: str
    is_repeated: bool = False  # 再指摘


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit, or what is owed where there was none (`values` is None).

    `owed` stands on the first line of its engagement in the year.
    """

    party: Party
    owed: DueOnDay | None
    excuse: Excused | None
    values: Values | None = None
    anchor: str = ""
    findings: tuple[FindingLine, ...] = ()

    @property
    def is_made(self) -> bool:
        return self.values is not None and self.values["carried_out_on"] is not None

    @property
    def name(self) -> str:
        """2026-1: the year and round that a visit is named by."""
        if self.values is None:
            return "—"
        return f"{self.values['fiscal_year']}-{self.values['round']}"

    @property
    def method(self) -> Method | None:
        return Method(self.values["method"]) if self.values and self.is_made else None

    @property
    def judgement(self) -> Judgement | None:
        judged = self.values["judgement"] if self.values else None
        return Judgement(judged) if judged else None

    @property
    def lacks_reason(self) -> bool:
        """Not on site, and nobody said why."""
        off_site = self.method not in (None, Method.ON_SITE)
        return off_site and self.values is not None and not (self.values["reason"] or "").strip()


@dataclass(frozen=True, slots=True)
class YearOfVisits:
    """A fiscal year: its visits, and how many of those owed were made."""

    year: FiscalYear
    lines: tuple[VisitLine, ...]
    owed: int
    made: int
    on_site: int


@dataclass(frozen=True, slots=True)
class InspectionsView:
    """Everything that the view shows, the newest year first."""

    years: tuple[YearOfVisits, ...]
    columns: tuple[Column, ...] = COLUMNS


def contents(page: ContractPage, _asked: Asked) -> InspectionsView:
    found = page.found
    owed = found.owed(Kind.INSPECTION)
    starts = {item.fiscal_year for item in owed if item.fiscal_year is not None}
    starts |= {_year(filed.values) for filed in found.inspections}
    years = (FiscalYear(start) for start in sorted(starts, reverse=True))
    return InspectionsView(tuple(_year_of_visits(page, owed, year) for year in years))


def _year_of_visits(
    page: ContractPage, all_owed: Iterable[DueOnDay], year: FiscalYear
) -> YearOfVisits:
    owed = {item.branch: item for item in all_owed if item.fiscal_year == year.start}
    lines = [
        line
        for party in parties(page.found).values()
        for line in _lines(page, party, year, owed.get(party.branch))
    ]
    made = [item for item in owed.values() if item.closed_on is not None]
    return YearOfVisits(
        year, tuple(lines), len(owed), len(made), sum(item.on_site for item in made)
    )


def _lines(
    page: ContractPage, party: Party, year: FiscalYear, owed: DueOnDay | None
) -> Iterator[VisitLine]:
    found = page.found
    of_branch = (f.values for f in found.inspections if f.branch == party.branch)
    visits = sorted((v for v in of_branch if _year(v) == year.start), key=_order)
    excuse = excuse_of(page, owed) if owed is not None else None
    if not visits and owed is not None:
        yield VisitLine(party, owed, excuse)
    for place, visit in enumerate(visits):
        first = place == 0
        yield VisitLine(
            party,
            owed if first else None,
            excuse if first else None,
            visit,
            anchors.inspection(party.branch, visit["fiscal_year"], visit["round"]),
            tuple(_findings(found, party.branch, visit)),
        )


def _year(visit: Values) -> int:
    """A visit belongs to the year of its day, whatever year its number names (rules.md 2)."""
    day = visit["carried_out_on"] or visit["planned_on"]
    return FiscalYear.of(day).start if day else int(visit["fiscal_year"])


def _order(visit: Values) -> tuple[date, int]:
    return (visit["carried_out_on"] or visit["planned_on"] or date.max, visit["round"])


def _findings(found: Dossier, branch: int, visit: Values) -> Iterator[FindingLine]:
    owed = {i.basis: i for i in found.owed(Kind.CORRECTIVE_ACTION) if i.branch == branch}
    named = (visit["fiscal_year"], visit["round"])
    of_branch = [as_found(f.values) for f in found.findings if f.branch == branch]
    for filed in found.findings:
        values = filed.values
        if filed.branch != branch or (values["fiscal_year"], values["round"]) != named:
            continue
        name = f"{named[0]}-{named[1]}-{values['number']}"
        item = owed.get(name)
        look, words = _standing(values, item, found.on)
        due_on = item.due_on if item else values["set_due_on"]
        anchor = anchors.finding(branch, *named, values["number"])
        repeated = bool(found_before(as_found(values), of_branch))
        yield FindingLine(anchor, name, values, due_on, look, words, repeated)


def _standing(values: Values, item: DueOnDay | None, on: date) -> tuple[Look, str]:
    """Whether a finding is put right, and if not whose turn it is."""
    put_right = values["put_right_on"] is not None and values["put_right_on"] <= on
    if put_right:
        late = item is not None and item.state is State.DONE_LATE
        return (
            (Look("late", "green"), "期限後に是正済") if late else (Look("done", "green"), "是正済")
        )
    if item is not None and item.state in EXCUSED:
        return EXCUSED[item.state], STATE[item.state]
    if item is not None and item.days_overdue:
        return Look("overdue", "red", urgent=True), f"是正 {item.days_overdue:,}日超過"
    if values["answered_on"] is not None:
        return Look("check", "amber", urgent=True), "確認待ち"
    return Look("waiting", "ink2"), "回答待ち"


EXCUSED: Mapping[State, Look] = {
    State.WAIVED: Look("none", "ink2"),
    State.MISSED: Look("failed", "red"),
}
