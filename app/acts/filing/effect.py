"""変わること: which due items and violations an act adds, ends or moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.records.due_items import DueOnDay, Wanted, due_items
from app.records.violations import ViolationOnDay, violations
from audits.due import OPEN_STATES

NO_ID = 0


@dataclass(frozen=True, slots=True)
class Owed:
    """What a contract owes on one day, and what is broken in it or will be by what is on file."""

    due: Sequence[DueOnDay]
    broken: Sequence[ViolationOnDay]


@dataclass(frozen=True, slots=True)
class Moved:
    """A due item with another due date than before."""

    item: DueOnDay
    before: date


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act does to what is owed; `closed` are items that it fulfils."""

    added: tuple[DueOnDay, ...] = ()
    ended: tuple[DueOnDay, ...] = ()
    moved: tuple[Moved, ...] = ()
    closed: tuple[DueOnDay, ...] = ()
    broken: tuple[ViolationOnDay, ...] = ()
    mended: tuple[ViolationOnDay, ...] = ()

    @property
    def is_felt(self) -> bool:
        """Whether somebody should be told before: more than an item that the act fulfils."""
        return bool(self.added or self.ended or self.moved or self.broken or self.mended)


def owed(session: Session, contract_id: int | None, on: date) -> Owed:
    """What stands on the day; nothing for a contract that is not on file yet.

    A violation counts from its first day on; whoever saves what brings it is told before.
    The contract's id is left out: one that is tried and taken back has another the next time.
    """
    if contract_id is None:
        return Owed((), ())
    wanted = Wanted(on, contract_ids=[contract_id])
    due = [replace(item, contract_id=NO_ID) for item in due_items(session, wanted)]
    every = violations(session, date.max, [contract_id])
    broken = [replace(one, contract_id=NO_ID) for one in every]
    return Owed(due, [one for one in broken if not one.settled_on])


def effect(before: Owed, after: Owed) -> Effect:
    """What has changed from one to the other; items that were closed long ago are left out."""
    old = {_key(item): item for item in before.due}
    new = {_key(item): item for item in after.due}
    gone, come = _broken(before), _broken(after)
    return Effect(
        added=tuple(item for key, item in new.items() if key not in old and _is_open(item)),
        ended=tuple(item for key, item in old.items() if key not in new and _is_open(item)),
        moved=tuple(_moved(old, new)),
        closed=tuple(
            item
            for key, item in new.items()
            if key in old and _is_open(old[key]) and item.closed_on is not None
        ),
        broken=tuple(one for key, one in come.items() if key not in gone),
        mended=tuple(one for key, one in gone.items() if key not in come),
    )


Key = tuple[object, ...]


def _key(item: DueOnDay) -> Key:
    return (item.branch, item.kind, item.basis, item.fiscal_year, item.period)


def _is_open(item: DueOnDay) -> bool:
    return item.state in OPEN_STATES


def _moved(old: dict[Key, DueOnDay], new: dict[Key, DueOnDay]) -> Iterator[Moved]:
    for key, item in new.items():
        before = old.get(key)
        if before is not None and before.due_on != item.due_on and _is_open(item):
            yield Moved(item, before.due_on)


def _broken(found: Owed) -> dict[ViolationOnDay, ViolationOnDay]:
    return {one: one for one in found.broken}
