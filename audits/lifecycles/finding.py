"""指摘の一生: found, ordered to be put right, answered, put right; and found again."""

from __future__ import annotations

from datetime import date
from enum import Enum

from audits.lifecycles.lifecycle import Lifecycle


class FindingState(Enum):
    """Whose turn it is with a finding."""

    FOUND = "found"
    ORDERED = "ordered"
    ANSWERED = "answered"
    PUT_RIGHT = "put_right"


class FindingAct(Enum):
    """One step of a finding; each is a row of its own that is never changed."""

    ORDER = "order"
    ANSWER = "answer"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    EXTEND = "extend"
    REOPEN = "reopen"


_S, _A = FindingState, FindingAct
# An answer without an order and a confirmation on the spot happen: they must be on file.
FINDING: Lifecycle[FindingState, FindingAct] = Lifecycle(
    "指摘",
    _S.FOUND,
    {
        (_S.FOUND, _A.ORDER): _S.ORDERED,
        (_S.FOUND, _A.ANSWER): _S.ANSWERED,
        (_S.FOUND, _A.CONFIRM): _S.PUT_RIGHT,
        (_S.FOUND, _A.EXTEND): _S.FOUND,
        (_S.ORDERED, _A.ORDER): _S.ORDERED,
        (_S.ORDERED, _A.ANSWER): _S.ANSWERED,
        (_S.ORDERED, _A.CONFIRM): _S.PUT_RIGHT,
        (_S.ORDERED, _A.EXTEND): _S.ORDERED,
        (_S.ANSWERED, _A.CONFIRM): _S.PUT_RIGHT,
        (_S.ANSWERED, _A.REFUSE): _S.FOUND,
        (_S.ANSWERED, _A.EXTEND): _S.ANSWERED,
        (_S.PUT_RIGHT, _A.REOPEN): _S.FOUND,
    },
)
BEGIN_A_ROUND = frozenset({_A.REFUSE, _A.REOPEN})


def state_of_finding(
    answered_on: date | None, put_right_on: date | None, *, is_ordered: bool
) -> FindingState:
    """The state that the facts on file make; `is_ordered`: in the round that runs."""
    if put_right_on is not None:
        return _S.PUT_RIGHT
    if answered_on is not None:
        return _S.ANSWERED
    return _S.ORDERED if is_ordered else _S.FOUND
