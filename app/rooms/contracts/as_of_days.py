"""変わった日: the days on which something of a contract changed, to go from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.records.agreed import Fact
from app.records.as_of_page import AsOfPage
from app.rooms.contracts.agreed_words import SHEETS
from app.rooms.contracts.party import party_words
from app.web.page_address import address
from audits.amendment import value_on
from audits.engagement import PRIME_BRANCH


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day, and in a few words what changed on it."""

    on: date
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Around:
    """The last day before, and the next day after, on which something changed."""

    before: ChangeDay | None
    after: ChangeDay | None


def days_of(page: AsOfPage) -> list[ChangeDay]:
    """In order; what fell on one day stands together."""
    said: dict[date, list[str]] = {}
    for on, words in _changes(page):
        said.setdefault(on, []).append(words)
    return [
        ChangeDay(
            on,
            "、".join(dict.fromkeys(said[on])),
            address("contracts.as_of", number=page.number, on=on.isoformat()),
        )
        for on in sorted(said)
    ]


def neighbours(days: Sequence[ChangeDay], on: date) -> Around:
    before = [one for one in days if one.on < on]
    after = [one for one in days if one.on > on]
    return Around(before[-1] if before else None, after[0] if after else None)


def _changes(page: AsOfPage) -> Iterator[tuple[date, str]]:
    last = value_on(page.agreed.terms.revisions, "ends_on", date.max).value
    for fact in page.agreed.facts:
        yield from _of_term(fact, last)
        party = "" if fact.branch == PRIME_BRANCH else party_words(fact.branch)
        for step in fact.steps:
            if step.since is not None:
                headings = SHEETS[step.version.table].headings
                named = "・".join(headings[name] for name in step.changed)
                yield step.since, f"{party}{named}"
    for filed in page.handlers:
        yield filed.values["received_on"], "取扱者の届出"


def _of_term(fact: Fact, end: date) -> Iterator[tuple[date, str]]:
    """The first day, and the day after the last, as they are known today.

    A subcontract that goes on until the `end` of the contract has no end of its own.
    """
    is_prime = fact.branch == PRIME_BRANCH
    whose = "契約" if is_prime else party_words(fact.branch)
    first, last = (value_on(fact.revisions, n, date.max).value for n in ("starts_on", "ends_on"))
    yield first, f"{whose}の開始"
    if last < date.max and (is_prime or last != end):
        yield last + timedelta(days=1), f"{whose}の終了の翌日"
