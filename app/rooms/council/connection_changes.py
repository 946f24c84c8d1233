"""外部結合の変更の経過: what became of a connection: when, what, why, and in which matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.acts.loading.sheets import CONNECTIONS
from app.records.agreed import Fact, Step
from app.rooms.council.acts_here import ActsHere
from app.rooms.council.connection_mending import NAME, OWNERS
from app.web.page_address import address
from app.web.table import Column
from audits.amendment import value_on
from audits.wareki import short_wareki

COLUMNS = (
    Column("変更日", "when"),
    Column("区分", "who"),
    Column("変わったこと", "long"),
    Column("理由と付議", "long"),
    Column("記入"),
)
BEGINNING, CHANGED, CORRECTED, FILLED_IN = "結合の始まり", "変更", "訂正", "記載の補い"
NOTHING = "なし"
# Of these texts each line, or each name between commas, is one of several.
MANY = frozenset({"items", "reason"})
ONE_OF_MANY = re.compile(r"[、,\n]")


@dataclass(frozen=True, slots=True)
class Changed:
    """One column: before and after, or what was added to a list and taken from it."""

    heading: str
    before: str = ""
    after: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change with everything that is known of it; `to_come`: its day is still ahead."""

    on: date
    kind: str
    changes: tuple[Changed, ...]
    says: str
    reason: str
    matter: str
    written_on: date
    written_by: str
    is_change: bool
    is_late: bool
    to_come: bool
    as_of_href: str
    mend_href: str


@dataclass(frozen=True, slots=True)
class History:
    """The changes of a connection, the newest first."""

    lines: tuple[ChangeLine, ...]
    columns: tuple[Column, ...] = COLUMNS

    @property
    def count(self) -> int:
        """How many are changes: neither the beginning nor a correction."""
        return sum(line.is_change for line in self.lines)


@dataclass(frozen=True, slots=True)
class Held:
    """A column as it stood on a day; since when, and in which matter that was told."""

    heading: str
    words: str
    since: date | None
    matter: str


def history(fact: Fact, number: str, department: str, acts: ActsHere, on: date) -> History:
    """Every revision that changed something, with who wrote it."""
    named = next((who for who in OWNERS if acts.reaches(who, department)), None)
    endpoint = f"council.{named.value}_{NAME}" if named else ""
    newest_first = reversed([one for one in fact.steps if one.before is None or one.changed])
    lines = [_line(step, number, endpoint, on) for step in newest_first]
    lines.sort(key=lambda line: line.on, reverse=True)
    return History(tuple(lines))


def as_of(fact: Fact, on: date) -> list[Held]:
    """Every column as it stood on the day."""
    found = []
    for name, heading in CONNECTIONS.headings.items():
        span = value_on(fact.revisions, name, on)
        step = fact.step(span.by)
        matter = step.amended.matter if span.since and step.amended else ""
        found.append(Held(heading, value_words(span.value), span.since, matter))
    return found


def value_words(value: Any) -> str:
    """A day as it is read; なし where there is nothing."""
    if isinstance(value, date):
        return short_wareki(value)
    return str(value) if value else NOTHING


def _line(step: Step, number: str, endpoint: str, today: date) -> ChangeLine:
    on = _day(step)
    revision, told = step.version.revision, step.amended
    mend = address(endpoint, connection=number, revision=revision) if endpoint and told else ""
    return ChangeLine(
        on,
        _kind(step),
        tuple(_changes(step)),
        "" if step.before else _beginning(step),
        told.reason if told else "",
        told.matter if told else "",
        step.written_on,
        step.version.written_by,
        is_change=told is not None,
        is_late=step.is_late,
        to_come=on > today,
        as_of_href=address("council.connection_as_of", connection=number, on=on.isoformat()),
        mend_href=mend,
    )


def _day(step: Step) -> date:
    """The first revision counts from the day on which the connection begins, or was entered."""
    begins = step.version.values["starts_on"] if step.before is None else None
    return step.since or min(begins or step.written_on, step.written_on)


def _beginning(step: Step) -> str:
    values = step.version.values
    first, last = (
        short_wareki(day) if (day := values[n]) else "" for n in ("starts_on", "ends_on")
    )
    return f"{values['counterpart']}　{first}～{last}"


def _kind(step: Step) -> str:
    if step.before is None:
        return BEGINNING
    if step.since is not None:
        return CHANGED
    before = step.before.values
    return FILLED_IN if all(not before[name] for name in step.changed) else CORRECTED


def _changes(step: Step) -> Iterator[Changed]:
    if step.before is None:
        return
    for name in step.changed:
        before, after = step.before.values[name], step.version.values[name]
        heading = CONNECTIONS.headings[name]
        if name in MANY and before and after:
            old, new = _parts(before), _parts(after)
            added = tuple(one for one in new if one not in old)
            removed = tuple(one for one in old if one not in new)
            if added or removed:
                yield Changed(heading, added=added, removed=removed)
                continue
        yield Changed(heading, value_words(before), value_words(after))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in ONE_OF_MANY.split(text) if part.strip()]
