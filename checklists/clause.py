"""条項: one numbered clause of a clause set, and what it makes people do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Party(Enum):
    """Who a clause binds, by the sign that stands in the contract."""

    AGENCY = "甲"
    PRIME = "乙"
    SUBCONTRACTOR = "丙"


class Duty(Enum):
    """義務: when something has to be done."""

    CONTINUING = "continuing"
    ONCE = "once"
    YEARLY = "yearly"
    ON_REQUEST = "on_request"
    ON_EVENT = "on_event"
    NONE = "none"


class Evidence(Enum):
    """What on file confirms that a clause was kept."""

    VISIT_ANSWER = "visit_answer"
    CONSENT = "consent"
    AWARENESS = "awareness"
    FLOW_DOWN = "flow_down"
    HANDLER_REPORT = "handler_report"
    TRAINING_REPORT = "training_report"
    REPORT = "report"
    INSPECTION = "inspection"
    DISPOSAL = "disposal"
    CERTIFICATE = "certificate"
    ERASURE_CONFIRMATION = "erasure_confirmation"
    INCIDENT_REPORT = "incident_report"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `summary` and `leaves_behind` are our own Japanese, never the contract's text.

    `topic`: see topic.py. `checked_at`: the code of the sheet's group that looks at it, None where
    a visit does not. `survives_end`: it still binds after the contract ended.
    `exception_by_consent`: 甲 may consent to what it forbids. `text`: the contract's own words as
    the municipality has brought them in, heading and number included; a shipped edition has none.
    """

    number: int
    heading: str
    topic: str
    bound: tuple[Party, ...]
    duty: Duty
    summary: str
    leaves_behind: str
    checked_at: str | None
    confirmed_by: tuple[Evidence, ...]
    survives_end: bool
    exception_by_consent: bool
    text: str = ""
