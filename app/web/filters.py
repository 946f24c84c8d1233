"""書き方: how days, numbers and states are written on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from flask import Flask

from app.web.entry_address import finding_address
from app.web.faults import described, faults
from app.web.incident_address import incident_address
from app.web.marks import look_of
from app.web.page_address import address, here, here_toggled
from audits import wareki as era
from audits import wording

NOTHING = "—"


def words(member: Enum | None) -> str:
    """The Japanese word of any member of any enum (audits.wording)."""
    return NOTHING if member is None else WORDS[member]


def number(count: int | None) -> str:
    """1,234; — where there is none."""
    return NOTHING if count is None else f"{count:,}"


def percent(rate: float | None) -> str:
    """62% of 0.62; — where nothing is owed. Rounded down, so that 100% is never said too early."""
    return NOTHING if rate is None else f"{int(rate * 100 + 1e-9)}%"


def share(part: float, whole: float) -> float:
    """How many hundredths of the whole, between 0 and 100; for drawing."""
    return round(min(100.0, max(0.0, 100 * part / whole)), 2) if whole else 0.0


def _written(write: Callable[[date], str]) -> Callable[[date | None], str]:
    return lambda day: NOTHING if day is None else write(day)


def _every_word() -> Iterator[tuple[Enum, str]]:
    for table in vars(wording).values():
        if isinstance(table, Mapping):
            yield from ((m, w) for m, w in table.items() if isinstance(m, Enum))


WORDS: Mapping[Enum, str] = dict(_every_word())
FILTERS: Mapping[str, Callable[[Any], str]] = {
    "wareki": _written(era.wareki),
    "short_wareki": _written(era.short_wareki),
    "wareki_with_western": _written(era.wareki_with_western),
    "words": words,
    "number": number,
    "percent": percent,
}
GLOBALS = {
    "look_of": look_of,
    "share": share,
    "url_for": address,
    "here": here,
    "here_toggled": here_toggled,
    "faults": faults,
    "described": described,
    "finding_page": finding_address,
    "incident_page": incident_address,
}


def register(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)
