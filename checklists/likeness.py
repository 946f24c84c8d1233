"""近さ: how alike two clauses are by heading and words, and the nearest of many."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from checklists.clause import Clause
from checklists.statement import compared
from checklists.topic import from_narrow_to_broad

WEIGHT_OF_HEADING = 0.5
LONGEST_COMPARED = 2_000
REMEMBERED = 4_096


def likeness(one: str, other: str) -> float:
    """0.0 to 1.0, by the pairs of signs that both have; widths and spaces make no difference."""
    first, second = _pairs(one[:LONGEST_COMPARED]), _pairs(other[:LONGEST_COMPARED])
    if not first or not second:
        return float(compared(one) == compared(other))
    return 2 * len(first & second) / (len(first) + len(second))


def clause_likeness(one: Clause, other: Clause) -> float:
    """By heading, and by the text or, where one has none, the summary."""
    of_words = likeness(words_of(one), words_of(other))
    return WEIGHT_OF_HEADING * likeness(one.heading, other.heading) + (
        (1 - WEIGHT_OF_HEADING) * of_words
    )


def words_of(clause: Clause) -> str:
    return clause.text or clause.summary


def nearest(clause: Clause, others: Iterable[Clause]) -> Clause | None:
    """Of those on the same topic, or on the nearest broader one, the one most alike."""
    known = tuple(others)
    for topic in from_narrow_to_broad(clause.topic):
        same = [other for other in known if other.topic == topic]
        if same:
            return max(same, key=lambda other: clause_likeness(clause, other))
    return None


@lru_cache(maxsize=REMEMBERED)
def _pairs(text: str) -> frozenset[str]:
    words = compared(text)
    return frozenset(words[place : place + 2] for place in range(len(words) - 1))
