"""契約変更の重なり: what held on a day, by the revisions of a fact and the days they hold from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of what was agreed, in the order in which they were entered.

    `since`: the day from which it holds (契約変更). None: it is the first one, or puts right what
    was on file (訂正): then it is as if it had been so from the beginning.
    """

    number: int
    values: Mapping[str, Any]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A value with the days on which it holds: from `since` (None: the beginning) until the day
    before `until` (None: still).

    `by` and `ended_by` number the revisions that brought it and took it away, `entered_by` the one
    in which it was written: another than `by` where it was put right later.
    """

    value: Any
    by: int
    entered_by: int
    since: date | None = None
    until: date | None = None
    ended_by: int | None = None

    def holds(self, on: date) -> bool:
        has_begun = self.since is None or self.since <= on
        return has_begun and (self.until is None or self.until > on)


def spans(revisions: Sequence[Revision], name: str) -> tuple[Span, ...]:
    """The values of a column, those of a list one by one, in the order in which they came.

    What is entered later is known better: from its day on it holds, whatever was entered before.
    """
    found: tuple[Span, ...] = ()
    for revision in revisions:
        found = _after(found, revision, _parts(revision.values[name]))
    return found


def as_of(revisions: Sequence[Revision], name: str, on: date) -> list[Span]:
    """What of a column held on the day; each value once."""
    holding = {span.value: span for span in spans(revisions, name) if span.holds(on)}
    return list(holding.values())


def value_on(revisions: Sequence[Revision], name: str, on: date) -> Span:
    """The value of a column that holds one at a time."""
    return [span for span in spans(revisions, name) if span.holds(on)][-1]


def change_days(revisions: Sequence[Revision]) -> list[date]:
    """The days on which something changed, in order."""
    return sorted({revision.since for revision in revisions if revision.since is not None})


def _parts(value: Any) -> list[Any]:
    """The members of a list, each once; of anything else itself."""
    return list(dict.fromkeys(value)) if isinstance(value, list | tuple) else [value]


def _after(found: Sequence[Span], revision: Revision, now: Sequence[Any]) -> tuple[Span, ...]:
    """The spans after one more revision, whose values are these."""
    still = [span for span in found if span.until is None]
    gone = [span for span in still if span.value not in now]
    known = [span.value for span in still]
    new = Span(None, revision.number, revision.number, revision.since)
    if revision.since is None:
        kept = [span for span in found if span not in gone]
        new = _in_place_of(gone, new)
    else:
        kept = list(_ended(found, gone, revision.since, revision.number))
    return (*kept, *(replace(new, value=value) for value in now if value not in known))


def _in_place_of(gone: Sequence[Span], new: Span) -> Span:
    """What puts right values that all came on one day came on that day itself."""
    came = {(span.since, span.by) for span in gone}
    if len(came) != 1:
        return new
    [(since, by)] = came
    return replace(new, since=since, by=by)


def _ended(found: Sequence[Span], gone: Sequence[Span], on: date, number: int) -> Iterator[Span]:
    """What an amendment takes away ends on its day; what would have begun later never was."""
    for span in found:
        if span not in gone:
            yield span
        elif span.since is None or span.since < on:
            yield replace(span, until=on, ended_by=number)
