"""図の部品: what the drawing is made of, each with its place in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from unicodedata import east_asian_width

FULL, CAPITAL, HALF = 14.0, 10.0, 8.0  # estimated at 14px: no font of a browser is wider by much
FULL_WIDTHS = frozenset("FWA")


@lru_cache(maxsize=1000)  # the same few words are tried in many places
def text_width(text: str) -> float:
    """About how wide these words are at 14px, rather too wide than too narrow."""
    return sum(map(_sign_width, text))


def _sign_width(sign: str) -> float:
    if east_asian_width(sign) in FULL_WIDTHS:
        return FULL
    return CAPITAL if sign.isupper() else HALF


@dataclass(frozen=True, slots=True)
class Words:
    """Words on the line `y`; `kind` is their class, `anchor` which of their ends is at `x`.

    `facts`: what they count without its being drawn.
    """

    x: float
    y: float
    text: str
    kind: str = ""
    anchor: str = "start"
    facts: tuple[str, ...] = ()

    @property
    def left(self) -> float:
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - before * text_width(self.text)

    @property
    def right(self) -> float:
        return self.left + text_width(self.text)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from top to bottom: the start of a year or a quarter."""

    x: float
    kind: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Data at a contractor: `held` while it is there, `came-back` when it is not any more."""

    x: float
    y: float
    width: float
    kind: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """Data that is still out beyond today or the end."""

    x: float
    y: float
    until: float


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of templates/parts/marks.svg around `x`; `facts` is all that it stands for."""

    x: float
    y: float
    name: str
    tone: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of fact: its name on the left, and what is drawn of it above `bottom`."""

    name: str
    bottom: float
    heads: tuple[Words, ...]
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dots, ...] = ()
    signs: tuple[Sign, ...] = ()
    labels: tuple[Words, ...] = ()

    def facts(self) -> Iterator[str]:
        """All that is drawn or counted in it."""
        of_shapes = [
            *(bar.facts for bar in self.bars),
            *(sign.facts for sign in self.signs),
            *(words.facts for words in self.labels),
        ]
        yield from chain.from_iterable(of_shapes)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing at one width; `end` and `today` are None where they lie outside of it."""

    width: float
    height: float
    right: float
    top: float
    bottom: float
    rules: tuple[Rule, ...]
    end: float | None
    after: float | None
    today: float | None
    axis: tuple[Words, ...]
    lanes: tuple[Lane, ...]
    foot: Words


@dataclass(frozen=True, slots=True)
class Timeline:
    """The same facts drawn for three widths of windows, and told in words."""

    description: str
    wide: Drawing
    middle: Drawing
    narrow: Drawing
