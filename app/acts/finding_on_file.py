"""指摘の所在: a finding as it stands, with its rounds, its orders, and what it repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts.answering import NoVisitError
from app.acts.sheet_of_visit import NamedVisit
from app.records import finding_steps
from app.records.dossier import Dossier, without_entries
from app.records.due_items import DueOnDay
from app.records.filed import Values
from app.records.finding_steps import FiledFinding, FindingStep, Order
from app.records.revisions import engagements_of
from app.records.scope import Scope
from audits.kind import Kind
from audits.lifecycles.finding import (
    BEGIN_A_ROUND,
    FindingAct,
    FindingState,
    state_of_finding,
)
from audits.repeated_finding import Found, found_before

DAYS = {FindingAct.ANSWER: "answered_on", FindingAct.CONFIRM: "put_right_on"}


@dataclass(frozen=True, slots=True)
class FindingOnFile:
    """`steps`: everything that was done, oldest first; `repeats`: names of earlier findings."""

    filed: FiledFinding
    name: str
    steps: Sequence[FindingStep]
    owed: DueOnDay | None
    repeats: Sequence[str]

    @property
    def number(self) -> str:
        return str(self.filed.values["number"])

    @property
    def values(self) -> Values:
        return self.filed.values

    @property
    def turn(self) -> int:
        """The round that runs: 1, and one more for each 不十分 and each reopening."""
        return 1 + sum(step.act in BEGIN_A_ROUND for step in self.steps)

    @property
    def state(self) -> FindingState:
        acts = {step.act for step in self.steps if step.turn == self.turn}
        return state_of_finding(
            self.values["answered_on"],
            self.values["put_right_on"],
            is_ordered=FindingAct.ORDER in acts,
        )

    @property
    def due_on(self) -> date | None:
        set_on: date | None = self.values["set_due_on"]
        return self.owed.due_on if self.owed else set_on

    @property
    def extensions(self) -> list[FindingStep]:
        return [s for s in self.steps if s.due_on is not None and s.due_before != s.due_on]

    def corrected_on(self, step: FindingStep) -> date | None:
        """The day that a correction has given an answer or a check of the round that runs."""
        column = DAYS.get(step.act)
        day: date | None = self.values[column] if column else None
        return day if day != step.on and step.turn == self.turn else None

    @property
    def seen(self) -> str:
        """Stands for the finding as a page shows it."""
        return f"{self.filed.id}.{self.steps[-1].id if self.steps else 0}"


@dataclass(frozen=True, slots=True)
class FindingsOfVisit:
    """The findings of one inspection that was carried out."""

    dossier: Dossier
    visit: NamedVisit
    engagement_id: int
    inspected_on: date
    findings: Sequence[FindingOnFile]
    orders: Sequence[Order]

    @property
    def open(self) -> list[FindingOnFile]:
        return [one for one in self.findings if one.state is not FindingState.PUT_RIGHT]

    def named(self, name: str) -> FindingOnFile:
        """Raises NoVisitError."""
        for one in self.findings:
            if one.name == name:
                return one
        raise NoVisitError(name)

    def order(self, order_id: int) -> Order:
        """Raises NoVisitError."""
        for one in self.orders:
            if one.id == order_id:
                return one
        raise NoVisitError(str(order_id))


def findings_of_visit(
    session: Session, visit: NamedVisit, scope: Scope, on: date
) -> FindingsOfVisit:
    """Raises NoVisitError where there is no such inspection, or not for this person."""
    found = without_entries(session, visit.contract, on, scope)
    inspection = next(_inspections(found, visit), None) if found else None
    if found is None or inspection is None:
        raise NoVisitError(visit.contract)
    engagement_id = engagements_of(session, [found.key])[found.key, visit.branch]
    place = (engagement_id, visit.year.start, visit.round)
    steps = finding_steps.of_visit(session, *place)
    return FindingsOfVisit(
        found,
        visit,
        engagement_id,
        inspection["carried_out_on"],
        [
            _on_file(found, visit.branch, filed, steps)
            for filed in finding_steps.filed_findings(session, *place)
        ],
        finding_steps.orders_of(session, *place),
    )


def _inspections(found: Dossier, visit: NamedVisit) -> Iterator[Values]:
    named = (visit.branch, visit.year.start, visit.round)
    for filed in found.inspections:
        values = filed.values
        same = (filed.branch, values["fiscal_year"], values["round"]) == named
        if same and values["carried_out_on"] is not None:
            yield values


def _on_file(
    found: Dossier, branch: int, filed: FiledFinding, steps: Sequence[FindingStep]
) -> FindingOnFile:
    name = name_of(filed.values)
    owed = (i for i in found.owed(Kind.CORRECTIVE_ACTION) if i.branch == branch)
    others = [as_found(f.values) for f in found.findings if f.branch == branch]
    return FindingOnFile(
        filed,
        name,
        [step for step in steps if step.number == filed.values["number"]],
        next((item for item in owed if item.basis == name), None),
        found_before(as_found(filed.values), others),
    )


def name_of(values: Values) -> str:
    """年度-回-指摘番号."""
    return f"{values['fiscal_year']}-{values['round']}-{values['number']}"


def as_found(values: Values) -> Found:
    """The finding as the rule on 再指摘 takes it."""
    said = (values["cause"] or "", values["item_key"] or "")
    return Found(name_of(values), values["fiscal_year"], values["text"], *said)
