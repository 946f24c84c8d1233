"""事故への対応: its steps, how each of them stands, and the nine items of the commission's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any


class IncidentStep(Enum):
    """One step of dealing with an incident, in the order in which they mostly come."""

    NOTICE = "notice"
    CONTENT = "content"
    DECISION = "decision"
    PRELIMINARY = "preliminary"
    REPORT = "report"
    CAUSE = "cause"
    PERSONS = "persons"
    PUBLICATION = "publication"
    FINAL = "final"
    LINKS = "links"
    CLOSE = "close"
    REOPEN = "reopen"


class Happening(Enum):
    """What became of the data."""

    LEAKED = "leaked"
    LOST = "lost"
    DAMAGED = "damaged"


class CauseBy(Enum):
    """With whom the cause lies (主体)."""

    CITY = "city"
    CONTRACTOR = "contractor"
    SUBCONTRACTOR = "subcontractor"
    OTHER = "other"


class PersonsTold(Enum):
    """本人への対応."""

    TOLD = "told"
    PLANNED = "planned"
    NOT_NEEDED = "not_needed"


class Publication(Enum):
    """公表."""

    PUBLISHED = "published"
    PLANNED = "planned"
    NOT_PUBLISHED = "not_published"


class PublicationWay(Enum):
    """How it was made known."""

    HOMEPAGE = "homepage"
    PRESS = "press"
    OTHER = "other"


class NineItem(Enum):
    """One of the nine items of the report to the commission."""

    OUTLINE = "outline"
    ITEMS = "items"
    PERSONS = "persons"
    CAUSE = "cause"
    HARM = "harm"
    TO_PERSONS = "to_persons"
    PUBLICATION = "publication"
    PREVENTION = "prevention"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an item: its words, the facts that fill it, and the step that asks for them.

    Any of the facts is enough. `may_be_empty`: nothing is missing where it says nothing.
    """

    words: str
    facts: tuple[str, ...]
    step: IncidentStep
    may_be_empty: bool = False


_S = IncidentStep
NINE: Mapping[NineItem, tuple[Part, ...]] = {
    NineItem.OUTLINE: (
        Part("発生日", ("happened_on",), _S.NOTICE),
        Part("発覚日", ("known_on",), _S.NOTICE),
        Part("発見者", ("discovered_by",), _S.NOTICE),
        Part("発生事案", ("happening",), _S.CONTENT),
        Part("概要", ("outline",), _S.CONTENT),
        Part("事実経過", ("course",), _S.CONTENT),
        Part("該当する号", ("decided_on",), _S.DECISION),
    ),
    NineItem.ITEMS: (
        Part("情報項目", ("items",), _S.CONTENT),
        Part("媒体", ("media",), _S.CONTENT),
    ),
    NineItem.PERSONS: (Part("本人の数", ("person_count",), _S.CONTENT),),
    NineItem.CAUSE: (
        Part("主体", ("cause_by",), _S.CAUSE),
        Part("原因", ("cause",), _S.CAUSE),
    ),
    NineItem.HARM: (Part("二次被害又はそのおそれ", ("harm",), _S.CAUSE),),
    NineItem.TO_PERSONS: (
        Part("本人への対応", ("persons_told",), _S.PERSONS),
        Part("方法と内容", ("persons_words",), _S.PERSONS),
    ),
    NineItem.PUBLICATION: (Part("公表の状況", ("publication",), _S.PUBLICATION),),
    NineItem.PREVENTION: (
        Part("講じた措置", ("measures",), _S.CAUSE),
        Part("再発防止", ("prevention_done", "prevention_planned"), _S.CAUSE),
    ),
    NineItem.OTHER: (Part("その他", ("other",), _S.CAUSE, may_be_empty=True),),
}


def is_filled(part: Part, facts: Mapping[Any, Any]) -> bool:
    """A count of 0 is an answer; an empty word or list is none."""
    return part.may_be_empty or any(facts.get(name) not in (None, "", []) for name in part.facts)


def empty_parts(facts: Mapping[Any, Any]) -> dict[NineItem, tuple[Part, ...]]:
    """Of each item what is still to be filled in; items that are whole are left out."""
    found = {
        item: tuple(part for part in parts if not is_filled(part, facts))
        for item, parts in NINE.items()
    }
    return {item: parts for item, parts in found.items() if parts}


class IncidentState(Enum):
    """How far an incident is."""

    UNDECIDED = "undecided"
    HANDLED = "handled"
    CLOSED = "closed"


def state_of_incident(facts: Mapping[Any, Any], on: date, *, has_open_clock: bool) -> IncidentState:
    """How far an incident is on a day; what was decided or closed later is not yet known then.

    What only a workbook has told of (no account) is decided as the workbook says, and done as soon
    as none of its clocks runs: nobody will ever close it.
    """
    closed_on, decided_on = facts["closed_on"], facts["decided_on"]
    if closed_on is not None and closed_on <= on:
        return IncidentState.CLOSED
    if not facts["has_account"]:
        return IncidentState.HANDLED if has_open_clock else IncidentState.CLOSED
    decided = facts["reportable"] if decided_on is None else decided_on <= on
    return IncidentState.HANDLED if decided else IncidentState.UNDECIDED


def missing_to_close(facts: Mapping[Any, Any], *, is_report_owed: bool) -> tuple[IncidentStep, ...]:
    """What has to be done before an incident can be closed, in order."""
    reportable = bool(facts["reportable"])
    needed = {
        _S.DECISION: facts["decided_on"] is None and not reportable,
        _S.PRELIMINARY: reportable and facts["preliminary_on"] is None,
        _S.REPORT: is_report_owed and facts["report_received_on"] is None,
        _S.CAUSE: not facts["cause"],
        _S.PERSONS: facts["persons_told"] in (None, PersonsTold.PLANNED.value),
        _S.PUBLICATION: facts["publication"] in (None, Publication.PLANNED.value),
        _S.FINAL: reportable and facts["final_on"] is None,
    }
    return tuple(step for step, is_missing in needed.items() if is_missing)
