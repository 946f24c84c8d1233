"""合意の言葉: a column of what was agreed as it is read, and since when it has been so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.acts.loading.sheet_map import SheetMap
from app.acts.loading.sheets import CONTRACTS, SUBCONTRACTS
from app.records.agreed import Fact, Step
from app.rooms.contracts.party import party_words
from app.web.page_address import address
from audits.amendment import Span, as_of, value_on
from audits.period import Rhythm
from audits.wareki import short_wareki
from audits.wording import RHYTHM

SHEETS: Mapping[str, SheetMap] = {
    sheet.table.__tablename__: sheet for sheet in (CONTRACTS, SUBCONTRACTS)
}
NOTHING = "なし"


@dataclass(frozen=True, slots=True)
class Held:
    """A value that held on a day.

    `since`: the day from which, where it was not so from the beginning; `matter`: the 付議 in which
    the council was told. `later_on`: the day on which it was entered, where that came after the day
    that is looked at. `to_come`: its day is still ahead of that day.
    """

    words: str
    since: date | None = None
    matter: str = ""
    matter_href: str = ""
    later_on: date | None = None
    to_come: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the columns of one fact as of a day; `clause_sets`: the title of each."""

    fact: Fact
    on: date
    clause_sets: Mapping[str, str]

    def words(self, name: str) -> Held:
        """A column that holds one value at a time."""
        return self._held(name, value_on(self.fact.revisions, name, self.on))

    def listed(self, name: str) -> list[Held]:
        """The members of a list, those from the beginning first."""
        found = as_of(self.fact.revisions, name, self.on)
        found.sort(key=lambda span: span.since or date.min)
        return [self._held(name, span) for span in found]

    def is_list(self, name: str) -> bool:
        return isinstance(self.fact.steps[-1].version.values[name], list)

    def value(self, name: str) -> Any:
        return value_on(self.fact.revisions, name, self.on).value

    def present(self, name: str) -> Held:
        """As the newest revision has it, whether its day has come or not."""
        return self._held(name, value_on(self.fact.revisions, name, date.max))

    def all_present(self, name: str) -> list[Held]:
        found = as_of(self.fact.revisions, name, date.max)
        found.sort(key=lambda span: span.since or date.min)
        return [self._held(name, span) for span in found]

    def _held(self, name: str, span: Span) -> Held:
        step, entered = self.fact.step(span.by), self.fact.step(span.entered_by)
        is_first = entered is self.fact.steps[0]
        is_later = entered.written_on > self.on and not is_first
        matter = matter_of(step) if span.since else ""
        return Held(
            value_words(name, span.value, self.clause_sets),
            span.since,
            matter,
            matter_href(matter),
            entered.written_on if is_later else None,
            span.since is not None and span.since > self.on,
        )


def matter_of(step: Step) -> str:
    return step.amended.matter if step.amended else ""


def matter_href(number: str) -> str:
    return address("council.matter", matter=number) if number else ""


def value_words(name: str, value: Any, clause_sets: Mapping[str, str]) -> str:
    """As it is read: a day, a number, あり or なし, the title of a clause set."""
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, date):
        return short_wareki(value)
    if isinstance(value, bool):
        return "あり" if value else NOTHING
    if isinstance(value, list):
        return "、".join(value)
    return _chosen(name, value, clause_sets)


def _chosen(name: str, value: Any, clause_sets: Mapping[str, str]) -> str:
    if name == "clause_set":
        return clause_sets.get(value, str(value))
    if name == "periodic_report":
        return RHYTHM[Rhythm(value)]
    if name == "parent_branch":
        return party_words(value)
    if name == "person_count":
        return f"{value:,}人"
    return str(value)
