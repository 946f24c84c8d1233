"""約束のその後: what became of something that the council was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from audits.verdict import Verdict


class PromiseState(Enum):
    """How a promise stands, the worst first."""

    OVERDUE = "overdue"
    NOT_MET = "not_met"
    NOT_YET = "not_yet"
    CONFIRMED = "confirmed"


class CheckedAs(Enum):
    """What a check of a safeguard found (実施の確認)."""

    IN_PLACE = "in_place"
    NOT_IN_PLACE = "not_in_place"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on file of one promise.

    `overdue`: occurrences that are past their date. `kept_on`: when it was last shown to be kept,
    by the record or by a check. `verdict`: what the last concluded visit that asked about it
    found, on `seen_on`; `put_right`: what was 否 then has been put right since.
    `is_not_in_place`: the last check found that it is not carried out.
    """

    overdue: int = 0
    kept_on: date | None = None
    next_on: date | None = None
    verdict: Verdict | None = None
    seen_on: date | None = None
    put_right: bool = False
    is_not_in_place: bool = False

    @property
    def confirmed_on(self) -> date | None:
        """The last day on which somebody saw that it is kept, or that it does not apply."""
        seen = self.seen_on if self._was_good else None
        return max((day for day in (seen, self.kept_on) if day is not None), default=None)

    @property
    def state(self) -> PromiseState:
        """未確認 is never counted as kept, and 否 stays so until it is put right."""
        if self.overdue:
            return PromiseState.OVERDUE
        if self.is_not_in_place:
            return PromiseState.NOT_MET
        if self.verdict is Verdict.NOT_MET and not self.put_right:
            return PromiseState.NOT_MET
        if self._was_good or self.kept_on is not None:
            return PromiseState.CONFIRMED
        return PromiseState.NOT_YET

    @property
    def _was_good(self) -> bool:
        good = self.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE)
        return good or (self.verdict is Verdict.NOT_MET and self.put_right)
