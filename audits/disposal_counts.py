"""返還・消去の件数: whether what became of a data item accounts for all of it.

What was done in the same way adds up: 消去 500件 and 消去 500件 are 1,000件. Different ways speak
of the same data again, for the original may be returned and the copy erased: each of them is held
against the whole by itself. Those that speak of a part have to come to the whole together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from audits.erasure import Disposal


class Share(Enum):
    """What of a data item went one way; UNSAID: that is not on file of each time."""

    WHOLE = "whole"
    PART = "part"
    NOTHING = "nothing"
    BEYOND = "beyond"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class CountOfWay:
    """What went one way in all; `is_said`: how many is on file of each time."""

    way: Disposal
    count: int
    is_said: bool = True

    def share_of(self, whole: int) -> Share:
        if self.count > whole:
            return Share.BEYOND
        if not self.is_said:
            return Share.UNSAID
        if self.count == whole:
            return Share.WHOLE
        return Share.PART if self.count else Share.NOTHING


@dataclass(frozen=True, slots=True)
class DisposedCounts:
    """A data item's count beside what went each way; `media_are_left`: some of it is still out."""

    whole: int | None
    ways: tuple[CountOfWay, ...]
    media_are_left: bool = False

    @property
    def come_to(self) -> int | None:
        """What they account for: the whole where nothing differs; None where nobody can tell."""
        if self.whole is None or not self.ways:
            return None
        beyond = self._counts(Share.BEYOND)
        if beyond:
            return max(beyond)
        # While single media are still out, the counts need not come to the whole.
        return None if self.media_are_left else self._accounted(self.whole)

    @property
    def agree(self) -> bool | None:
        """Whether nothing differs; None where nobody can tell."""
        come_to = self.come_to
        return None if come_to is None else come_to == self.whole

    @property
    def left(self) -> int | None:
        """How many are not accounted for; None where nobody can tell, or more went than was."""
        if self.whole is None or not self.ways or self._counts(Share.BEYOND):
            return None
        came_to = self._accounted(self.whole)
        if came_to is None or came_to > self.whole:
            return None
        # While single media are still out, something is left, whatever the counts say.
        return None if self.media_are_left and came_to == self.whole else self.whole - came_to

    @property
    def beyond(self) -> CountOfWay | None:
        """The way that most more went than there is."""
        over = [one for one in self.ways if self.share(one) is Share.BEYOND]
        return max(over, key=lambda one: one.count, default=None)

    def share(self, one: CountOfWay) -> Share:
        return Share.UNSAID if self.whole is None else one.share_of(self.whole)

    def _accounted(self, whole: int) -> int | None:
        parts = sum(self._counts(Share.PART))
        came_to = parts if parts or not self._counts(Share.WHOLE) else whole
        return None if came_to <= whole and self._counts(Share.UNSAID) else came_to

    def _counts(self, share: Share) -> list[int]:
        return [one.count for one in self.ways if self.share(one) is share]


def disposed_counts(
    whole: int | None,
    acts: Iterable[tuple[Disposal, int | None]],
    *,
    media_are_left: bool = False,
) -> DisposedCounts:
    """What the acts come to, way by way in the order of the ways."""
    by_way: dict[Disposal, list[int | None]] = {way: [] for way in Disposal}
    for way, count in acts:
        by_way[way].append(count)
    ways = (
        CountOfWay(way, sum(count or 0 for count in counts), None not in counts)
        for way, counts in by_way.items()
        if counts
    )
    return DisposedCounts(whole, tuple(ways), media_are_left)
