"""報告の義務: who handles the data, the regular reports, and those asked for (rules.md 2)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date

from audits.city import City
from audits.contract import Contract
from audits.due import DueItem
from audits.engagement import PRIME_BRANCH, Engagement
from audits.kind import Kind
from audits.period import Period
from audits.report import ReportKind


def handler_report_owed(
    contract: Contract, engagement: Engagement, _city: City
) -> Iterator[DueItem]:
    """The report of who handles the data, before work starts (clauses A16, B13, C14, D8)."""
    yield DueItem(
        contract.number,
        engagement.branch,
        Kind.HANDLER_REPORT,
        due_on=engagement.term.first,
        closed_on=min(engagement.handler_reports, default=None),
    )


def periodic_reports_owed(
    contract: Contract, engagement: Engagement, city: City
) -> Iterator[DueItem]:
    """A report for each period, due in the month after it (or after the engagement's end)."""
    if engagement.branch != PRIME_BRANCH or contract.periodic_report is None:
        return
    received: dict[str, date] = {}
    for receipt in engagement.receipts:
        if receipt.kind is ReportKind.PERIODIC and receipt.period:
            earliest = received.get(receipt.period, receipt.received_on)
            received[receipt.period] = min(earliest, receipt.received_on)
    day = contract.days(Kind.PERIODIC_REPORT, engagement)
    for period in Period.touched_by(engagement.term, contract.periodic_report):
        end = min(period.days.last, engagement.term.last)
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.PERIODIC_REPORT,
            due_on=city.open_days.next_open(_day_of_next_month(end, day)),
            period=str(period),
            closed_on=received.get(str(period)),
        )


def _day_of_next_month(day: date, number: int) -> date:
    """Day `number` of the month after, its last day where it is shorter; the calendar's end."""
    month = day.year * 12 + day.month
    year, month = month // 12, month % 12 + 1
    if year > MAXYEAR:
        return date.max
    return date(year, month, min(number, monthrange(year, month)[1]))


def requested_reports_owed(
    contract: Contract, engagement: Engagement, _city: City
) -> Iterator[DueItem]:
    """What the contractor was asked to report (clauses A17, B14, C15, D13)."""
    for request in engagement.requests:
        received = (r.received_on for r in engagement.receipts if r.request == request.number)
        yield DueItem(
            contract.number,
            engagement.branch,
            Kind.REQUESTED_REPORT,
            due_on=request.due_on,
            basis=request.number,
            closed_on=min(received, default=None),
            known_from=request.requested_on,
        )
