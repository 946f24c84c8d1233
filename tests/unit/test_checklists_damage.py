"""A damaged edition is never read as if it were whole, wherever the damage sits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checklists
from checklists.loader import EditionError, load_clause_set, load_sheet

HOME = Path(checklists.__file__).parent
READERS: Mapping[str, Callable[[str, str], object]] = {
    "clause_sets": lambda text, name: load_clause_set(text, name=name),
    "sheets": lambda text, name: load_sheet(text, name=name),
}
EDITIONS = sorted(file for folder in READERS for file in (HOME / folder).glob("*.toml"))
WRONG_VALUES = ("1970-01-01", "0.5", '""', "-1", "{}", "[[]]")
BRACKETS_THEN_KEY = re.compile(r"^(\[*)(.)")


def read(file: Path, lines: list[str]) -> object:
    return READERS[file.parent.name]("\n".join(lines), file.name)


def written_lines(lines: list[str]) -> list[int]:
    """Where something stands: neither a blank line nor a comment."""
    return [place for place, line in enumerate(lines) if line and not line.startswith("#")]


@st.composite
def a_place_in_an_edition(draw: st.DrawFn) -> tuple[Path, list[str], int]:
    file = draw(st.sampled_from(EDITIONS))
    lines = file.read_text(encoding="utf-8").splitlines()
    return file, lines, draw(st.sampled_from(written_lines(lines)))


class TestDamagedEditions:
    """architecture.md, checklists/loader.py: TOML to shape, or a refusal naming file and item."""

    @given(a_place_in_an_edition())
    def test_an_edition_that_lost_any_one_line_is_refused_by_name(
        self, damage: tuple[Path, list[str], int]
    ) -> None:
        file, lines, place = damage
        with pytest.raises(EditionError, match=file.name):
            read(file, lines[:place] + lines[place + 1 :])

    @given(a_place_in_an_edition())
    def test_an_edition_with_any_one_key_misspelt_is_refused_by_name(
        self, damage: tuple[Path, list[str], int]
    ) -> None:
        file, lines, place = damage
        with pytest.raises(EditionError, match=file.name):
            read(file, [*lines[:place], misspelt(lines[place]), *lines[place + 1 :]])

    @given(a_place_in_an_edition(), st.sampled_from(WRONG_VALUES))
    def test_an_edition_with_any_one_value_of_the_wrong_type_is_refused_by_name(
        self, damage: tuple[Path, list[str], int], wrong: str
    ) -> None:
        file, lines, place = damage
        key, equals, _ = lines[place].partition(" = ")
        with pytest.raises(EditionError, match=file.name):
            read(file, [*lines[:place], f"{key}{equals or ' = '}{wrong}", *lines[place + 1 :]])


def misspelt(line: str) -> str:
    """`heading = …` becomes `x_heading = …`, and `[[items]]` becomes `[[x_items]]`."""
    return BRACKETS_THEN_KEY.sub(r"\1x_\2", line)
