"""証明書の照合: what a 消去証明書 says of each data item, held against what is on file of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

MOST = 999_999_999
SEPARATORS = re.compile(r"[\s,、・;]+")


class Match(Enum):
    """How a line of a certificate stands to what is on file."""

    SAME = "same"
    READ_AS_SAME = "read_as_same"
    DIFFERENT = "different"


class Point(Enum):
    """What may differ: the medium numbers, the count, or what the file says of itself.

    REMAINDER: what was given back and erased does not account for the data (disposal_counts).
    """

    MEDIUM_NUMBERS = "medium_numbers"
    COUNT = "count"
    REMAINDER = "remainder"


class ComparisonError(ValueError):
    """A line that cannot be kept as it is said; the sentence says what to do."""


class CountError(ComparisonError):
    """What was typed is no count."""

    def __init__(self) -> None:
        super().__init__(f"0から{MOST:,}までの数を入れてください。書かれていなければ空欄にします。")


class NotTheSameError(ComparisonError):
    """一致 was said of a line that differs."""

    def __init__(self) -> None:
        super().__init__(
            "台帳と違うところがあるため、「一致」にはできません。"
            "「読み替えて一致」（理由を書きます）か「相違」を選んでください。"
        )


class NoReasonError(ComparisonError):
    """読み替えて一致 was said without a word on why."""

    def __init__(self) -> None:
        super().__init__("「読み替えて一致」には、読み替えた理由を書いてください。")


@dataclass(frozen=True, slots=True)
class FiledErasure:
    """What is on file of one data item that a certificate covers.

    `count_erased`: what the erasures that name the certificate come to; `count_gone`: what all the
    ways in which the item went account for (disposal_counts). None: not on file, or not of each.
    """

    medium_numbers: str = ""
    count_out: int | None = None
    count_erased: int | None = None
    count_gone: int | None = None

    @property
    def count_to_certify(self) -> int | None:
        """The count that the certificate should state."""
        return self.count_out if self.count_erased is None else self.count_erased

    @property
    def has_remainder(self) -> bool:
        return None not in (self.count_out, self.count_gone) and self.count_out != self.count_gone

    @property
    def as_stated(self) -> Stated:
        """What a certificate would state that says just what is on file."""
        return Stated(self.medium_numbers, self.count_to_certify)


@dataclass(frozen=True, slots=True)
class Stated:
    """What the certificate states of a data item; blank where it states nothing."""

    medium_numbers: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A line as it was compared: what was on file then, what was stated, and who has read it."""

    filed: FiledErasure
    stated: Stated
    match: Match
    reason: str = ""
    by: str = ""

    @property
    def said(self) -> tuple[FiledErasure, Stated, Match, str]:
        """What it says, whoever said it."""
        return (self.filed, self.stated, self.match, self.reason)


@dataclass(frozen=True, slots=True)
class Line:
    """A data item that a certificate covers, and how it was last compared."""

    number: str
    filed: FiledErasure
    kept: Kept | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether something else is on file by now than when it was compared."""
        return self.kept is not None and self.kept.filed != self.filed

    @property
    def match(self) -> Match | None:
        """None where nobody has compared what is on file now."""
        return None if self.kept is None or self.is_outdated else self.kept.match


def read_count(typed: str) -> int | None:
    """1,500, 1500 or 1500件 in any width; None of a blank. Raises CountError."""
    plain = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", typed)).removesuffix("件")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or len(plain) > len(str(MOST)):
        raise CountError
    return int(plain)


def folded_numbers(typed: str) -> tuple[str, ...]:
    """The single numbers of a text: widths folded, whatever stands between them, in any order."""
    parts = SEPARATORS.split(unicodedata.normalize("NFKC", typed))
    return tuple(sorted(part for part in parts if part))


def differences(filed: FiledErasure, stated: Stated) -> tuple[Point, ...]:
    """Where the certificate says something else than the file, or the file contradicts itself."""
    media = folded_numbers(filed.medium_numbers) != folded_numbers(stated.medium_numbers)
    found = {
        Point.MEDIUM_NUMBERS: media,
        Point.COUNT: filed.count_to_certify != stated.count,
        Point.REMAINDER: filed.has_remainder,
    }
    return tuple(point for point, differs in found.items() if differs)


def matched(filed: FiledErasure, stated: Stated, chosen: Match | None, reason: str) -> Match:
    """How the line stands: as the officer says, else as what was typed says.

    Raises NotTheSameError and NoReasonError.
    """
    differs = bool(differences(filed, stated))
    if chosen is None:
        return Match.DIFFERENT if differs else Match.SAME
    if chosen is Match.SAME and differs:
        raise NotTheSameError
    if chosen is Match.READ_AS_SAME and not reason.strip():
        raise NoReasonError
    return chosen


def not_compared(lines: Iterable[Line]) -> list[str]:
    """The numbers of the data items that nobody has compared as they are on file now."""
    return [line.number for line in lines if line.match is None]


def different(lines: Iterable[Line]) -> list[str]:
    """The numbers of the data items that differ."""
    return [line.number for line in lines if line.match is Match.DIFFERENT]


def compared_by(lines: Iterable[Line]) -> list[str]:
    """Who has compared, each once, in the order of the lines."""
    return list(dict.fromkeys(line.kept.by for line in lines if line.kept is not None))
