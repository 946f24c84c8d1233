"""調査結果: what one inspection came to: its answers counted, its findings, its 総合判定."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from audits.finding import Finding
from audits.inspection import Judgement
from audits.verdict import Verdict
from checklists.composing import ComposedSheet
from checklists.sheet import Group


class Outcome(Enum):
    """総合判定 as the report states it: it follows from the facts, nobody types it."""

    MET = "met"
    UNCONFIRMED_LEFT = "unconfirmed_left"
    TO_BE_PUT_RIGHT = "to_be_put_right"
    UNDECIDED = "undecided"


class FindingStanding(Enum):
    """Whether a finding is put right on a day, and if not whose turn it is."""

    AWAITING_ANSWER = "awaiting_answer"
    AWAITING_CHECK = "awaiting_check"
    OVERDUE = "overdue"
    PUT_RIGHT = "put_right"
    PUT_RIGHT_LATE = "put_right_late"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items have which verdict."""

    met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    unconfirmed: int = 0

    @property
    def items(self) -> int:
        return self.met + self.not_met + self.not_applicable + self.unconfirmed


@dataclass(frozen=True, slots=True)
class GroupTally:
    """The tally of one part of the sheet."""

    group: Group
    tally: Tally


def tallied(verdicts: Iterable[Verdict]) -> Tally:
    counts = Counter(verdicts)
    return Tally(
        met=counts[Verdict.MET],
        not_met=counts[Verdict.NOT_MET],
        not_applicable=counts[Verdict.NOT_APPLICABLE],
        unconfirmed=counts[Verdict.UNCONFIRMED],
    )


def tally_of(asked: ComposedSheet, verdicts: Mapping[str, Verdict]) -> Tally:
    """All items of the sheet, by their keys; what nobody has answered is 未確認."""
    return tallied(verdicts.get(item.key, Verdict.UNCONFIRMED) for item in asked.items)


def tallies_by_group(
    asked: ComposedSheet, verdicts: Mapping[str, Verdict]
) -> tuple[GroupTally, ...]:
    """The same, part by part in the sheet's order."""
    return tuple(
        GroupTally(
            group,
            tallied(
                verdicts.get(item.key, Verdict.UNCONFIRMED) for item in asked.items_in(group.code)
            ),
        )
        for group in asked.groups
    )


def outcome_of(judgement: Judgement | None, tally: Tally | None, open_findings: int) -> Outcome:
    """`judgement`: as on file; `tally`: None where no sheet was kept.

    Anything 否, any finding not put right and a stated 指摘あり weigh more than the rest; 未確認 is
    never counted as passed.
    """
    if judgement is Judgement.FINDINGS or open_findings or (tally and tally.not_met):
        return Outcome.TO_BE_PUT_RIGHT
    if judgement is None:
        return Outcome.UNDECIDED
    if tally and tally.unconfirmed:
        return Outcome.UNCONFIRMED_LEFT
    return Outcome.MET


def standing_on(finding: Finding, due_on: date | None, on: date) -> FindingStanding:
    """How the finding stands on the day; what happened after it is not known yet."""
    if finding.put_right_on is not None and finding.put_right_on <= on:
        late = due_on is not None and finding.put_right_on > due_on
        return FindingStanding.PUT_RIGHT_LATE if late else FindingStanding.PUT_RIGHT
    if due_on is not None and due_on < on:
        return FindingStanding.OVERDUE
    if finding.answered_on is not None and finding.answered_on <= on:
        return FindingStanding.AWAITING_CHECK
    return FindingStanding.AWAITING_ANSWER
