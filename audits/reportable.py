"""報告の要否: whether an incident is reported to the commission, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

MOST_PERSONS_UNREPORTED = 100


class Answer(Enum):
    """What is known of one circumstance."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, said: bool) -> Answer:
        return cls.YES if said else cls.NO


class Ground(Enum):
    """A reason for which an incident is reported, each of them alone enough."""

    MANY_PERSONS = "many_persons"
    SENSITIVE = "sensitive"
    PROPERTY = "property"
    IMPROPER_PURPOSE = "improper_purpose"
    MY_NUMBER = "my_number"


class ReportDuty(Enum):
    """What follows from the rules: reported, not reported, or not to be said yet."""

    REPORTABLE = "reportable"
    NOT_REPORTABLE = "not_reportable"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rules ask of an incident; `persons` None: nobody knows how many."""

    persons: int | None = None
    sensitive: Answer = Answer.UNKNOWN
    property_damage: Answer = Answer.UNKNOWN
    improper_purpose: Answer = Answer.UNKNOWN
    my_number: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Judged:
    """The duty, the grounds that make it one, and those that nobody has looked at yet."""

    duty: ReportDuty
    grounds: tuple[Ground, ...]
    unknown: tuple[Ground, ...]

    def is_broken_by(self, *, reportable: bool) -> bool:
        """Whether a decision goes against the rules; to report what is not clear yet does not."""
        if self.duty is ReportDuty.UNDECIDED:
            return not reportable
        return reportable is not (self.duty is ReportDuty.REPORTABLE)


def _many_persons(found: Circumstances) -> Answer:
    if found.persons is None:
        return Answer.UNKNOWN
    return Answer.of(found.persons > MOST_PERSONS_UNREPORTED)


# The rules, in the order in which they are shown: one row a ground.
RULES: Mapping[Ground, Callable[[Circumstances], Answer]] = {
    Ground.MANY_PERSONS: _many_persons,
    Ground.SENSITIVE: lambda found: found.sensitive,
    Ground.PROPERTY: lambda found: found.property_damage,
    Ground.IMPROPER_PURPOSE: lambda found: found.improper_purpose,
    Ground.MY_NUMBER: lambda found: found.my_number,
}


def judged(found: Circumstances) -> Judged:
    """One ground is enough; without any it takes a No to every one of them."""
    answers = {ground: rule(found) for ground, rule in RULES.items()}
    grounds = tuple(ground for ground, said in answers.items() if said is Answer.YES)
    unknown = tuple(ground for ground, said in answers.items() if said is Answer.UNKNOWN)
    if grounds:
        return Judged(ReportDuty.REPORTABLE, grounds, unknown)
    return Judged(ReportDuty.UNDECIDED if unknown else ReportDuty.NOT_REPORTABLE, (), unknown)
