"""台帳にある事故: an incident with its account, its clocks and its contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.records import dossier, incident_accounts
from app.records.dossier import Dossier
from app.records.due_items import DueOnDay
from app.records.incident_accounts import OnFile
from app.records.revisions import engagements_of
from app.records.scope import Scope
from audits.due import OPEN_STATES
from audits.engagement import PRIME_BRANCH
from audits.incident_handling import (
    IncidentState,
    IncidentStep,
    NineItem,
    Part,
    empty_parts,
    missing_to_close,
    state_of_incident,
)
from audits.kind import Kind
from audits.reportable import Answer, Circumstances, Judged, judged

CLOCKS = (Kind.INCIDENT_REPORT, Kind.PPC_PRELIMINARY, Kind.PPC_FINAL)


class IncidentError(ValueError):
    """What cannot be done like this; `wrong`: (the field, blank for all of it; a sentence)."""

    def __init__(self, *wrong: tuple[str, str]) -> None:
        super().__init__("".join(sentence for _, sentence in wrong))
        self.wrong = wrong


class NoSuchIncidentError(LookupError):
    """There is no such contract or incident, or not for this person."""


@dataclass(frozen=True, slots=True)
class NamedIncident:
    """An incident as an address names it."""

    contract: str
    branch: int
    number: str


@dataclass(frozen=True, slots=True)
class IncidentCase:
    """An incident and the contract that it belongs to; `owed` are its own due items."""

    dossier: Dossier
    engagement_id: int
    on_file: OnFile
    owed: Mapping[Kind, DueOnDay]

    @property
    def named(self) -> NamedIncident:
        return NamedIncident(self.dossier.contract.number, self.branch, self.number)

    @property
    def branch(self) -> int:
        return self.on_file.branch

    @property
    def number(self) -> str:
        return self.on_file.number

    @property
    def facts(self) -> Mapping[Any, Any]:
        return self.on_file.facts

    @property
    def party(self) -> str:
        return party_words(self.dossier, self.branch)

    @property
    def judged(self) -> Judged:
        """What the rules say of what is on file now."""
        return judged(circumstances_of(self.facts))

    @property
    def state(self) -> IncidentState:
        runs = any(item.state in OPEN_STATES for item in self.owed.values())
        return state_of_incident(self.facts, self.dossier.on, has_open_clock=runs)

    @property
    def is_out_of_step(self) -> bool:
        """Whether it was decided by the rules, and they say something else by now."""
        facts = self.facts
        decided = facts["decided_on"] is not None and not facts["is_overridden"]
        return decided and self.judged.is_broken_by(reportable=facts["reportable"])

    @property
    def empty(self) -> Mapping[NineItem, Sequence[Part]]:
        return empty_parts(self.facts)

    @property
    def missing(self) -> Sequence[IncidentStep]:
        """What has to be done before it can be closed."""
        owed = Kind.INCIDENT_REPORT in self.owed
        return missing_to_close(self.facts, is_report_owed=owed)


def circumstances_of(facts: Mapping[Any, Any]) -> Circumstances:
    """As a workbook says it there is only a Yes to the improper purpose, and no No."""
    improper = Answer(facts["improper"])
    return Circumstances(
        facts["person_count"],
        Answer(facts["sensitive"]),
        Answer(facts["property_damage"]),
        Answer.YES if facts["improper_purpose"] else improper,
        Answer(facts["my_number"]),
    )


def case_of(session: Session, named: NamedIncident, scope: Scope, on: date) -> IncidentCase:
    """Raises NoSuchIncidentError."""
    found = contract_of(session, named.contract, scope, on)
    engagement_id = engagements_of(session, [found.key]).get((found.key, named.branch))
    if engagement_id is None:
        raise NoSuchIncidentError(named.contract)
    on_file = incident_accounts.incident_of(session, engagement_id, named.branch, named.number)
    if on_file is None:
        raise NoSuchIncidentError(named.number)
    mine = (i for i in found.owed(*CLOCKS) if (i.branch, i.basis) == (named.branch, named.number))
    return IncidentCase(found, engagement_id, on_file, {item.kind: item for item in mine})


def contract_of(session: Session, contract: str, scope: Scope, on: date) -> Dossier:
    """Raises NoSuchIncidentError."""
    found = dossier.without_entries(session, contract, on, scope)
    if found is None:
        raise NoSuchIncidentError(contract)
    return found


def party_words(found: Dossier, branch: int) -> str:
    name = found.contract.engagement(branch).contractor or "未定"
    return f"受託者　{name}" if branch == PRIME_BRANCH else f"再委託先{branch}　{name}"
