"""Parts set one below the other, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.papers.sheet import Sheet

END = 281.5
Draw = Callable[[float], None]


@dataclass(slots=True)
class Flow:
    """Plans first and draws after, so that every page can say how many there are."""

    first_top: float
    later_top: float
    y: float = field(init=False)
    pages: list[list[tuple[float, Draw]]] = field(init=False)

    def __post_init__(self) -> None:
        self.y, self.pages = self.first_top, [[]]

    def new_page(self) -> None:
        self.pages.append([])
        self.y = self.later_top

    def add(self, height: float, draw: Draw, gap: float = 0.0) -> None:
        """A part that is never split; it goes to the next page where it does not fit."""
        if self.y + gap + height > END and self.pages[-1]:
            self.new_page()
        else:
            self.y += gap
        self.pages[-1].append((self.y, draw))
        self.y += height

    def add_rows(
        self,
        before: float,
        heights: Sequence[float],
        draw: Callable[[int, int], Draw],
        gap: float = 0.0,
    ) -> None:
        """A table split between rows; `before` is the height of title and headings on each page.

        `draw(start, stop)` gives the drawing of those rows.
        """
        start = 0
        while start < len(heights):
            room = END - self.y - gap - before
            stop = start + _count(heights[start:], room)
            if stop == start and self.pages[-1]:
                self.new_page()
                gap = 0.0
                continue
            stop = max(stop, start + 1)
            self.add(before + sum(heights[start:stop]), draw(start, stop), gap)
            start = stop

    def draw(
        self, sheet: Sheet, begin_page: Callable[[int], None], end_page: Callable[[int], None]
    ) -> None:
        """In reading order: what stands above, the parts, what is pinned below."""
        for number, parts in enumerate(self.pages):
            if number:
                sheet.next_page()
            begin_page(number)
            for y, part in parts:
                part(y)
            end_page(number)


def _count(heights: Sequence[float], room: float) -> int:
    used = 0.0
    for number, height in enumerate(heights):
        used += height
        if used > room:
            return number
    return len(heights)
