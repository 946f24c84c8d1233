"""市全体で変わること: what a changed setting does to everything that is owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.acts import projection
from app.acts.projection import Progress
from app.records import facts
from app.records.facts import BATCH
from app.records.open_items import Key, open_items
from audits.kind import Kind


@dataclass(frozen=True, slots=True)
class KindEffect:
    """How many open due items of a kind come, go, and get another due date."""

    kind: Kind
    added: int
    ended: int
    moved: int


@dataclass(frozen=True, slots=True)
class CityEffect:
    """Every kind of which something changes, and how many contracts were computed anew."""

    contracts: int = 0
    kinds: tuple[KindEffect, ...] = ()

    @property
    def is_felt(self) -> bool:
        return bool(self.kinds)

    @property
    def added(self) -> int:
        return sum(one.added for one in self.kinds)

    @property
    def ended(self) -> int:
        return sum(one.ended for one in self.kinds)

    @property
    def moved(self) -> int:
        return sum(one.moved for one in self.kinds)


def rebuild_all(session: Session, on: date, on_progress: Progress | None = None) -> CityEffect:
    """Computes everything anew, some contracts at a time, and tells what that has changed.

    What is closed, waived or missed on the day is nobody's concern any more.
    """
    ids, tally = facts.contract_ids(session), _Tally()
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        before = open_items(session, some, on)
        projection.rebuild(session, some)
        tally.note(before, open_items(session, some, on))
        if on_progress is not None:
            on_progress(start + len(some), len(ids))
    return CityEffect(len(ids), tally.kinds())


class _Tally:
    def __init__(self) -> None:
        self._added: Counter[str] = Counter()
        self._ended: Counter[str] = Counter()
        self._moved: Counter[str] = Counter()

    def note(self, before: Mapping[Key, date], after: Mapping[Key, date]) -> None:
        both = before.keys() & after.keys()
        self._added.update(_kinds(after.keys() - both))
        self._ended.update(_kinds(before.keys() - both))
        self._moved.update(_kinds(key for key in both if before[key] != after[key]))

    def kinds(self) -> tuple[KindEffect, ...]:
        found = self._added.keys() | self._ended.keys() | self._moved.keys()
        return tuple(
            KindEffect(kind, self._added[name], self._ended[name], self._moved[name])
            for kind in Kind
            if (name := kind.value) in found
        )


def _kinds(keys: Iterable[Key]) -> Iterator[str]:
    return (kind for _, _, kind, *_ in keys)
