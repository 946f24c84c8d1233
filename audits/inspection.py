"""立入調査: an inspection as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Method(Enum):
    """How an inspection was made."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    DOCUMENT = "document"


class Judgement(Enum):
    """総合判定: what an inspection concluded with."""

    MET = "met"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class Inspection:
    """One round (回) of the inspections of a fiscal year; without a judgement it is not concluded.

    `fiscal_year` only identifies it: an inspection counts for the year of the day it was made on.
    `training_met`: its items on training are all 適.
    """

    fiscal_year: int
    round: int
    carried_out_on: date | None = None
    method: Method = Method.ON_SITE
    reason: str = ""
    judgement: Judgement | None = None
    training_met: bool = False

    @property
    def concluded_on(self) -> date | None:
        """The day it was carried out on, if it was concluded (総合判定 given); else None."""
        return self.carried_out_on if self.judgement is not None else None

    @property
    def is_on_site(self) -> bool:
        return self.method is Method.ON_SITE
