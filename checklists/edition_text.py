"""版を書き出す: a check sheet as the text (TOML) that the loader reads back to the same sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from checklists.loader import SINCE_THE_LIBRARY
from checklists.sheet import CheckSheet

HEAD = "# A published edition: never edited. A change is a new edition.\n"


def text_of(sheet: CheckSheet) -> str:
    """What is published, and what its SHA-256 is taken of."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: CheckSheet) -> Iterator[str]:
    yield HEAD
    for key in ("id", "title", "edition"):
        yield f"{key} = {_value(getattr(sheet, key))}"
    for group in sheet.groups:
        yield "\n[[groups]]"
        yield from (f"{key} = {_value(value)}" for key, value in asdict(group).items())
    for item in sheet.items:
        yield "\n[[items]]"
        for key, value in asdict(item).items():
            if value != "" or key not in SINCE_THE_LIBRARY:
                yield f"{key} = {_value(value)}"


def _value(value: str | int) -> str:
    """TOML's strings are those of JSON, but that they show no DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
