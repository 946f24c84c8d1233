"""監査台帳の行: the rows of all its sheets, each sheet reading no more than it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.acts.register.data_lines import DataOnFile, data_lines
from app.acts.register.engagement_line import ContractOnDay, engagement_line
from app.acts.register.inspection_lines import finding_lines, inspection_lines
from app.acts.register.scope import Scope
from app.acts.register.summary import Summary
from app.clock import JAPAN, end_of_day
from app.records import editions, facts, register
from app.records.answer_counts import Visit, answer_counts
from app.records.certificates import CertificateRow
from app.records.data_items import DataItemRow, DisposalRow
from app.records.due_items import Wanted, due_items
from app.records.filed import by_contract, filed, filed_terms
from app.records.inspections import FindingRow, InspectionRow
from app.records.violations import violations
from app.workbooks.register import RegisterRows
from audits.due import OPEN_STATES
from audits.verdict import Verdict
from audits.wareki import wareki
from audits.wording import KIND, LEVEL, RULE, STATE

Line = Sequence[Any]
SHEETS_BY_CONTRACT = 7
# Some contracts, by number: id → number.
Batch = Mapping[int, str]
# Called with how far it has come: the sheets that are whole, and the contracts gone through since.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class RegisterLines:
    """The rows of all sheets, read batch by batch; 集計 is known once 台帳 was gone through."""

    session: Session
    scope: Scope
    on_progress: Progress | None = None
    _summary: Summary = field(default_factory=Summary)

    def rows(self) -> RegisterRows:
        return RegisterRows(
            engagements=self._in_batches(0, self._engagements),
            due_items=self._in_batches(1, self._due_lines),
            inspections=self._in_batches(2, self._inspection_lines),
            findings=self._in_batches(3, self._finding_lines),
            data_items=self._in_batches(4, self._data_lines),
            entries=self._in_batches(5, self._entry_lines),
            violations=self._in_batches(6, self._violation_lines),
            summary=self._summary.lines(),
        )

    def _in_batches(self, place: int, lines: Callable[[Batch], Iterator[Line]]) -> Iterator[Line]:
        scope, done = self.scope, 0
        for batch in register.contract_batches(self.session, scope.departments, scope.reach):
            yield from lines(batch)
            done += len(batch)
            if self.on_progress is not None:
                self.on_progress(place, done)

    def _engagements(self, batch: Batch) -> Iterator[Line]:
        last = register.last_entries(self.session, list(batch), self.scope.on)
        for found in self._contracts(batch):
            yield from self._engagement_lines(found, last)

    def _contracts(self, batch: Batch) -> Iterator[ContractOnDay]:
        ids, on = list(batch), self.scope.on
        clause_sets = editions.clause_sets(self.session)
        terms = filed_terms(self.session, ids)
        owed = by_contract(due_items(self.session, Wanted(on, contract_ids=ids)))
        broken = by_contract(violations(self.session, on, ids))
        on_file = dict(facts.contracts_on_file(self.session, ids, clause_sets))
        for key in ids:
            yield ContractOnDay(on_file[key], terms[key], owed[key], broken[key])

    def _engagement_lines(
        self, found: ContractOnDay, last: Mapping[tuple[str, int], Any]
    ) -> Iterator[Line]:
        contract, figures = found.contract, self._summary.of
        owed = [item for item in found.due_items if self.scope.owes(item)]
        touched = False
        for engagement in contract.engagements:
            if not self.scope.touches(engagement.term.first, engagement.term.last):
                continue
            touched = True
            of_branch = [item for item in owed if item.branch == engagement.branch]
            last_on = last.get((contract.number, engagement.branch))
            row = engagement_line(found, engagement, of_branch, last_on, self.scope)
            figures(found.terms["department"]).add(row, of_branch)
            yield row.line
        if touched:
            figures(found.terms["department"]).contracts += 1

    def _due_lines(self, batch: Batch) -> Iterator[Line]:
        scope, ids = self.scope, list(batch)
        parties = register.parties(self.session, ids)
        wanted = Wanted(scope.on, OPEN_STATES, scope.fiscal_year, contract_ids=ids)
        owed = by_contract(due_items(self.session, wanted))
        for key in batch:
            for item in owed[key]:
                party = parties[key, item.branch]
                yield (
                    item.contract,
                    item.branch,
                    party.title,
                    party.department,
                    party.contractor,
                    KIND[item.kind],
                    item.basis,
                    item.fiscal_year,
                    item.period,
                    item.due_on,
                    wareki(item.due_on),
                    STATE[item.state],
                    item.days_overdue,
                )

    def _inspection_lines(self, batch: Batch) -> Iterator[Line]:
        visits = filed(self.session, InspectionRow, list(batch))
        counts = answer_counts(self.session, list(batch), end_of_day(self.scope.on))
        for key, number in batch.items():
            of_contract = partial(_counted, counts, key)
            yield from inspection_lines(number, visits[key], of_contract, self.scope)

    def _finding_lines(self, batch: Batch) -> Iterator[Line]:
        visits = filed(self.session, InspectionRow, list(batch))
        findings = filed(self.session, FindingRow, list(batch))
        for key, number in batch.items():
            yield from finding_lines(number, findings[key], visits[key], self.scope)

    def _data_lines(self, batch: Batch) -> Iterator[Line]:
        tables = (DataItemRow, DisposalRow, CertificateRow)
        data, disposals, certificates = (filed(self.session, t, list(batch)) for t in tables)
        for key, number in batch.items():
            on_file = DataOnFile(data[key], disposals[key], certificates[key])
            yield from data_lines(number, on_file, self.scope)

    def _entry_lines(self, batch: Batch) -> Iterator[Line]:
        year = self.scope.fiscal_year
        for entry in register.entry_lines(self.session, list(batch), year.days if year else None):
            yield (*entry[:4], wareki(entry.on), *entry[4:10], entry.written_at.astimezone(JAPAN))

    def _violation_lines(self, batch: Batch) -> Iterator[Line]:
        parties = register.parties(self.session, list(batch))
        broken = by_contract(violations(self.session, self.scope.on, list(batch)))
        for key in batch:
            for violation in broken[key]:
                if not self.scope.holds(violation.since):
                    continue
                party = parties[key, violation.branch]
                yield (
                    violation.contract,
                    violation.branch,
                    party.title,
                    party.department,
                    LEVEL[violation.level],
                    RULE[violation.rule],
                    violation.detail,
                    violation.since,
                    violation.settled_on,
                    violation.reason,
                )


def _counted(
    counts: Mapping[Visit, Mapping[Verdict, int]], *visit: int
) -> Mapping[Verdict, int] | None:
    return counts.get(Visit(*visit))
