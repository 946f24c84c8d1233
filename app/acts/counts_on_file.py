"""返還・消去の件数: what became of a data item, counted way by way, as it stands on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.acts.media_on_file import media_acts
from app.records.filed import Values
from audits.disposal_count_words import difference_in_words, shares_in_words, ways_in_words
from audits.disposal_counts import DisposedCounts, disposed_counts
from audits.erasure import Disposal
from audits.media import media_left


def counts_on_file(item: Values, acts: Sequence[Values]) -> DisposedCounts:
    """`acts`: everything that became of the item."""
    left = media_left(item["medium_numbers"] or "", media_acts(acts))
    ways = ((Disposal(act["disposal"]), act["count"]) for act in acts)
    return disposed_counts(item["count"], ways, media_are_left=bool(left))


@dataclass(frozen=True, slots=True)
class CountWords:
    """The counts of what became of a data item, to be read beside it.

    `ways`: 返還 600件・消去 400件. `shares`: the same with how much of the data that is.
    `difference`: what differs, as a sentence. `agree`: None where nobody can tell.
    """

    ways: str
    shares: str
    difference: str
    agree: bool | None


def count_words(counts: DisposedCounts) -> CountWords:
    """All of it in words."""
    return CountWords(
        ways_in_words(counts), shares_in_words(counts), difference_in_words(counts), counts.agree
    )
