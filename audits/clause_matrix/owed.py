"""期限項目から見た一欄: the due items of one clause in one fiscal year, taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from audits.clause_cell import Cell, Source, Standing
from audits.clause_matrix.ground import Owed
from audits.due import State

DONE = frozenset({State.DONE, State.DONE_LATE})
STILL_TO_COME = frozenset({State.DUE_SOON, State.PLANNED})
OPEN_WORDS = {Standing.OVERDUE: "期限超過", Standing.PLANNED: "期限前"}
EXCUSED_WORDS = {Standing.MISSED: "未実施", Standing.WAIVED: "免除"}


def open_item(items: Iterable[Owed]) -> Owed | None:
    """The one to look at first: overdue before coming, then by due date."""
    found = [item for item in items if item.state is State.OVERDUE or is_to_come(item)]
    return min(found, key=lambda item: (is_to_come(item), item.due_on), default=None)


def is_to_come(item: Owed) -> bool:
    return item.state in STILL_TO_COME


def open_cell(item: Owed, by: str, source: Source | None, words: str = "") -> Cell:
    standing = Standing.PLANNED if is_to_come(item) else Standing.OVERDUE
    return Cell(standing, words or OPEN_WORDS[standing], item.due_on, by, source)


def done(items: Iterable[Owed]) -> list[Owed]:
    """Those that were closed, in the order of their days."""
    return sorted((item for item in items if item.state in DONE), key=closed_on)


def closed_on(item: Owed) -> date:
    return item.closed_on or item.due_on


def standing_of(items: Iterable[Owed]) -> Standing:
    """Late as soon as one of those closed was late."""
    late = any(item.state is State.DONE_LATE for item in items)
    return Standing.CONFIRMED_LATE if late else Standing.CONFIRMED


def excused_cell(items: Sequence[Owed], by: str, source: Source, words: str = "") -> Cell | None:
    """Where a manager recorded one as missed, or waived all; None otherwise."""
    missed = [item for item in items if item.state is State.MISSED]
    if missed:
        word = words or EXCUSED_WORDS[Standing.MISSED]
        return Cell(Standing.MISSED, word, max(item.due_on for item in missed), by, source)
    if items and all(item.state is State.WAIVED for item in items):
        due_on = max(item.due_on for item in items)
        return Cell(Standing.WAIVED, EXCUSED_WORDS[Standing.WAIVED], due_on, by, source)
    return None
