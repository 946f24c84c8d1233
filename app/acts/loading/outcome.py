"""結果の指紋: whether loading a book would still do what somebody was shown."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from app.acts.loading.change import Change, Plan


def fingerprint(plan: Plan) -> str:
    """The same for plans that write the same, whatever numbers the rows on file bear by now."""
    digest = sha256()
    for part in _parts(plan):
        digest.update(repr(part).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def _parts(plan: Plan) -> Iterator[object]:
    yield plan.new_departments
    yield from plan.errors
    yield from map(_part, plan.changes)


def _part(change: Change) -> tuple[object, ...]:
    place = (change.place.contract, change.place.branch, change.place.connection)
    said = list(change.differences()) if change.previous else list(change.values.items())
    return (change.sheet.sheet, change.row, *place, bool(change.previous), said)
