"""媒体ごとの返還・消去: which media of a data item are still open after what has become of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

SEPARATORS = re.compile(r"[\s,、・;]+")


@dataclass(frozen=True, slots=True)
class MediaAct:
    """A return, carry-over or erasure by its media.

    `numbers`: those that it covers; blank, all that were open then. `failed`: those that it was
    tried on in vain. `is_meant`: it is one of those that `covered_by` asks about.
    """

    on: date
    numbers: str = ""
    failed: str = ""
    is_meant: bool = True

    @property
    def names_media(self) -> bool:
        return bool(self.numbers or self.failed)


def single_numbers(typed: str) -> tuple[str, ...]:
    """The single numbers of a text as they stand in it, widths folded, each once."""
    parts = SEPARATORS.split(unicodedata.normalize("NFKC", typed))
    return tuple(dict.fromkeys(part for part in parts if part))


def media_left(numbers: str, acts: Iterable[MediaAct]) -> tuple[str, ...]:
    """The media of an item that nothing has become of, in the order in which they are on file.

    What was tried in vain stays open until a later act covers it. Without any act all are open.
    """
    left, _ = _gone_through(numbers, acts)
    return left


def covered_by(numbers: str, acts: Sequence[MediaAct]) -> str:
    """The media that the acts which are meant were done to; as typed where none names any."""
    if not any(act.names_media for act in acts):
        return numbers
    _, covered = _gone_through(numbers, acts)
    return "、".join(covered)


def _gone_through(
    numbers: str, acts: Iterable[MediaAct]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is left after the acts, and what those that are meant were done to."""
    media = single_numbers(numbers)
    order = {number: place for place, number in enumerate(media)}
    left, meant = set(media), set[str]()
    for act in sorted(acts, key=lambda act: act.on):
        failed = set(single_numbers(act.failed))
        covered = set(single_numbers(act.numbers) or left) - failed
        left = (left - covered) | failed
        meant |= covered if act.is_meant else set()

    def in_order(found: set[str]) -> tuple[str, ...]:
        return tuple(sorted(found, key=lambda number: (order.get(number, len(order)), number)))

    return in_order(left), in_order(meant)


def closed_by(numbers: str, acts: Sequence[MediaAct]) -> dict[str, int | None]:
    """Each medium of an item → which of the acts it went with, by its place; None: it is open.

    An item without numbers, and media that only an act speaks of, stand there just so.
    """
    found: dict[str, int | None] = dict.fromkeys(single_numbers(numbers) or ("",))
    for place, act in sorted(enumerate(acts), key=lambda one: one[1].on):
        left = [number for number, by in found.items() if by is None]
        failed = single_numbers(act.failed)
        found |= dict.fromkeys(single_numbers(act.numbers) or left, place)
        found |= dict.fromkeys(failed, None)
    return found


def went_before_erasure(gone_on: date | None, erased_on: Sequence[date], *, is_open: bool) -> bool:
    """Whether a leased device went back to its lessor before all that was on it was erased."""
    if gone_on is None:
        return False
    return is_open or not erased_on or max(erased_on) > gone_on
