"""調査の義務: visits, the training of staff, and putting right what a visit found (rules.md 2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audits.city import City
from audits.contract import Contract
from audits.due import DueItem
from audits.engagement import Engagement
from audits.finding import Finding
from audits.fiscal_year import FiscalYear
from audits.kind import Kind
from audits.open_days import days_after
from audits.report import ReportKind


def inspections_owed(contract: Contract, engagement: Engagement, _city: City) -> Iterator[DueItem]:
    """One visit per fiscal year that the engagement touches (clauses A18-19, C19-20).

    Where the clause set asks for more than one, the last of them closes the item.
    """
    times = engagement.clause_set.inspections_per_fiscal_year
    for year in FiscalYear.touched_by(engagement.term):
        concluded = [i for i in engagement.inspections if i.concluded_on and i.concluded_on in year]
        days = [i.concluded_on for i in concluded if i.concluded_on]
        on_site = [i.concluded_on for i in concluded if i.is_on_site and i.concluded_on]
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.INSPECTION,
            due_on=(engagement.term & year.days).last,
            fiscal_year=year.start,
            closed_on=sorted(days)[times - 1] if len(days) >= times else None,
            on_site_on=min(on_site, default=None),
        )


def training_owed(contract: Contract, engagement: Engagement, _city: City) -> Iterator[DueItem]:
    """Training confirmed once a year, where the clause set asks for it yearly (clause D9)."""
    if not engagement.clause_set.training_yearly:
        return
    for year in FiscalYear.touched_by(engagement.term):
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.TRAINING,
            due_on=(engagement.term & year.days).last,
            fiscal_year=year.start,
            closed_on=min(_training_confirmed(engagement, year), default=None),
        )


def _training_confirmed(engagement: Engagement, year: FiscalYear) -> Iterator[date]:
    for receipt in engagement.receipts:
        if receipt.kind is not ReportKind.TRAINING:
            continue
        if receipt.period == str(year) or (not receipt.period and receipt.received_on in year):
            yield receipt.received_on
    for visit in engagement.inspections:
        if visit.training_met and visit.concluded_on and visit.concluded_on in year:
            yield visit.concluded_on


def corrective_actions_owed(
    contract: Contract, engagement: Engagement, city: City
) -> Iterator[DueItem]:
    """Every finding is put right, and an officer has seen it."""
    days = contract.days(Kind.CORRECTIVE_ACTION, engagement)
    for finding in engagement.findings:
        if finding.inspected_on is None:
            continue
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.CORRECTIVE_ACTION,
            due_on=correction_due_on(finding, finding.inspected_on, days, city),
            basis=finding.name,
            closed_on=finding.put_right_on,
            known_from=finding.inspected_on,
        )


def correction_due_on(finding: Finding, inspected_on: date, days: int, city: City) -> date:
    """The date that was set, as it is; else so many days after the visit, moved to an open day."""
    return finding.set_due_on or city.open_days.next_open(days_after(inspected_on, days))
