"""期限項目の種別: the kinds of due item with their numbers of days (rules.md 2 and 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The closed list of kinds; the values are the names that leave the tool."""

    INSPECTION = "inspection"
    HANDLER_REPORT = "handler_report"
    TRAINING = "training"
    PERIODIC_REPORT = "periodic_report"
    REQUESTED_REPORT = "requested_report"
    SUBCONTRACT_CONSENT = "subcontract_consent"
    DATA_DISPOSAL = "data_disposal"
    ERASURE_CERTIFICATE = "erasure_certificate"
    ERASURE_CONFIRMATION = "erasure_confirmation"
    BACKUP_EXPIRY = "backup_expiry"
    CORRECTIVE_ACTION = "corrective_action"
    INCIDENT_REPORT = "incident_report"
    PPC_PRELIMINARY = "ppc_preliminary"
    PPC_FINAL = "ppc_final"
    CERTIFICATION = "certification"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class KindRule:
    """What is fixed about a kind.

    `days`: the number that a clause set or a contract may change (calendar days, but open days for
    `incident_report` and the day of the month for `periodic_report`); None where none counts.
    `moves`: a computed date on a closed day goes to the next open day.
    `main`: overdue makes the contract red. `warning_days`: from then on it is due soon.
    """

    days: int | None = None
    moves: bool = False
    main: bool = False
    warning_days: int = 14


KIND_RULES: Mapping[Kind, KindRule] = {
    Kind.INSPECTION: KindRule(main=True, warning_days=60),
    Kind.HANDLER_REPORT: KindRule(),
    Kind.TRAINING: KindRule(),
    Kind.PERIODIC_REPORT: KindRule(days=10, moves=True),
    Kind.REQUESTED_REPORT: KindRule(),
    Kind.SUBCONTRACT_CONSENT: KindRule(main=True),
    Kind.DATA_DISPOSAL: KindRule(days=30, moves=True, main=True),
    Kind.ERASURE_CERTIFICATE: KindRule(days=30, moves=True, main=True, warning_days=30),
    Kind.ERASURE_CONFIRMATION: KindRule(days=14, moves=True, main=True),
    Kind.BACKUP_EXPIRY: KindRule(main=True),
    Kind.CORRECTIVE_ACTION: KindRule(days=30, moves=True, main=True),
    Kind.INCIDENT_REPORT: KindRule(days=3, main=True),
    Kind.PPC_PRELIMINARY: KindRule(days=5, main=True),
    Kind.PPC_FINAL: KindRule(days=30, moves=True, main=True),
    Kind.CERTIFICATION: KindRule(warning_days=60),
    Kind.COMMITMENT: KindRule(),
}
PPC_FINAL_DAYS_IMPROPER_PURPOSE = 60
