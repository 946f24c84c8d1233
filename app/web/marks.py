"""印: the sign and the colour of every state; the shape alone tells them apart."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from audits.certificate_comparison import Match
from audits.due import Alert, State
from audits.inspection import Judgement
from audits.planning.approval import PlanStanding, PlanState
from audits.promise import CheckedAs, PromiseState
from audits.rule import Level


class Look(NamedTuple):
    """A sign of templates/parts/marks.svg, a colour, and whether it asks somebody to act."""

    mark: str
    tone: str
    urgent: bool = False


LOOKS: Mapping[Enum, Look] = {
    State.OVERDUE: Look("overdue", "red", urgent=True),
    State.DUE_SOON: Look("soon", "amber"),
    State.PLANNED: Look("planned", "ink2"),
    State.DONE: Look("done", "green"),
    State.DONE_LATE: Look("late", "green"),
    State.WAIVED: Look("none", "ink2"),
    State.MISSED: Look("failed", "red"),
    Alert.RED: Look("overdue", "red", urgent=True),
    Alert.YELLOW: Look("soon", "amber", urgent=True),
    Alert.GREEN: Look("done", "green"),
    PromiseState.OVERDUE: Look("overdue", "red", urgent=True),
    PromiseState.NOT_MET: Look("failed", "red", urgent=True),
    PromiseState.NOT_YET: Look("unseen", "ink2"),
    PromiseState.CONFIRMED: Look("done", "green"),
    CheckedAs.IN_PLACE: Look("done", "green"),
    CheckedAs.NOT_IN_PLACE: Look("failed", "red", urgent=True),
    Level.VIOLATION: Look("violation", "red", urgent=True),
    Level.CHECK: Look("check", "amber", urgent=True),
    Judgement.MET: Look("done", "green"),
    Judgement.FINDINGS: Look("failed", "red"),
    Match.SAME: Look("done", "green"),
    Match.READ_AS_SAME: Look("late", "green"),
    Match.DIFFERENT: Look("failed", "red", urgent=True),
    PlanState.NOT_APPROVED: Look("planned", "ink2"),
    PlanState.APPROVED: Look("done", "green"),
    PlanState.CHANGED: Look("check", "amber", urgent=True),
    PlanStanding.MADE: Look("done", "green"),
    PlanStanding.PLANNED: Look("planned", "ink2"),
    PlanStanding.LEFT_OPEN: Look("none", "ink2"),
    PlanStanding.MISSED: Look("failed", "red"),
    PlanStanding.UNDECIDED: Look("check", "amber", urgent=True),
}


def look_of(member: Enum) -> Look:
    """How a state is shown."""
    return LOOKS[member]
