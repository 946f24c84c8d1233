"""ページ: which part of a list is shown, never one that is not there."""

from __future__ import annotations

from dataclasses import dataclass

AROUND = 1  # pages named on each side of the present one


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; a number beyond the last page is the last page, one below 1 the first."""

    number: int
    size: int
    total: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", max(1, min(self.number, self.pages)))

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one, without rows."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The place of the page's first row in the list, from 1; 0 where there is none."""
        return self.offset + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The place of the page's last row in the list."""
        return min(self.offset + self.size, self.total)

    @property
    def window(self) -> list[int | None]:
        """The pages to be named: the first, those around this one, the last; None for a gap."""
        around = range(self.number - AROUND, self.number + AROUND + 1)
        named = sorted({1, *(n for n in around if 1 <= n <= self.pages), self.pages})
        shown: list[int | None] = []
        for before, number in zip([0, *named], named, strict=False):
            if number - before == 2:
                shown.append(number - 1)  # a gap of one page is no shorter than its number
            elif number - before > 2:
                shown.append(None)
            shown.append(number)
        return shown
