"""出来事: what happened on a day or is due on it, in words and with its sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.records.due_items import DueOnDay
from app.web.marks import Look, look_of
from audits.due import OPEN_STATES, State
from audits.wareki import short_wareki
from audits.wording import STATE

DOT = Look("out", "ink")
HAPPENED = look_of(State.DONE)
UNFINISHED = Look("partial", "ink2")
COMING = look_of(State.PLANNED)


@dataclass(frozen=True, slots=True)
class Event:
    """`texts`: what may be written beside it, the longest first; none where nothing is."""

    day: date
    fact: str
    look: Look
    texts: tuple[str, ...]
    is_coming: bool = False
    has_happened: bool = False


def happened(day: date, what: str, on: date, look: Look = HAPPENED) -> Event:
    """Something that is on file with its day; a day to come is not yet kept."""
    words = f"{what} {short_wareki(day)}".strip()
    if day > on:
        return Event(day, words, COMING, (words, within_year(day)), is_coming=True)
    texts = (words, short_wareki(day), within_year(day))
    return Event(day, words, look, texts, has_happened=True)


def within_year(day: date) -> str:
    """4/30: the year stands above it."""
    return f"{day.month}/{day.day}"


def owed(item: DueOnDay, what: str) -> Event:
    """A due item that was not closed: how long it is overdue, or by when it is due."""
    if item.state is State.OVERDUE:
        said = f"{item.days_overdue:,}日超過"
    elif item.state in OPEN_STATES:
        said = f"期限 {short_wareki(item.due_on)}"
    else:
        said = f"{STATE[item.state]} {short_wareki(item.due_on)}"
    words = f"{what} {said}".strip()
    texts = (words, said) if item.state is State.OVERDUE else (words, within_year(item.due_on))
    return Event(item.due_on, words, look_of(item.state), texts, item.state in OPEN_STATES)
