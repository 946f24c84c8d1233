"""前回の付議からの変更: which words of a council sheet the council has not seen yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A phrase ends with its sign; within it is not told apart which word was put in.
PHRASES = re.compile(
    r"[^、。，．・：；（）「」【】\s]+[、。，．・：；（）「」【】\s]*|[、。，．・：；（）「」【】\s]+"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether it is new."""

    text: str
    changed: bool = False


Text = tuple[Part, ...]


def plain(text: str) -> Text:
    """A text of which nothing is marked."""
    return (Part(text),) if text else ()


def whole(text: str, *, changed: bool) -> Text:
    """A text that is new as a whole, or not at all."""
    return (Part(text, changed),) if text else ()


def compared(before: str | None, after: str | None) -> Text:
    """The text as it is now; what it did not say before is marked. Without a before: nothing is."""
    if before is None or not after:
        return plain(after or "")
    old, new = PHRASES.findall(before), PHRASES.findall(after)
    return joined(_marked(old, new))


def _marked(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(a=[_said(p) for p in old], b=[_said(p) for p in new], autojunk=False)
    for tag, _, _, first, last in matcher.get_opcodes():
        if last > first:
            yield Part("".join(new[first:last]), tag != "equal")


def _said(phrase: str) -> str:
    """The words without the signs behind them: what is added after a word does not change it."""
    return phrase.rstrip("、。，．・：；（）「」【】 　\n\t") or phrase


def listed(before: Iterable[str] | None, after: Sequence[str], separator: str = "、") -> Text:
    """A list as it is now; items that were not in it before are marked."""
    known = None if before is None else frozenset(before)
    parts: list[Part] = []
    for number, item in enumerate(after):
        if number:
            parts.append(Part(separator))
        parts.append(Part(item, known is not None and item not in known))
    return joined(parts)


def removed(before: Iterable[str] | None, after: Iterable[str]) -> tuple[str, ...]:
    """The items that were in the list before and are not now."""
    kept = frozenset(after)
    return tuple(item for item in before or () if item not in kept)


def joined(parts: Iterable[Part]) -> Text:
    """Neighbours that are marked alike in one piece; empty ones left out."""
    found: list[Part] = []
    for part in parts:
        if not part.text:
            continue
        if found and found[-1].changed is part.changed:
            found[-1] = Part(found[-1].text + part.text, part.changed)
        else:
            found.append(part)
    return tuple(found)


def has_changes(text: Text) -> bool:
    return any(part.changed for part in text)
