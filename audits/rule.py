"""規則: the rules that can be broken, and how much each one weighs (rules.md 4)."""

from __future__ import annotations

from enum import Enum


class Level(Enum):
    """違反のおそれ waits for a manager; 要確認 never stops a closing."""

    VIOLATION = "violation"
    CHECK = "check"


class Rule(Enum):
    """The closed list of rules, by the names that leave the tool."""

    SUBCONTRACTING_FORBIDDEN = "subcontracting_forbidden"
    SUBCONTRACT_WITHOUT_CONSENT = "subcontract_without_consent"
    CONSENT_AFTER_START = "consent_after_start"
    FLOW_DOWN_MISSING = "flow_down_missing"
    DATA_OUTSIDE_PERIOD = "data_outside_period"
    DATA_BEFORE_HANDLER_REPORT = "data_before_handler_report"
    MEDIUM_NOT_LISTED = "medium_not_listed"
    ITEM_NOT_LISTED = "item_not_listed"
    PERIOD_MISMATCH = "period_mismatch"
    ENGAGEMENT_OUTSIDE_CONTRACT = "engagement_outside_contract"
    ERASURE_BEFORE_HANDOVER = "erasure_before_handover"
    CERTIFICATE_WITHOUT_DATA = "certificate_without_data"
    NOT_ON_SITE_WITHOUT_REASON = "not_on_site_without_reason"
    NOT_ON_SITE_TWO_YEARS = "not_on_site_two_years"

    @property
    def level(self) -> Level:
        return Level.CHECK if self in CHECKS else Level.VIOLATION


CHECKS = frozenset(
    {
        Rule.MEDIUM_NOT_LISTED,
        Rule.ITEM_NOT_LISTED,
        Rule.PERIOD_MISMATCH,
        Rule.CERTIFICATE_WITHOUT_DATA,
    }
)
