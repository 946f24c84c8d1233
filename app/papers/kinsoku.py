"""禁則: where a line of Japanese may end and where not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate

NEVER_FIRST = frozenset(
    "、。，．・：；？！ー）］｝〕〉》」』】〙〗’”ヽヾゝゞ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜%‰℃,.!?:;)]}…‥"
)
NEVER_LAST = frozenset("（［｛〔〈《「『【〘〖‘“([{￥＄£第")
MAY_HANG = frozenset("、。，．）」")
HANG_EM = 0.5
WIDE_SPACE = "\u3000"
SPACES = frozenset(" \u3000")
# 2021-1-1, 10:30, R3.3.31, ISMS and 15,000 stay whole; so does the counter of a number's own sign.
JOINED_SIGNS = frozenset("-.,:/_+@&#%'\"*=~")


def broken_into_lines(text: str, room: float, advance: Callable[[str], float]) -> list[str]:
    """The lines of a text in a room of so many em; typed line breaks are kept."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_lines_of(paragraph.strip(), room, advance))
    return lines


def _lines_of(text: str, room: float, advance: Callable[[str], float]) -> Iterator[str]:
    ends = [0.0, *accumulate(map(advance, text))]
    start = 0
    while ends[-1] - ends[start] > room + _hang(text, len(text)):
        stop = _stop(text, ends, start, room)
        yield text[start:stop].rstrip()
        start = _next_start(text, stop)
    if start < len(text) or not text:
        yield text[start:]


def _stop(text: str, ends: list[float], start: int, room: float) -> int:
    """Where the line that begins at `start` ends: within the room, but at least one sign on."""
    furthest = start + 1
    while furthest < len(text) and ends[furthest + 1] - ends[start] <= room + _hang(
        text, furthest + 1
    ):
        furthest += 1
    at_space = text.rfind(WIDE_SPACE, start, furthest + 1)
    if at_space > start and ends[at_space] - ends[start] >= room / 2:
        return at_space
    for stop in range(furthest, start, -1):
        if may_break(text, stop):
            return stop
    return furthest


def _hang(text: str, stop: int) -> float:
    return HANG_EM if text and text[stop - 1] in MAY_HANG else 0.0


def may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character `at`."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if before in SPACES or after in SPACES or not after:
        return True
    return not (after in NEVER_FIRST or before in NEVER_LAST or (_joins(before) and _joins(after)))


def _joins(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in JOINED_SIGNS)


def _next_start(text: str, stop: int) -> int:
    while stop < len(text) and text[stop] in SPACES:
        stop += 1
    return stop
