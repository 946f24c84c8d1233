"""コード: the words that may stand in a column of choices, with what each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TypeVar

Member = TypeVar("Member", bound=Enum)


@dataclass(frozen=True)
class CodeList:
    """Words with their meanings, in the order in which they are offered."""

    meanings: tuple[tuple[str, str], ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word, _ in self.meanings)


def codes(*meanings: tuple[str, str]) -> CodeList:
    """Words that no enum stands for, each with its meaning."""
    return CodeList(meanings)


def described(words: Mapping[Member, str], meanings: Mapping[Member, str]) -> CodeList:
    """The wording of an enum, with a meaning for every member of it."""
    return CodeList(tuple((word, meanings[member]) for member, word in words.items()))
