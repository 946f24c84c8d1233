"""条項集を書き出す: a clause set as the text (TOML) that the loader reads back to the same set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum

from checklists.clause import Clause
from checklists.clause_set import ClauseSet, KindSetting
from checklists.edition_text import HEAD
from checklists.loader import NOT_AT_THE_VISIT, OWN_TEXT


def text_of(clause_set: ClauseSet) -> str:
    """What is published, and what its SHA-256 is taken of."""
    return "\n".join(_lines(clause_set)) + "\n"


def _lines(clause_set: ClauseSet) -> Iterator[str]:
    yield HEAD
    names = [field.name for field in fields(ClauseSet)]
    for name in names:
        if name not in ("clauses", "kinds"):
            yield from _line(name, getattr(clause_set, name))
    yield "\n[kinds]"
    for kind, setting in clause_set.kinds.items():
        yield f"\n[kinds.{kind}]"
        yield from _setting(setting)
    for clause in clause_set.clauses:
        yield "\n[[clauses]]"
        for field in fields(Clause):
            yield from _line(field.name, getattr(clause, field.name))


def _setting(setting: KindSetting) -> Iterator[str]:
    if setting.enabled is not None:
        yield f"enabled = {_value(setting.enabled)}"
    if setting.days is not None:
        yield f"days = {setting.days}"


def _line(name: str, value: object) -> Iterator[str]:
    if name in OWN_TEXT and value == "":
        return
    yield f"{name} = {_value(NOT_AT_THE_VISIT if value is None else value)}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    return _quoted(value.value if isinstance(value, Enum) else value)


def _quoted(value: object) -> str:
    """TOML's strings are those of JSON, but that they show no DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
