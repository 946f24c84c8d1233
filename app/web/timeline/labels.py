"""名札: words beside what they belong to, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.web.timeline.scale import LEFT
from app.web.timeline.shapes import Words

GAP = 4.0
NEAR_TODAY = 60.0  # so near, words beyond the line of today still belong to what is before it


class Place(NamedTuple):
    """Where words may stand: which of their ends is at `x`."""

    x: float
    anchor: str = "start"


class Line:
    """One line of the drawing, as far as `right`, and what stands on it already."""

    def __init__(self, y: float, right: float, rules: Iterable[float] = ()) -> None:
        self.y = y
        self._right = right
        self._rules = tuple(rules)
        self._taken: list[tuple[float, float]] = []

    def take(self, left: float, right: float) -> None:
        self._taken.append((left, right))

    def write(
        self,
        texts: Sequence[str],
        places: Sequence[Place],
        kind: str = "",
        *,
        over_rules: bool = False,
    ) -> Words | None:
        """The longest of the texts that fits, at the first place where it does; None if none."""
        for words in self._tries(texts, places, kind):
            if self._is_free(words, () if over_rules else self._rules):
                self.take(words.left, words.right)
                return words
        return None

    def _tries(self, texts: Sequence[str], places: Sequence[Place], kind: str) -> Iterator[Words]:
        for text in texts:
            for place in places:
                yield Words(place.x, self.y, text, kind, place.anchor)

    def _is_free(self, words: Words, rules: Iterable[float]) -> bool:
        left, right = words.left, words.right
        if left < LEFT or right > self._right:
            return False
        taken = (*self._taken, *((x, x) for x in rules))
        return all(right + GAP <= a or b + GAP <= left for a, b in taken)
