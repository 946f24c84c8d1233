"""監査台帳の行: what stands in each sheet of the register, from the dossiers of its contracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.acts.register_engagement import engagement_row
from app.clock import JAPAN
from app.records import register
from app.records.dossier import Dossier, Filed, dossiers
from app.records.due_items import DueOnDay
from app.workbooks.register import RegisterRows
from audits.due import OPEN_STATES, State
from audits.erasure import Disposal, Origin, disposed_on
from audits.fiscal_year import FiscalYear
from audits.inspection import Judgement, Method
from audits.kind import Kind
from audits.wareki import wareki
from audits.wording import DISPOSAL, JUDGEMENT, KIND, LEVEL, METHOD, ORIGIN, RULE, STATE

Line = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a register is about: a day, and one fiscal year and department or all of them."""

    on: date
    fiscal_year: FiscalYear | None = None
    department: str | None = None

    def holds(self, day: date | None) -> bool:
        """Whether an act of that day belongs into the register."""
        return self.fiscal_year is None or (day is not None and day in self.fiscal_year)

    def touches(self, first: date, last: date) -> bool:
        if self.fiscal_year is None:
            return True
        days = self.fiscal_year.days
        return first <= days.last and last >= days.first

    def owes(self, item: DueOnDay) -> bool:
        """A due item of that fiscal year, else one whose due date lies in it."""
        if self.fiscal_year is None:
            return True
        if item.fiscal_year is not None:
            return item.fiscal_year == self.fiscal_year.start
        return item.due_on in self.fiscal_year


@dataclass(slots=True)
class Summary:
    """集計 of one department, added up while the engagements are written."""

    contracts: int = 0
    owed: int = 0
    made: int = 0
    on_site: int = 0
    overdue: int = 0
    not_put_right: int = 0
    not_erased: int = 0
    violations: int = 0
    waived: int = 0

    def line(self, department: str) -> Line:
        rate = self.made / self.owed if self.owed else None
        return (
            department,
            self.contracts,
            self.owed,
            self.made,
            rate,
            self.on_site,
            self.overdue,
            self.not_put_right,
            self.not_erased,
            self.violations,
            self.waived,
        )


@dataclass(slots=True)
class RegisterLines:
    """The rows of all sheets, read batch by batch; 集計 is known once 台帳 was gone through."""

    session: Session
    scope: Scope
    on_progress: Callable[[int], None] | None = None
    _summaries: dict[str, Summary] = field(default_factory=dict)

    def rows(self) -> RegisterRows:
        return RegisterRows(
            engagements=self._engagements(),
            due_items=self._of_dossiers(self._due_lines),
            inspections=self._of_dossiers(self._inspection_lines),
            findings=self._of_dossiers(self._finding_lines),
            data_items=self._of_dossiers(self._data_lines),
            entries=self._entries(),
            violations=self._of_dossiers(self._violation_lines),
            summary=self._summary(),
        )

    def _of_dossiers(self, lines: Callable[[Dossier], Iterator[Line]]) -> Iterator[Line]:
        for ids in register.contract_batches(self.session, self.scope.department):
            for dossier in dossiers(self.session, ids, self.scope.on):
                yield from lines(dossier)

    def _engagements(self) -> Iterator[Line]:
        done = 0
        for ids in register.contract_batches(self.session, self.scope.department):
            last = register.last_entries(self.session, ids, self.scope.on)
            for dossier in dossiers(self.session, ids, self.scope.on):
                yield from self._engagement_lines(dossier, last)
            done += len(ids)
            if self.on_progress is not None:
                self.on_progress(done)

    def _engagement_lines(
        self, dossier: Dossier, last: Mapping[tuple[str, int], date]
    ) -> Iterator[Line]:
        owed = [item for item in dossier.due_items if self.scope.owes(item)]
        touched = False
        for engagement in dossier.contract.engagements:
            if not self.scope.touches(engagement.term.first, engagement.term.last):
                continue
            touched = True
            of_branch = [item for item in owed if item.branch == engagement.branch]
            last_on = last.get((dossier.contract.number, engagement.branch))
            row = engagement_row(dossier, engagement, of_branch, last_on, self.scope.holds)
            self._add(dossier, of_branch, row.not_put_right, row.not_erased, row.violations)
            yield row.line
        if touched:
            self._of(dossier).contracts += 1

    def _of(self, dossier: Dossier) -> Summary:
        return self._summaries.setdefault(dossier.terms["department"], Summary())

    def _add(
        self,
        dossier: Dossier,
        owed: Sequence[DueOnDay],
        not_put_right: int,
        not_erased: int,
        violations: int,
    ) -> None:
        total = self._of(dossier)
        visits = [item for item in owed if item.kind is Kind.INSPECTION]
        total.owed += len(visits)
        total.made += sum(item.closed_on is not None for item in visits)
        total.on_site += sum(item.on_site for item in visits)
        total.overdue += sum(item.state is State.OVERDUE for item in owed)
        total.waived += sum(item.state is State.WAIVED for item in owed)
        total.not_put_right += not_put_right
        total.not_erased += not_erased
        total.violations += violations

    def _summary(self) -> Iterator[Line]:
        for department in sorted(self._summaries):
            yield self._summaries[department].line(department)

    def _due_lines(self, dossier: Dossier) -> Iterator[Line]:
        for item in dossier.due_items:
            if item.state not in OPEN_STATES or not self.scope.owes(item):
                continue
            yield (
                *_named(dossier, item.branch, contractor=True),
                KIND[item.kind],
                item.basis,
                item.fiscal_year,
                item.period,
                item.due_on,
                wareki(item.due_on),
                STATE[item.state],
                item.days_overdue,
            )

    def _inspection_lines(self, dossier: Dossier) -> Iterator[Line]:
        for filed in dossier.inspections:
            values = filed.values
            if not self._in_year(values):
                continue
            judgement = values["judgement"]
            yield (
                dossier.contract.number,
                filed.branch,
                values["fiscal_year"],
                values["round"],
                values["planned_on"],
                values["carried_out_on"],
                METHOD[Method(values["method"])],
                values["reason"],
                values["officers"],
                JUDGEMENT[Judgement(judgement)] if judgement else None,
                *(None,) * ANSWER_COLUMNS,
            )

    def _in_year(self, visit: Mapping[Any, Any]) -> bool:
        """By the day it was carried out, else planned, else by the year it is meant for."""
        day = visit["carried_out_on"] or visit["planned_on"]
        year = self.scope.fiscal_year
        return self.scope.holds(day) if day or year is None else visit["fiscal_year"] == year.start

    def _finding_lines(self, dossier: Dossier) -> Iterator[Line]:
        visits = {
            (f.branch, f.values["fiscal_year"], f.values["round"]): f.values
            for f in dossier.inspections
        }
        for filed in dossier.findings:
            values = filed.values
            if not self._in_year(visits[filed.branch, values["fiscal_year"], values["round"]]):
                continue
            yield (
                dossier.contract.number,
                filed.branch,
                values["fiscal_year"],
                values["round"],
                values["number"],
                values["text"],
                values["cause"],
                values["set_due_on"],
                values["answered_on"],
                values["put_right_on"],
                _finding_state(values, self.scope.on),
            )

    def _data_lines(self, dossier: Dossier) -> Iterator[Line]:
        for filed in dossier.data:
            if self.scope.holds(filed.values["on"]):
                yield _data_line(dossier, filed)

    def _entries(self) -> Iterator[Line]:
        year = self.scope.fiscal_year
        for ids in register.contract_batches(self.session, self.scope.department):
            for entry in register.entry_lines(self.session, ids, year.days if year else None):
                yield (
                    *entry[:4],
                    wareki(entry.on),
                    *entry[4:10],
                    entry.written_at.astimezone(JAPAN),
                )

    def _violation_lines(self, dossier: Dossier) -> Iterator[Line]:
        for violation in dossier.violations:
            if not self.scope.holds(violation.since):
                continue
            yield (
                *_named(dossier, violation.branch, contractor=False),
                LEVEL[violation.level],
                RULE[violation.rule],
                violation.detail,
                violation.since,
                violation.settled_on,
                violation.reason,
            )


