"""Text made to fit its room: 長体 first, then lines, and only where it is allowed an ellipsis."""

from __future__ import annotations

from dataclasses import dataclass

from app.papers.kinsoku import broken_into_lines, may_break
from app.papers.typeface import MM_PER_POINT, Typeface

CELL = 0.86  # the narrowest 長体 of a table's cell, of 内容, of head and boxes (design notes)
TEXT = 0.90
HEAD = 0.82
STEP = 0.02
FEW_LINES = 3  # a longer text is read, not glanced at: it is not narrowed to spare a line
ELLIPSIS = "…"
WITHOUT_END = 10_000
ROUNDING = 1e-6
PARTICLE_PENALTY_EM = 3.0  # 受託者を｜経由 reads better than 受託者｜を経由,
WORD_PENALTY_EM = 1.5  # and than 受託｜者を経由


@dataclass(frozen=True, slots=True)
class Style:
    """A weight in a size."""

    face: Typeface
    size: float

    @property
    def em(self) -> float:
        """One em in mm."""
        return self.size * MM_PER_POINT

    def width(self, text: str) -> float:
        return self.face.width(text, self.size)


@dataclass(frozen=True, slots=True)
class Setting:
    """A text as it will stand: its lines, their 長体, and whether words were left off."""

    lines: tuple[str, ...]
    scale: float = 1.0
    shortened: bool = False


def fitted(
    text: str,
    style: Style,
    room: float,
    narrowest: float = CELL,
    most_lines: int = WITHOUT_END,
    *,
    sparing: bool = False,
) -> Setting:
    """On one line if 長体 allows it, else on the fewest lines, else the first lines and ….

    A text of more than a few lines is not narrowed, where there is room for it as it is; on a paper
    that is to stay one page it is, to be `sparing` of lines.

    `room` in mm; `narrowest` is the least horizontal scale.
    """
    text = style.face.drawable(text).strip()
    if "\n" not in text:
        scale = room / max(style.width(text), ROUNDING)
        if scale >= narrowest:
            return Setting((text,), min(1.0, scale))
    return _wrapped(text, style, room, narrowest, most_lines, sparing=sparing)


def _wrapped(
    text: str, style: Style, room: float, narrowest: float, most_lines: int, *, sparing: bool
) -> Setting:
    fewest = _lines(text, style, room, narrowest)
    if len(fewest) > most_lines == 1:
        return _shortened([text.replace("\n", "\u3000")], style, room, narrowest, 1)
    if len(fewest) > most_lines:
        return _shortened(fewest, style, room, narrowest, most_lines)
    is_read = len(fewest) > FEW_LINES and not sparing
    if is_read and len(wide := _lines(text, style, room, 1.0)) <= most_lines:
        return Setting(tuple(wide))
    scale = 1.0
    while scale > narrowest:
        lines = _lines(text, style, room, scale)
        if len(lines) == len(fewest):
            return Setting(tuple(lines), scale)
        scale -= STEP
    return Setting(tuple(fewest), narrowest)


def _lines(text: str, style: Style, room: float, scale: float) -> list[str]:
    return broken_into_lines(text, room / style.em / scale + ROUNDING, style.face.advance)


def _shortened(
    lines: list[str], style: Style, room: float, scale: float, most_lines: int
) -> Setting:
    """The last line is filled to its end, wherever a sentence could have been broken."""
    rest, used = "".join(lines[most_lines - 1 :]), style.width(ELLIPSIS)
    kept = ""
    for character in rest:
        used += style.width(character)
        if used * scale > room:
            break
        kept += character
    last = kept.rstrip("、・ \u3000") + ELLIPSIS
    return Setting((*lines[: most_lines - 1], last), scale, shortened=True)


def in_equal_lines(text: str, style: Style, room: float, narrowest: float = CELL) -> Setting:
    """As `fitted`, but where that takes two lines they are made as equal as the sense allows."""
    setting = fitted(text, style, room, narrowest)
    whole = style.face.drawable(text).strip()
    if len(setting.lines) != 2 or "\n" in whole:
        return setting
    halves = [
        (whole[:at].rstrip(), whole[at:].lstrip())
        for at in range(1, len(whole))
        if may_break(whole, at)
    ]
    fitting = [pair for pair in halves if _widest(pair, style) * narrowest <= room]
    if not fitting:
        return setting
    best = min(fitting, key=lambda pair: _badness(pair, style))
    return Setting(best, min(1.0, room / max(_widest(best, style), ROUNDING)))


def _widest(pair: tuple[str, str], style: Style) -> float:
    return max(map(style.width, pair))


def _badness(pair: tuple[str, str], style: Style) -> float:
    """How uneven two lines are, in em, and worse where a word is cut."""
    first, second = pair
    difference = abs(style.width(first) - style.width(second)) / style.em
    if _is_hiragana(second[:1]):
        return difference + PARTICLE_PENALTY_EM
    return difference + (
        WORD_PENALTY_EM if _is_kanji(first[-1:]) and _is_kanji(second[:1]) else 0.0
    )


def _is_hiragana(character: str) -> bool:
    return "ぁ" <= character <= "ん"


def _is_kanji(character: str) -> bool:
    return character >= "一"
