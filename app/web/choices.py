"""選択肢: what a select or radio field offers, from pairs of value and words, or from an enum."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from wtforms import SelectChoice  # type: ignore[attr-defined]  # the stubs are a release behind

from app.web.filters import words


def choices(pairs: Iterable[tuple[str, str]]) -> list[Any]:
    """Options of these values and words."""
    return [SelectChoice(value, said) for value, said in pairs]


def choices_of(members: Iterable[Enum]) -> list[Any]:
    """The members of an enum, by their values and their Japanese words."""
    return choices((str(member.value), words(member)) for member in members)
