"""立入調査の一生: owed, planned, carried out, concluded; or missed."""

from __future__ import annotations

from datetime import date
from enum import Enum

from audits.inspection import Judgement
from audits.lifecycles.lifecycle import Lifecycle


class InspectionState(Enum):
    """How far one round of an engagement's inspections has come."""

    OWED = "owed"
    PLANNED = "planned"
    CARRIED_OUT = "carried_out"
    CONCLUDED = "concluded"
    MISSED = "missed"


class InspectionAct(Enum):
    """What moves an inspection on."""

    PLAN = "plan"
    PLAN_ANEW = "plan_anew"
    CARRY_OUT = "carry_out"
    CONCLUDE = "conclude"
    RECORD_AS_MISSED = "record_as_missed"
    CORRECT = "correct"


_S, _A = InspectionState, InspectionAct
# A visit of which nobody thought any more can still be made: `missed` is no end (rules.md 3, 1).
INSPECTION: Lifecycle[InspectionState, InspectionAct] = Lifecycle(
    "立入調査",
    _S.OWED,
    {
        (_S.OWED, _A.PLAN): _S.PLANNED,
        (_S.OWED, _A.CARRY_OUT): _S.CARRIED_OUT,
        (_S.OWED, _A.CONCLUDE): _S.CONCLUDED,
        (_S.OWED, _A.RECORD_AS_MISSED): _S.MISSED,
        (_S.PLANNED, _A.PLAN_ANEW): _S.PLANNED,
        (_S.PLANNED, _A.CARRY_OUT): _S.CARRIED_OUT,
        (_S.PLANNED, _A.CONCLUDE): _S.CONCLUDED,
        (_S.PLANNED, _A.RECORD_AS_MISSED): _S.MISSED,
        (_S.CARRIED_OUT, _A.CONCLUDE): _S.CONCLUDED,
        (_S.CARRIED_OUT, _A.CORRECT): _S.CARRIED_OUT,
        (_S.CONCLUDED, _A.CORRECT): _S.CONCLUDED,
        (_S.MISSED, _A.CARRY_OUT): _S.CARRIED_OUT,
        (_S.MISSED, _A.CONCLUDE): _S.CONCLUDED,
    },
)


def state_of_inspection(
    planned_on: date | None,
    carried_out_on: date | None,
    judgement: Judgement | None,
    *,
    missed: bool = False,
) -> InspectionState:
    """The state that the facts on file make; what was done counts more than what was given up."""
    if carried_out_on is not None:
        return _S.CONCLUDED if judgement is not None else _S.CARRIED_OUT
    if missed:
        return _S.MISSED
    return _S.PLANNED if planned_on is not None else _S.OWED
