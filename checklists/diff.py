"""版の違い: what changed from one edition of a check sheet to another, item by item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from checklists.library import filled
from checklists.sheet import CheckItem, CheckSheet


class Changed(Enum):
    """違いの種類: what became of an item."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    DETAILS = "details"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is not the same in both; None where an edition does not have it.

    An item that only has another number because others came or went is not one.
    """

    kinds: tuple[Changed, ...]
    before: CheckItem | None
    after: CheckItem | None


@dataclass(frozen=True, slots=True)
class SheetDiff:
    """All that has to be done to one edition to make it the other; `head` is the other's own."""

    head: CheckSheet
    differences: tuple[Difference, ...]

    def count(self, kind: Changed) -> int:
        return sum(kind in one.kinds for one in self.differences)


def differences(before: CheckSheet, after: CheckSheet) -> SheetDiff:
    """In the order of the newer edition, what was removed where it stood."""
    old, new = _named(before), _named(after)
    stayed = in_place(list(old), [name for name in new if name in old])
    found = [
        (item.number, 0, Difference((Changed.REMOVED,), item, None))
        for name, item in old.items()
        if name not in new
    ]
    for name, item in new.items():
        kinds = _kinds(old.get(name), item, name in stayed)
        if kinds:
            found.append((item.number, 1, Difference(kinds, old.get(name), item)))
    in_order = sorted(found, key=lambda one: one[:2])
    return SheetDiff(replace(after, items=()), tuple(one for _, _, one in in_order))


def applied(diff: SheetDiff, before: CheckSheet) -> CheckSheet:
    """The newer edition (as library.filled has it), made of the older one and the differences."""
    items = filled(before).items
    gone = [one.before for one in diff.differences if one.before is not None]
    placed = {
        one.after.number: one.after
        for one in diff.differences
        if one.after is not None and (one.before is None or Changed.MOVED in one.kinds)
    }
    changed = {
        one.before.number: one.after
        for one in diff.differences
        if one.before and one.after and Changed.MOVED not in one.kinds
    }
    left = [
        changed.get(item.number, item)
        for item in items
        if item not in gone or item.number in changed
    ]
    rest = iter(left)
    count = len(left) + len(placed)
    made = (placed.get(n) or replace(next(rest), number=n) for n in range(1, count + 1))
    return replace(diff.head, items=tuple(made))


def _named(sheet: CheckSheet) -> dict[str, CheckItem]:
    """Each item by what it asks."""
    return {item.subject: item for item in filled(sheet).items}


def _kinds(before: CheckItem | None, after: CheckItem, stayed: bool) -> tuple[Changed, ...]:
    if before is None:
        return (Changed.ADDED,)
    said = {
        Changed.REWORDED: before.text != after.text,
        Changed.DETAILS: _details(before) != _details(after),
        Changed.MOVED: not stayed or before.group != after.group,
    }
    return tuple(kind for kind, is_so in said.items() if is_so)


def _details(item: CheckItem) -> tuple[str, str, bool, str]:
    return (item.answers_to, item.sources, item.training, item.look_at)


def in_place(old: Sequence[str], kept: Sequence[str]) -> set[str]:
    """The most items that stand in the same order in both: the others were moved."""
    places = {name: place for place, name in enumerate(old)}
    ends: list[int] = []
    last: list[str] = []
    before: dict[str, str | None] = {}
    for name in kept:
        at = bisect_left(ends, places[name])
        ends[at:] = [places[name], *ends[at + 1 :]]
        last[at:] = [name, *last[at + 1 :]]
        before[name] = last[at - 1] if at else None
    found: set[str] = set()
    step = last[-1] if last else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found
