"""保存期限: how long a contract is kept after it is done, counted as offices count their papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import Enum

from audits.fiscal_year import FiscalYear


class RetentionStep(Enum):
    """What somebody decides about a contract whose years have passed, before it is disposed of."""

    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"
    EXTENDED = "extended"


class RetentionStanding(Enum):
    """How far it is: proposed, or confirmed by one (in force or not any more), or kept longer."""

    PROPOSED = "proposed"
    VOID = "void"
    WAITING = "waiting"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class LastStep:
    """The latest step, and the record and the years for which it was taken."""

    step: RetentionStep
    entries: int
    last_hash: str
    years: int
    until_on: date | None = None

    def standing(self, on: date, entries: int, last_hash: str, years: int) -> RetentionStanding:
        """On a day, with the record and the city's years as they are.

        Whoever has confirmed has confirmed that record: one more entry and it holds no longer; so
        if the contract is to be kept for more years.
        """
        if self.step is RetentionStep.EXTENDED:
            is_kept = self.until_on is not None and on <= self.until_on
            return RetentionStanding.EXTENDED if is_kept else RetentionStanding.PROPOSED
        if self.step is RetentionStep.TAKEN_BACK:
            return RetentionStanding.PROPOSED
        is_same = (entries, last_hash) == (self.entries, self.last_hash)
        if is_same and years <= self.years:
            return RetentionStanding.WAITING
        return RetentionStanding.VOID


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """保存年限: the years of the city's rule; those with 個人番号 or 要配慮 data may have more."""

    years: int
    years_sensitive: int

    def years_for(self, *, is_sensitive: bool) -> int:
        """Of the two the longer counts."""
        return max(self.years, self.years_sensitive) if is_sensitive else self.years


def kept_until(done_on: date, years: int) -> date:
    """The last day of so many years, counted from 1 April after the fiscal year of that day."""
    last = min(FiscalYear.of(done_on).start + years, MAXYEAR)
    return FiscalYear(last).days.last


def done_before(on: date, years: int) -> date:
    """What was done before this day has been kept for so many years on `on`."""
    return FiscalYear(max(FiscalYear.of(on).start - years, MINYEAR - 1)).days.first
