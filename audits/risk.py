"""リスク: a sum of stated points for an engagement, always with its reasons (product.md).

It orders the year's inspections; it judges nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

MANY, MORE, MOST = 1_000, 10_000, 100_000  # people: one step each
DEEPEST = 3
MOST_FINDINGS = 3


class Danger(Enum):
    """What makes an inspection more urgent."""

    PEOPLE = "people"  # 本人数: for each of the steps MANY, MORE and MOST
    MY_NUMBER = "my_number"  # 個人番号
    SENSITIVE = "sensitive"  # 要配慮個人情報
    DEPTH = "depth"  # 再委託: for each step away from the contractor, DEEPEST at most
    CONNECTION = "connection"  # 外部結合
    FINDINGS = "findings"  # 未是正の指摘: for each, MOST_FINDINGS at most
    NOT_ON_SITE = "not_on_site"  # last fiscal year nobody was there
    NOT_CERTIFIED = "not_certified"  # no certification in force


DEFAULT_WEIGHTS: Mapping[Danger, int] = {
    Danger.PEOPLE: 1,
    Danger.MY_NUMBER: 4,
    Danger.SENSITIVE: 3,
    Danger.DEPTH: 2,
    Danger.CONNECTION: 2,
    Danger.FINDINGS: 2,
    Danger.NOT_ON_SITE: 3,
    Danger.NOT_CERTIFIED: 1,
}


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is known of an engagement. `people` is None where nobody has counted them.

    `depth`: 0 for the contractor, 1 for a subcontractor, 2 for the subcontractor of that.
    """

    people: int | None = None
    has_my_number: bool = False
    is_sensitive: bool = False
    depth: int = 0
    is_connected: bool = False
    open_findings: int = 0
    was_on_site: bool = True
    is_certified: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """The points that one danger adds; `times`: how often its weight counts."""

    danger: Danger
    times: int
    points: int


@dataclass(frozen=True, slots=True)
class Risk:
    """The points with their reasons, the heaviest first."""

    reasons: tuple[Point, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


def risk(exposure: Exposure, weights: Mapping[Danger, int] = DEFAULT_WEIGHTS) -> Risk:
    """The risk of an engagement; a danger without a weight, or of weight 0, adds nothing."""
    found = [
        Point(danger, times, times * weights[danger])
        for danger, times in _dangers(exposure)
        if times and weights.get(danger)
    ]
    # Among equals in the order of the dangers, in which they were asked about.
    return Risk(tuple(sorted(found, key=lambda point: -point.points)))


def _dangers(exposure: Exposure) -> Iterator[tuple[Danger, int]]:
    people = exposure.people or 0
    yield Danger.PEOPLE, sum(people >= step for step in (MANY, MORE, MOST))
    yield Danger.MY_NUMBER, int(exposure.has_my_number)
    yield Danger.SENSITIVE, int(exposure.is_sensitive)
    yield Danger.DEPTH, min(exposure.depth, DEEPEST)
    yield Danger.CONNECTION, int(exposure.is_connected)
    yield Danger.FINDINGS, min(exposure.open_findings, MOST_FINDINGS)
    yield Danger.NOT_ON_SITE, int(not exposure.was_on_site)
    yield Danger.NOT_CERTIFIED, int(not exposure.is_certified)
