"""条項集の違い: what changed from one version of a clause set to another, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from checklists.clause import Clause
from checklists.clause_number import unnumbered
from checklists.clause_set import ClauseSet
from checklists.diff import Changed, in_place
from checklists.likeness import clause_likeness, words_of
from checklists.statement import compared

SAME_CLAUSE = 0.5  # at least so alike are two wordings of one clause
OF_SET = ("id", "clauses", "title", "short_title", "edition", "preamble", "ending")


@dataclass(frozen=True, slots=True)
class ClauseDifference:
    """A clause that is not the same in both; None where a version does not have it."""

    kinds: tuple[Changed, ...]
    before: Clause | None
    after: Clause | None


@dataclass(frozen=True, slots=True)
class ClauseSetDiff:
    """The clauses that differ, and the names of the settings that do.

    A clause that only has another number because others came or went is not one.
    """

    differences: tuple[ClauseDifference, ...]
    settings: tuple[str, ...]

    def count(self, kind: Changed) -> int:
        return sum(kind in one.kinds for one in self.differences)


def clause_differences(before: ClauseSet, after: ClauseSet) -> ClauseSetDiff:
    """In the order of the newer version, what was removed where it stood."""
    old, new = before.clauses, after.clauses
    partner = paired(old, new)
    back = {new_place: old_place for old_place, new_place in partner.items()}
    places = [str(place) for place in range(len(old))]
    stayed = in_place(places, [str(back[place]) for place in sorted(back)])
    found: list[tuple[int, int, ClauseDifference]] = []
    for place, clause in enumerate(old):
        if place not in partner:
            gone = ClauseDifference((Changed.REMOVED,), clause, None)
            found.append((_place_among(place, partner), 0, gone))
    for place, clause in enumerate(new):
        earlier = old[back[place]] if place in back else None
        kinds = tuple(_kinds(earlier, clause, str(back.get(place)) in stayed))
        if kinds:
            found.append((place, 1, ClauseDifference(kinds, earlier, clause)))
    found.sort(key=lambda one: one[:2])
    return ClauseSetDiff(tuple(one for _, _, one in found), tuple(_settings(before, after)))


def paired(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, int]:
    """Which clause became which: the same words first, then the most alike of what is left."""
    pairs: dict[int, int] = {}
    _pair(pairs, _same(old, new))
    left_old = [place for place in range(len(old)) if place not in pairs]
    taken = set(pairs.values())
    left_new = [place for place in range(len(new)) if place not in taken]
    alike = [
        (clause_likeness(old[a], new[b]) if old[a].topic == new[b].topic else 0.0, a, b)
        for a in left_old
        for b in left_new
    ]
    # Of equals the ones that stand first, whichever version is asked about first.
    near = sorted((-much, a + b, abs(a - b), a, b) for much, a, b in alike if much >= SAME_CLAUSE)
    _pair(pairs, ((a, b) for *_, a, b in near))
    return pairs


def _pair(pairs: dict[int, int], candidates: Iterable[tuple[int, int]]) -> None:
    taken = set(pairs.values())
    for a, b in candidates:
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)


def _same(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    by_words: dict[tuple[str, str], list[int]] = {}
    for place, clause in enumerate(new):
        by_words.setdefault(_said(clause), []).append(place)
    for place, clause in enumerate(old):
        found = by_words.get(_said(clause))
        if found:
            yield place, found.pop(0)


def _said(clause: Clause) -> tuple[str, str]:
    return compared(clause.heading), compared(unnumbered(words_of(clause)))


def _place_among(place: int, partner: Mapping[int, int]) -> int:
    """Where in the newer version a removed clause stood: after the last that stayed before it."""
    return 1 + max((b for a, b in partner.items() if a < place), default=-1)


def _kinds(before: Clause | None, after: Clause, stayed: bool) -> Iterator[Changed]:
    if before is None:
        yield Changed.ADDED
        return
    if _said(before) != _said(after) or before.summary != after.summary:
        yield Changed.REWORDED
    if _details(before) != _details(after):
        yield Changed.DETAILS
    if not stayed:
        yield Changed.MOVED


def _details(clause: Clause) -> Clause:
    return replace(clause, number=0, heading="", text="", summary="")


def _settings(before: ClauseSet, after: ClauseSet) -> Iterator[str]:
    for field in fields(ClauseSet):
        if field.name not in OF_SET and getattr(before, field.name) != getattr(after, field.name):
            yield field.name