# 適, 否, 該当なし, 未確認: blank until the answers of check sheets are on file.
ANSWER_COLUMNS = 4


def _named(dossier: Dossier, branch: int, *, contractor: bool) -> tuple[Any, ...]:
    terms = dossier.terms
    named = (dossier.contract.number, branch, terms["title"], terms["department"])
    return (*named, dossier.contract.engagement(branch).contractor) if contractor else named


def _finding_state(values: Mapping[Any, Any], on: date) -> str:
    if values["put_right_on"] and values["put_right_on"] <= on:
        return "是正確認済"
    answered = values["answered_on"] and values["answered_on"] <= on
    return "是正報告済" if answered else "未是正"


def _data_line(dossier: Dossier, filed: Filed) -> Line:
    values, branch = filed.values, filed.branch
    acts = [
        f.values
        for f in dossier.disposals
        if f.branch == branch and f.values["data_number"] == values["number"]
    ]
    acts = [act for act in acts if act["on"] <= dossier.on]
    last = max(acts, key=lambda act: act["on"], default=None)
    numbers = [act["certificate_number"] for act in acts if act["certificate_number"]]
    confirmed = _confirmed_on(dossier, branch, numbers)
    return (
        dossier.contract.number,
        branch,
        values["number"],
        values["name"],
        ORIGIN[Origin(values["origin"])],
        values["on"],
        values["media"],
        values["medium_numbers"],
        values["count"],
        values["no_longer_needed_on"],
        last["on"] if last else None,
        DISPOSAL[Disposal(last["disposal"])] if last else None,
        "、".join(dict.fromkeys(numbers)),
        confirmed,
        _data_state(dossier, branch, values["number"], acts, confirmed),
    )


def _confirmed_on(dossier: Dossier, branch: int, numbers: Sequence[str]) -> date | None:
    """The day on which the last of these certificates was confirmed; None while one is not."""
    days = [
        f.values["confirmed_on"]
        for f in dossier.certificates
        if f.branch == branch and f.values["number"] in numbers
    ]
    known = [day for day in days if day is not None and day <= dossier.on]
    return max(known) if days and len(known) == len(days) else None


def _data_state(
    dossier: Dossier,
    branch: int,
    number: str,
    acts: Sequence[Mapping[Any, Any]],
    confirmed_on: date | None,
) -> str:
    if not acts:
        return "未消去"
    engagement = dossier.contract.engagement(branch)
    disposed = disposed_on(number, engagement.disposals, engagement.certificates)
    if disposed is None or disposed > dossier.on:
        return "証明書待ち"
    erased = any(act["disposal"] == Disposal.ERASED.value for act in acts)
    return "確認待ち" if erased and confirmed_on is None else "処理済"
