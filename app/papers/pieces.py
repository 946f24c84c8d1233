"""A long text cut into pieces, so that a page can end between them and no word is left off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.papers.typesetting import Setting


def in_pieces(setting: Setting, most_lines: int) -> Iterator[Setting]:
    """The lines in their order, so many at a time; at least one piece."""
    for start in range(0, max(len(setting.lines), 1), most_lines):
        yield replace(setting, lines=setting.lines[start : start + most_lines])
