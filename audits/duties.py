"""義務: what every engagement of a contract owes, from the facts on file (rules.md 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from audits.city import City
from audits.commitments import commitments_owed
from audits.contract import Contract
from audits.contractor_duties import certifications_owed, consent_owed
from audits.due import DueItem
from audits.engagement import Engagement
from audits.erasure_duties import (
    backup_expiries_owed,
    confirmations_owed,
    disposals_owed,
    erasure_owed,
)
from audits.incident_duties import (
    final_reports_owed,
    incident_reports_owed,
    preliminary_reports_owed,
)
from audits.inspection_duties import corrective_actions_owed, inspections_owed, training_owed
from audits.kind import Kind
from audits.report_duties import (
    handler_report_owed,
    periodic_reports_owed,
    requested_reports_owed,
)

DUTIES: Mapping[Kind, Callable[[Contract, Engagement, City], Iterator[DueItem]]] = {
    Kind.INSPECTION: inspections_owed,
    Kind.HANDLER_REPORT: handler_report_owed,
    Kind.TRAINING: training_owed,
    Kind.PERIODIC_REPORT: periodic_reports_owed,
    Kind.REQUESTED_REPORT: requested_reports_owed,
    Kind.SUBCONTRACT_CONSENT: consent_owed,
    Kind.DATA_DISPOSAL: disposals_owed,
    Kind.ERASURE_CERTIFICATE: erasure_owed,
    Kind.ERASURE_CONFIRMATION: confirmations_owed,
    Kind.BACKUP_EXPIRY: backup_expiries_owed,
    Kind.CORRECTIVE_ACTION: corrective_actions_owed,
    Kind.INCIDENT_REPORT: incident_reports_owed,
    Kind.PPC_PRELIMINARY: preliminary_reports_owed,
    Kind.PPC_FINAL: final_reports_owed,
    Kind.CERTIFICATION: certifications_owed,
    Kind.COMMITMENT: commitments_owed,
}


def due_items(contract: Contract, city: City) -> list[DueItem]:
    """All due items of a contract in the order of workbook.md 3; none if it came to nothing."""
    if contract.came_to_nothing_on is not None:
        return []
    items = [
        item
        for engagement in contract.engagements
        for kind, duty in DUTIES.items()
        if contract.is_asked(kind, engagement)
        for item in duty(contract, engagement, city)
        if city.oversees(item.due_on)
    ]
    return sorted(items, key=lambda item: item.sort_key)
