"""One weight of the font: how wide a character is, and whether there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

GETA = "〓"  # the printer's mark for a character that is not in the case
MM_PER_POINT = 25.4 / 72
TABS_AND_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\v\f]")
SEPARATE_MARKS = frozenset("\u3099\u309a")  # か + ゛ as some machines store が
SEPARATE_MARK = re.compile("(.)([\u3099\u309a])")
# Selectors, joiners and direction marks take no room; they choose a shape and are not one.
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
LAST_CONTROL, DELETE, LAST_UPPER_CONTROL = 0x1F, 0x7F, 0x9F


class Typeface:
    """A registered font and its widths, in thousandths of an em by code point."""

    __slots__ = ("_advances", "_plain", "_widths", "name")

    def __init__(self, name: str, widths: Mapping[int, float]) -> None:
        self.name = name
        self._widths = widths
        self._advances: dict[str, float] = {}
        self._plain: set[str] = set()  # characters known to be drawn as they are

    def covers(self, character: str) -> bool:
        return ord(character) in self._widths

    def advance(self, character: str) -> float:
        """The width of one character in em."""
        width = self._advances.get(character)
        if width is None:
            width = self._advances[character] = self._widths.get(ord(character), 1000) / 1000
        return width

    def width(self, text: str, size: float) -> float:
        """The width in mm of a text set in the size (points)."""
        advance = self.advance
        return sum(map(advance, text)) * size * MM_PER_POINT

    def drawable(self, text: str) -> str:
        """The text as it is drawn: 〓 for what the font has not; line breaks stay, controls go."""
        if self._plain.issuperset(text):
            return text
        composed = _composed(
            TABS_AND_BREAKS.sub("\n", text).replace("\t", " ").replace("\u00a0", " ")
        )
        drawn = "".join(
            self._drawn(character) for character in composed if not _is_control(character)
        )
        if drawn == text:
            self._plain |= set(text) - SEPARATE_MARKS
        return drawn

    def missing(self, text: str) -> frozenset[str]:
        """The characters of the text that come out as 〓, and the variants that come out plain."""
        if self.drawable(text) == text:
            return frozenset()
        variants = frozenset(VARIANT.findall(text))
        shown = (c for c in _composed(text) if not (c.isspace() or _is_control(c)))
        return variants | {c for c in shown if not self.covers(c)}

    def _drawn(self, character: str) -> str:
        return character if character == "\n" or self.covers(character) else GETA


def _composed(text: str) -> str:
    """Dakuten joined to their kana; nothing else is normalised, so that 﨑 and 神 stay as typed."""
    joined = SEPARATE_MARK.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), text)
    return INVISIBLE.sub("", joined)


def _is_control(character: str) -> bool:
    code = ord(character)
    return (code <= LAST_CONTROL and character != "\n") or DELETE <= code <= LAST_UPPER_CONTROL
