"""媒体の下書き: how the record tells of the single media of a return or erasure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audits.wareki import short_wareki

GAP = "　"


def media_words(values: Mapping[str, Any]) -> str | None:
    """Which media an act covers, and which it has not reached, with what becomes of those."""
    return GAP.join(_parts(values)) or None


def came_from(values: Mapping[str, Any]) -> str | None:
    """The data item of the contract before that this one was carried over from."""
    if not values["carried_from"]:
        return None
    return f"{values['carried_from']}の{values['carried_number']}から引継ぎ"


def _parts(values: Mapping[str, Any]) -> Iterator[str]:
    if values["medium_numbers"]:
        yield f"媒体 {values['medium_numbers']}"
    if values["failed_numbers"]:
        due_on = values["failed_due_on"]
        until = f"{short_wareki(due_on)}まで" if due_on else ""
        rest = "、".join(part for part in (values["failed_plan"], until) if part)
        yield f"消去できず {values['failed_numbers']}" + (f"（{rest}）" if rest else "")
