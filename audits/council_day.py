"""付議の時点: what of the register held on a matter's day, and what the council knew of it before.

A change that names the matter in which it was told counts from that matter on, whenever it begins.
One that names none counts from its day. What puts right an earlier mistake (訂正) counts as if it
had always been known; only where it was entered between two matters has the council seen the
mistake, and sees that it was put right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from audits.amendment import Revision, as_of, value_on

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entered:
    """One revision of a fact, and what decides from when the council knows of it.

    `told_on`: the day of the matter that the change was told in, where it names one; `told_here`:
    that is the very matter that is printed.
    """

    revision: Revision
    written_on: date
    told_on: date | None = None
    told_here: bool = False


def on_the_day(entered: Sequence[Entered], held_on: date) -> Mapping[str, Any]:
    """A fact as it stood on the day of a matter that is over."""
    return _values([_counting(one, held_on) for one in entered], held_on)


def as_told(entered: Sequence[Entered], last: date, held_on: date | None) -> Mapping[str, Any]:
    """A fact as the council knew it from the last matter; its first revision at the least.

    `held_on`: the day of the matter that is printed, where it is over: what was entered later still
    tells of no change between the two.
    """
    first, *others = entered
    known = [
        _counting(one, last)
        if _was_told(one, last, held_on)
        else replace(one.revision, since=last + A_DAY)
        for one in others
    ]
    return _values([first.revision, *known], last)


@dataclass(frozen=True, slots=True)
class Begun:
    """When a subcontract begins and when it was entered; the same of its contract."""

    starts_on: date
    written_on: date
    contract_starts_on: date
    contract_written_on: date


def is_on_file(begun: Begun, on: date, following: date, *, is_late: bool) -> bool:
    """Whether a subcontract was on file on the day of a matter, or is known to have been there.

    `following`: the day of the next matter about the contract: of a contract that was entered only
    after both, what begins before that one was told in this one. `is_late`: what was entered after
    the day counts if it has begun by then, or begins with the contract.
    """
    if begun.written_on <= on:
        return True
    entered = begun.contract_written_on
    if entered > on and begun.written_on <= entered and begun.starts_on < following:
        return True
    return is_late and begun.starts_on <= max(on, begun.contract_starts_on)


def _counting(one: Entered, on: date) -> Revision:
    """The revision, from the day that counts for a matter of this day."""
    since = one.revision.since
    if since is not None and one.told_on is not None and one.told_on <= on:
        return replace(one.revision, since=min(since, on))
    return one.revision


def _was_told(one: Entered, last: date, held_on: date | None) -> bool:
    if one.told_here:
        return False
    if one.told_on is not None:
        return one.told_on <= last
    since = one.revision.since
    if since is not None and since > last:
        return False
    return one.written_on <= last or (held_on is not None and one.written_on > held_on)


def _values(revisions: Sequence[Revision], on: date) -> Mapping[str, Any]:
    return {name: _value(revisions, name, on) for name in revisions[-1].values}


def _value(revisions: Sequence[Revision], name: str, on: date) -> Any:
    if not isinstance(revisions[-1].values[name], list | tuple):
        return value_on(revisions, name, on).value
    held = [span.value for span in as_of(revisions, name, on)]
    # In the order in which they were typed, if they ever stood together just so.
    typed = (revision.values[name] or [] for revision in reversed(revisions))
    return next((list(one) for one in typed if set(one) == set(held)), held)
