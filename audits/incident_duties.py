"""事故の義務: the written report, and 速報 and 確報 to the commission (rules.md 2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audits.city import City
from audits.contract import Contract
from audits.due import DueItem
from audits.engagement import Engagement
from audits.incident import Incident
from audits.kind import PPC_FINAL_DAYS_IMPROPER_PURPOSE, Kind
from audits.open_days import days_after


def incident_reports_owed(
    contract: Contract, engagement: Engagement, city: City
) -> Iterator[DueItem]:
    """The contractor's written report on the 3rd open day (clauses A22, B19, C18, D15)."""
    days = contract.days(Kind.INCIDENT_REPORT, engagement)
    for incident in engagement.incidents:
        due_on = city.open_days.nth_open_after(incident.known_on, days)
        closed_on = incident.report_received_on
        yield _of_incident(contract, engagement, incident, Kind.INCIDENT_REPORT, due_on, closed_on)


def preliminary_reports_owed(
    contract: Contract, engagement: Engagement, _city: City
) -> Iterator[DueItem]:
    """速報: calendar days, the day of knowing is day 1 (施行規則; rules.md 2)."""
    days = contract.days(Kind.PPC_PRELIMINARY, engagement)
    for incident in engagement.incidents:
        if incident.reportable:
            due_on = days_after(incident.known_on, days - 1)
            closed_on = incident.preliminary_on
            kind = Kind.PPC_PRELIMINARY
            yield _of_incident(contract, engagement, incident, kind, due_on, closed_on)


def final_reports_owed(contract: Contract, engagement: Engagement, city: City) -> Iterator[DueItem]:
    """確報: day 30, or day 60 where an improper purpose is suspected, moved to an open day."""
    usual = contract.days(Kind.PPC_FINAL, engagement)
    for incident in engagement.incidents:
        if incident.reportable:
            days = PPC_FINAL_DAYS_IMPROPER_PURPOSE if incident.improper_purpose else usual
            due_on = city.open_days.next_open(days_after(incident.known_on, days - 1))
            closed_on = incident.final_on
            kind = Kind.PPC_FINAL
            yield _of_incident(contract, engagement, incident, kind, due_on, closed_on)


def _of_incident(
    contract: Contract,
    engagement: Engagement,
    incident: Incident,
    kind: Kind,
    due_on: date,
    closed_on: date | None,
) -> DueItem:
    return DueItem(
        contract.number,
        engagement.branch,
        kind,
        due_on=due_on,
        basis=incident.number,
        closed_on=closed_on,
        known_from=incident.known_on,
    )
