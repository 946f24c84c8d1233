"""切り分け: a municipality's own 特記事項 cut into its clauses, every character of it kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from checklists.clause_number import (
    Numbered,
    NumberStyle,
    has_subject,
    is_number,
    numbered,
    plain,
)

LONGEST_HEADING = 40
MOST_MISSING = 3  # a greater leap is a figure at the beginning of a wrapped line
# Nothing is given back: a line of blanks is read once, however long it is.
BRACKETED = re.compile(
    r"[(\[【〔<《]([^()\[\]【】〔〕<>《》。]++(?:\([^()]*+\))?+)\s*+[)\]】〕>》]"
)
NO_SENTENCE = re.compile(r"[。]|は、|ものとする|ならない")
# After the last clause: who signs, and when.
ENDS = re.compile(
    r"(?:(?:令和|平成|西暦|20[0-9]{2}年|R)?\s*[0-9 ]{0,6}年\s*[0-9 ]{0,6}月\s*[0-9 ]{0,6}日"
    r"|(?:\(?(?:甲|乙|丙|委託者|受託者|発注者|受注者)\)?)\s*(?:$|住\s*所|所\s*在|氏\s*名|名\s*称|商\s*号|代\s*表)"
    r"|住\s*所|所\s*在\s*地|商\s*号|代\s*表\s*者|氏\s*名"
    r"|附\s*則|備\s*考\s*$|以\s*上\s*$|別記|別紙|別表|この契約の成立を証する|本契約の締結を証する)"
)


class CutRemark(Enum):
    """切り分けの気付き: what about the numbers should be looked at."""

    NO_NUMBERS = "no_numbers"
    GAP = "gap"
    REPEAT = "repeat"
    BACKWARDS = "backwards"


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause as it was found. `raw`: all of its text, its heading and number included.

    `heading`: the one that stands over it, also where it stands over several. `body`: the first
    words after the number.
    """

    number: int
    heading: str
    raw: str
    body: str
    remark: CutRemark | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in its pieces; put together again they are the text."""

    preamble: str
    pieces: tuple[Piece, ...]
    ending: str

    @property
    def whole(self) -> str:
        return "".join((self.preamble, *(piece.raw for piece in self.pieces), self.ending))

    @property
    def remarks(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.remark is not None)


@dataclass(frozen=True, slots=True)
class _Start:
    """The line with which a clause begins, the line of its heading included."""

    line: int
    found: Numbered
    heading: str


def cut(text: str) -> Cut:
    """The text in its clauses; without any where neither numbers nor headings say what they are."""
    lines = text.splitlines(keepends=True)
    style = style_of(lines)
    starts = list(_starts(lines, style)) if style else list(_by_headings(lines))
    if not starts:
        return Cut(text, (), "")
    ends = [start.line for start in starts[1:]] + [len(lines)]
    pieces = [_piece(lines, start, end) for start, end in zip(starts, ends, strict=True)]
    last, ending = _without_ending(pieces[-1])
    preamble = "".join(lines[: starts[0].line])
    pieces = list(_with_remarks([*pieces[:-1], last], by_number=style is not None))
    return Cut(preamble, tuple(pieces), ending)


def style_of(lines: Sequence[str]) -> NumberStyle | None:
    """How the clauses are numbered: the outermost numbers that go on."""
    first: dict[NumberStyle, int] = {}
    for style in NumberStyle:
        found = [(n, one.number) for n, line in enumerate(lines) if (one := numbered(line, style))]
        numbers = [number for _, number in found]
        go_on = any(0 < b - a <= 1 + MOST_MISSING for a, b in pairwise(numbers))
        if go_on or (len(numbers) == 1 and numbers[0] == 1):
            begin = next((n for n, number in found if number == 1), found[0][0])
            if go_on and style in (NumberStyle.ARTICLE, NumberStyle.PLACE):
                return style
            first[style] = begin if go_on else len(lines) + begin
    return min(first, key=lambda style: first[style], default=None)


def heading_of(line: str) -> str:
    """（監査等）: what a line of its own in brackets says; blank where the line is none."""
    found = BRACKETED.fullmatch(plain(line).strip("*").strip())
    text = found[1].strip() if found else ""
    if is_number(text) or not 1 < len(text) <= LONGEST_HEADING:
        return ""  # (12) numbers an item
    return text


def _starts(lines: Sequence[str], style: NumberStyle) -> Iterator[_Start]:
    last, over, pending = 0, "", -1
    for place, line in enumerate(lines):
        if heading := heading_of(line):
            pending, over = place, heading
            continue
        found = numbered(line, style)
        if found is not None and _goes_on(found, last, pending >= 0):
            own, rest = _heading_within(found.rest, lines[place + 1 : place + 3])
            begins = place if pending < 0 else pending
            yield _Start(begins, replace(found, rest=rest), own or over)
            last, pending = found.number, -1
        elif plain(line):
            pending = -1


def _goes_on(found: Numbered, last: int, under_heading: bool) -> bool:
    """Whether the number is that of a clause, and no figure at the beginning of a line."""
    if found.number == last + 1:
        return True
    if found.style in (NumberStyle.ARTICLE, NumberStyle.PLACE):
        return True
    if last < found.number <= last + 1 + MOST_MISSING:
        return True
    return under_heading or has_subject(found.rest)


def _heading_within(rest: str, after: Sequence[str]) -> tuple[str, str]:
    """The heading that stands behind the number, and what comes after it."""
    found = BRACKETED.match(rest)
    if found is not None and len(found[1].lstrip()) <= LONGEST_HEADING:
        return found[1].strip(), rest[found.end() :].strip()
    cells = [cell.strip() for cell in re.split(r"\t+|\s*\|\s*|\s{2,}", rest, maxsplit=1)]
    if len(cells) > 1 and _is_short(cells[0]):
        return cells[0], cells[1]
    follows = any(plain(line) for line in after)
    return (rest, "") if follows and _is_short(rest) else ("", rest)


def _is_short(text: str) -> bool:
    return 0 < len(text) <= LONGEST_HEADING and NO_SENTENCE.search(text) is None


def _by_headings(lines: Sequence[str]) -> Iterator[_Start]:
    """Without numbers each heading begins a clause, if there are two of them."""
    found = [(place, heading) for place, line in enumerate(lines) if (heading := heading_of(line))]
    if len(found) > 1:
        for number, (place, heading) in enumerate(found, start=1):
            yield _Start(place, Numbered(NumberStyle.PAREN, number, ""), heading)


def _piece(lines: Sequence[str], start: _Start, end: int) -> Piece:
    raw = "".join(lines[start.line : end])
    return Piece(start.found.number, start.heading, raw, start.found.rest)


def _without_ending(piece: Piece) -> tuple[Piece, str]:
    """The last clause, and the signatures behind it."""
    lines = piece.raw.splitlines(keepends=True)
    for place, line in enumerate(lines[1:], start=1):
        if ENDS.match(plain(line)) and any(plain(before) for before in lines[:place]):
            return replace(piece, raw="".join(lines[:place])), "".join(lines[place:])
    return piece, ""


def _with_remarks(pieces: Sequence[Piece], *, by_number: bool) -> Iterator[Piece]:
    last = 0
    for piece in pieces:
        yield replace(piece, remark=_remark(piece.number, last) if by_number else NO_NUMBERS)
        last = piece.number


NO_NUMBERS = CutRemark.NO_NUMBERS


def _remark(number: int, last: int) -> CutRemark | None:
    if number == last:
        return CutRemark.REPEAT
    if number < last:
        return CutRemark.BACKWARDS
    return CutRemark.GAP if number > last + 1 else None
