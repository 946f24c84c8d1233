"""The last line of a page: where the record stood, which page this is, what the QR code holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from app.papers.sheet import LEFT, MIDDLE, RIGHT, Sheet
from app.papers.typeface import GETA, Typeface
from app.papers.typesetting import HEAD, fitted

BASE = 286.5
SIZE = 8.0
SHOWN_DIGITS, GROUP = 16, 4
ROOM = 70.0
QR_WORDS = "QR：契約番号・記録の件数・照合値（64桁）"
CONTINUED = "次頁に続く"


def draw_hash_line(
    sheet: Sheet,
    words: str,
    page: int,
    pages: int,
    missing: Iterable[str],
    base: float = BASE,
    at_end: str = QR_WORDS,
) -> None:
    """On every page; names the characters that the font has not, since 〓 does not say which.

    `at_end`: what stands at the right of the last page.
    """
    small = sheet.style(SIZE)
    left = fitted(words, small, ROOM, HEAD, most_lines=1)
    sheet.text(LEFT, base, left.lines[0], small, scale=left.scale)
    sheet.centred(MIDDLE, base, f"{page}／{pages}", sheet.style())
    right = fitted(
        _right_words(page, pages, sorted(missing), at_end), small, ROOM, HEAD, most_lines=1
    )
    sheet.flush_right(RIGHT, base, right.lines[0], small, scale=right.scale)


def _right_words(page: int, pages: int, missing: list[str], at_end: str) -> str:
    if missing:
        return f"{GETA}は字形のない文字（{'、'.join(f'U+{ord(c):04X}' for c in missing)}）"
    return at_end if page == pages else CONTINUED


def grouped(hash_text: str) -> str:
    """The first sixteen digits in four groups, to be read aloud."""
    shown = hash_text[:SHOWN_DIGITS]
    return " ".join(shown[i : i + GROUP] for i in range(0, len(shown), GROUP))


def missing_characters(paper: object, face: Typeface) -> frozenset[str]:
    """The characters of a paper that the font has not: what comes out as 〓."""
    return frozenset().union(*map(face.missing, _texts(paper)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
