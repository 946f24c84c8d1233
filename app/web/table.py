"""表の列: the heads of a table, and which of them it is sorted by."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column: its words, its class (number, state, when …), and what `sort` says for it."""

    words: str
    kind: str = ""
    sort: str = ""


class Sort(NamedTuple):
    """How a table is sorted now: the address's `sort` and `descending`."""

    key: str
    descending: bool = False

    def turned(self, key: str) -> dict[str, object]:
        """What the address says after a click on a head: that column, or the other way round."""
        turns = key == self.key and not self.descending
        return {"sort": key, "descending": 1 if turns else None, "page": None}
