"""例外の承諾: what the clauses forbid unless 甲 consents, and how far such a consent is.

clauses.md A4-A6 and D6-D7, practice.md F8. Clauses that know of no exception (A7, A9) are named
all the same: 甲 may have been asked, and what it answered is on file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from audits.consent import ConsentDecision


class ExceptionKind(Enum):
    """What the contractor asks to be allowed to do."""

    OTHER_SOURCE = "other_source"
    PROHIBITED_ITEM = "prohibited_item"
    TAKING_OUT = "taking_out"
    COPYING = "copying"
    OTHER_PURPOSE = "other_purpose"
    PROVISION = "provision"

    @property
    def topics(self) -> frozenset[str]:
        """The topics of the clauses that forbid it (checklists.topic)."""
        return TOPICS[self]

    @property
    def leaves_copy(self) -> bool:
        """Whether something is left that has to be brought back or erased."""
        return self not in (ExceptionKind.OTHER_SOURCE, ExceptionKind.PROHIBITED_ITEM)


TOPICS = {
    ExceptionKind.OTHER_SOURCE: frozenset({"collection_from_person", "fair_collection"}),
    ExceptionKind.PROHIBITED_ITEM: frozenset({"prohibited_collection", "fair_collection"}),
    ExceptionKind.TAKING_OUT: frozenset({"taking_out"}),
    ExceptionKind.COPYING: frozenset({"copying"}),
    ExceptionKind.OTHER_PURPOSE: frozenset({"purpose_and_provision"}),
    ExceptionKind.PROVISION: frozenset({"purpose_and_provision"}),
}


class CopyEnd(Enum):
    """What became of the copy, or of what was taken out."""

    RETURNED = "returned"
    ERASED = "erased"
    BROUGHT_BACK = "brought_back"


class ExceptionState(Enum):
    """How far an exception is on a day."""

    WAITING = "waiting"
    BEFORE = "before"
    RUNNING = "running"
    ENDED = "ended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ExceptionStep(Enum):
    """What is done with a request after it was put on file."""

    CHANGE = "change"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    END_COPY = "end_copy"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Exemption:
    """What was asked for, what was decided, and the end of what was copied."""

    kind: ExceptionKind
    starts_on: date
    ends_on: date
    decision: ConsentDecision | None = None
    decided_on: date | None = None
    copy_ended_on: date | None = None

    def state_on(self, on: date) -> ExceptionState:
        """A decision dated after the day is not known on it."""
        if self.decision is None or self.decided_on is None or self.decided_on > on:
            return ExceptionState.WAITING
        if self.decision is ConsentDecision.REFUSED:
            return ExceptionState.REFUSED
        if self.decision is ConsentDecision.WITHDRAWN:
            return ExceptionState.WITHDRAWN
        if on > self.ends_on or self._copy_has_ended(on):
            return ExceptionState.ENDED
        return ExceptionState.BEFORE if on < self.starts_on else ExceptionState.RUNNING

    def is_copy_out_on(self, on: date) -> bool:
        """Whether the consent has lapsed, and nobody has seen the copy go."""
        return (
            self.kind.leaves_copy
            and self.state_on(on) is ExceptionState.ENDED
            and not self._copy_has_ended(on)
        )

    def _copy_has_ended(self, on: date) -> bool:
        return self.copy_ended_on is not None and self.copy_ended_on <= on


def steps_open(decision: ConsentDecision | None, kind: ExceptionKind) -> frozenset[ExceptionStep]:
    """What may be done next; what was decided is put right, never decided again."""
    if decision is None:
        return frozenset({ExceptionStep.CHANGE, ExceptionStep.DECIDE, ExceptionStep.WITHDRAW})
    if decision is ConsentDecision.WITHDRAWN:
        return frozenset()
    if decision.gives_consent and kind.leaves_copy:
        return frozenset({ExceptionStep.CORRECT, ExceptionStep.END_COPY})
    return frozenset({ExceptionStep.CORRECT})
