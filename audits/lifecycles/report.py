"""立入調査結果報告書の一生: drafted, submitted, sent back or approved; then fixed for good."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from audits.lifecycles.lifecycle import Lifecycle


class ReportState(Enum):
    """How an edition of a report stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class ReportAct(Enum):
    """What moves an edition of a report on; a new edition keeps the one before as it is."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    MAKE_ANEW = "make_anew"


_S, _A = ReportState, ReportAct
REPORT: Lifecycle[ReportState, ReportAct] = Lifecycle(
    "立入調査結果報告書",
    _S.DRAFT,
    {
        (_S.DRAFT, _A.SUBMIT): _S.SUBMITTED,
        (_S.SUBMITTED, _A.APPROVE): _S.APPROVED,
        (_S.SUBMITTED, _A.RETURN): _S.RETURNED,
        (_S.SUBMITTED, _A.WITHDRAW): _S.DRAFT,
        (_S.RETURNED, _A.SUBMIT): _S.SUBMITTED,
        (_S.APPROVED, _A.MAKE_ANEW): _S.DRAFT,
    },
)


def state_after(acts: Iterable[ReportAct]) -> ReportState:
    """The state after all acts on a report, oldest first. Raises NotAllowedError."""
    state = REPORT.first
    for act in acts:
        state = REPORT.after(state, act)
    return state


def edition_after(acts: Iterable[ReportAct]) -> int:
    """Which edition is worked on, or holds, after all acts on a report."""
    return 1 + sum(act is _A.MAKE_ANEW for act in acts)
