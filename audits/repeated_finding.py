"""再指摘: whether the same thing was found in an earlier year, by its item or its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audits.words import folded

# A finding from a sheet begins with the place of its item: A2　…
PLACE = re.compile(r"\s*([A-Z]{1,2}[0-9]{1,3})[\s　]")
SEPARATORS = re.compile(r"[、,，\n]")


@dataclass(frozen=True, slots=True)
class Found:
    """What a finding was about; `name` is 年度-回-指摘番号.

    `item_key`: the names of the item of the sheet, one a line, where it is known of which one the
    finding was made (checklists.composing.ComposedItem.lasting_key).
    """

    name: str
    fiscal_year: int
    text: str
    cause: str = ""
    item_key: str = ""

    @property
    def place(self) -> str:
        """The item of the sheet, where the finding came from one."""
        begins = PLACE.match(self.text)
        return begins[1] if begins else ""

    @property
    def causes(self) -> frozenset[str]:
        """第8、第9: each clause, safeguard or item that it names."""
        return frozenset(folded(part) for part in SEPARATORS.split(self.cause)) - {""}


def found_before(finding: Found, others: Iterable[Found]) -> tuple[str, ...]:
    """The names of the findings of earlier years, of the same engagement, that it repeats."""
    return tuple(
        other.name
        for other in others
        if other.fiscal_year < finding.fiscal_year and _is_alike(finding, other)
    )


def is_same_item(one: str, other: str) -> bool:
    """Whether two keys of items share a name: then they ask the same, wherever they stand."""
    return not set(one.split("\n")).isdisjoint(other.split("\n")) and bool(one)


def _is_alike(finding: Found, other: Found) -> bool:
    if folded(f"指摘 {other.name}") in finding.causes:
        return True
    if finding.item_key and other.item_key:
        # Places and numbers are given anew in each edition; many items rest on one clause.
        return is_same_item(finding.item_key, other.item_key)
    if finding.place and finding.place == other.place:
        return True
    return not finding.causes.isdisjoint(other.causes)
