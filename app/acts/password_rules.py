"""パスワードの決まり: long enough, and nothing that others guess first; no rule on kinds of signs.

A password is guessable where hardly anything is left of it once everything is taken away that
stands in the list of common words, belongs to the person or the city, or only counts or repeats.
The list is in this folder: the network is closed, so no service is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

LONGEST = 128
UNGUESSED = 8  # signs that have to be left
SHORTEST_WORD = 3
FIRST_GUESSES = Path(__file__).parent / "first_guesses.txt"
RUN = re.compile(r"(.)\1{2,}|(?:19|20)\d\d|(.{2,})\2+")
DISGUISES = str.maketrans({"@": "a", "$": "s", "!": "i"})
ORDERED = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz")


def refusal(password: str, *, shortest: int, about: Iterable[str]) -> str | None:
    """Why this cannot be somebody's password; None where it can.

    `about`: words that belong to the person and the city.
    """
    if len(password) < shortest:
        return f"パスワードは{shortest}文字以上にしてください。"
    if len(password) > LONGEST:
        return f"パスワードは{LONGEST}文字以内にしてください。"
    if unguessed(password, about) < UNGUESSED:
        return (
            "推測されやすいパスワードです。よく使われる言葉、名前、年、数字や文字の並びだけに"
            "ならないようにしてください。"
        )
    return None


def unguessed(password: str, about: Iterable[str]) -> int:
    """How many signs are left when everything is taken away that others guess first."""
    text = _folded(password)
    words = common_words() | {_folded(word) for word in _parts(about)}
    best = [0] * (len(text) + 1)  # best[n]: signs left of the first n
    for end in range(1, len(text) + 1):
        best[end] = best[end - 1] + 1
        for start in range(end - SHORTEST_WORD + 1):
            if best[start] < best[end] and _is_guessed(text[start:end], words):
                best[end] = best[start]
    return best[-1]


@cache
def common_words() -> frozenset[str]:
    """The list, folded as passwords are."""
    lines = FIRST_GUESSES.read_text(encoding="utf-8").splitlines()
    listed = (word for line in lines if not line.startswith("#") for word in line.split())
    return frozenset(_folded(word) for word in listed)


def _is_guessed(piece: str, words: frozenset[str]) -> bool:
    return (
        piece in words
        or piece[::-1] in words
        or RUN.fullmatch(piece) is not None
        or any(piece in order or piece in order[::-1] for order in ORDERED)
    )


def _parts(about: Iterable[str]) -> Iterator[str]:
    """Each word, and the parts that it is written in: given name and family name."""
    for word in about:
        for part in {word, *re.split(r"[\s\W_]+", word)}:
            if len(part) > 1:
                yield part


def _folded(text: str) -> str:
    """In small letters, a as in p@ssword, without marks between."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(DISGUISES)
    return "".join(sign for sign in plain if sign.isalnum())
