"""保護対策: what was promised, and how often it has to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Frequency(Enum):
    """頻度: the rhythm of a commitment."""

    NONE = "none"
    BY_DATE = "by_date"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    SCHOOL_TERM = "school_term"
    YEARLY = "yearly"
    ON_DATES = "on_dates"


class CarriedOutBy(Enum):
    """実施者 of a safeguard."""

    AGENCY = "agency"
    CONTRACTOR = "contractor"
    SUBCONTRACTOR = "subcontractor"


class Category(Enum):
    """区分 of a safeguard."""

    OPERATIONAL = "operational"
    TECHNICAL = "technical"


class SafeguardOrigin(Enum):
    """由来: where a safeguard comes from."""

    MATTER = "matter"
    ADVICE = "advice"
    OPINION = "opinion"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Safeguard:
    """A safeguard of one engagement, whoever carries it out."""

    number: str
    frequency: Frequency = Frequency.NONE
    dates: tuple[date, ...] = ()


class NoteKind(Enum):
    """区分 of an entry that a person writes into the record."""

    TELEPHONE = "telephone"
    MEETING = "meeting"
    NO_DATA = "no_data"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of the record that a person wrote.

    `occurrence`: the name of the occurrence of the commitment that it fulfils (対象), if it says.
    """

    on: date
    kind: NoteKind
    safeguard: str | None = None
    occurrence: str | None = None
