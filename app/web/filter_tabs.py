"""一覧の見出し: one tab for each choice of what a list shows, with how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TypeVar

from app.web.navigation import Tab
from app.web.page_address import here

Which = TypeVar("Which", bound=Enum)


def filter_tabs(
    words: Mapping[Which, str],
    present: Which,
    counts: Mapping[Which, int],
    late: Which | None = None,
) -> Iterator[Tab]:
    """`words`: the choices in their order; `late`: the one whose number is a warning."""
    for which, said in words.items():
        overdue = counts[which] if which is late else 0
        address = here(which=which.value, page=None)
        yield Tab(said, address, which is present, counts[which], overdue)
