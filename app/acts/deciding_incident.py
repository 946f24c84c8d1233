"""報告の要否を決める: what the rules say of the circumstances, or what somebody says instead."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.acts.handling_incident import StepSaid
from app.acts.incident_on_file import IncidentError
from audits.incident_handling import IncidentStep
from audits.reportable import Answer, Circumstances, ReportDuty, judged

NOT_CLEAR = (
    "未確認の事情があるため、規則だけでは決まりません。確かめて選び直すか、"
    "「報告の対象とする」を選んでください。"
)


@dataclass(frozen=True, slots=True)
class DecisionSaid:
    """What the form of the decision says; `wanted` None: as the rules have it."""

    on: date
    circumstances: Circumstances
    is_estimate: bool = False
    wanted: bool | None = None
    reason: str = ""


def decision(said: DecisionSaid, by: str) -> StepSaid:
    """The step that the decision is. Raises IncidentError where the rules leave it open."""
    found = judged(said.circumstances)
    if said.wanted is None and found.duty is ReportDuty.UNDECIDED:
        raise IncidentError(("wanted", NOT_CLEAR))
    reportable = found.duty is ReportDuty.REPORTABLE if said.wanted is None else said.wanted
    overrides = found.is_broken_by(reportable=reportable)
    facts: dict[str, Any] = {
        "person_count": said.circumstances.persons,
        "improper_purpose": said.circumstances.improper_purpose is Answer.YES,
        "reportable": reportable,
    }
    values: dict[str, Answer] = asdict(said.circumstances)
    account = {
        "sensitive": values["sensitive"].value,
        "property_damage": values["property_damage"].value,
        "improper": values["improper_purpose"].value,
        "my_number": values["my_number"].value,
        "is_estimate": said.is_estimate,
        "is_overridden": overrides,
        "decision_reason": said.reason,
        "decided_on": said.on,
        "decided_by": by,
    }
    return StepSaid(IncidentStep.DECISION, said.on, facts, account)
