"""約束の一行: a promise with its state, the matters it was told in, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.acts.paper_facts.promise_facts import how_words, state_words
from app.records.people import Person
from app.records.promise_evidence import Became
from app.records.promise_list import Promise, Told
from app.web import anchors
from app.web.page_address import address
from app.web.table import Column
from audits.promise import PromiseState
from audits.roles import Act

COLUMNS_OF_ONE = (
    Column("状態", "state"),
    Column("番号", "key"),
    Column("説明した対策", "long"),
    Column("由来", "folds key"),
    Column("契約・外部結合", "contract"),
    Column("確かめた日", "when"),
    Column("何で確かめたか", "folds cause"),
    Column("次に確かめる日", "when"),
)
COLUMNS = (*COLUMNS_OF_ONE[:5], Column("付議", "folds cause"), *COLUMNS_OF_ONE[5:])


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One line of the list."""

    promise: Promise
    state: PromiseState
    state_words: str
    href: str
    told: Sequence[Told]
    confirmed_on: date | None
    how: str
    how_href: str
    next_on: date | None


def lines(
    became: Iterable[Became], told: Mapping[tuple[str, str], Sequence[Told]], person: Person
) -> Iterator[PromiseLine]:
    for one in became:
        promise, evidence = one.promise, one.evidence
        kind, number = "contract", promise.contract or ""
        if promise.connection:
            kind, number = "connection", promise.connection
        words, href = how(one, person)
        yield PromiseLine(
            promise,
            evidence.state,
            _state_words(one),
            _href(promise),
            told.get((kind, number), ()),
            evidence.confirmed_on,
            words,
            href,
            evidence.next_on,
        )


def _state_words(one: Became) -> str:
    """Where the usual word of the state does not say it; blank where it does."""
    if one.evidence.overdue:
        return f"{one.evidence.overdue}件超過"
    return state_words(one) if one.evidence.is_not_in_place else ""


def _href(promise: Promise) -> str:
    """Where the promise stands on the page of its contract, or its connection's page."""
    if promise.connection:
        return address("council.connection", connection=promise.connection)
    place = anchors.safeguard(promise.branch, promise.number)
    return f"{address('contracts.show', number=promise.contract, view='council')}#{place}"


def how(one: Became, person: Person) -> tuple[str, str]:
    """By what it was confirmed or found wanting, and where this person sees that.

    The sheet is open to whoever enters for the department, the report to all who see the contract.
    """
    promise, evidence, seen = one.promise, one.evidence, one.seen
    if promise.connection and (one.check is not None or (seen is None and not one.is_visited)):
        return how_words(one), _checks_of(one)
    is_noted = evidence.kept_on is not None and evidence.kept_on == evidence.confirmed_on
    if is_noted and not promise.connection:
        return how_words(one), address("contracts.show", number=promise.contract)
    if seen is None:
        return "", ""
    enters = person.scope_of(Act.ENTER)
    is_own = enters.everything or promise.department in enters.departments
    href = address(
        "check_sheets.show" if is_own else "reports.show",
        number=promise.contract,
        branch=promise.branch,
        year=seen.fiscal_year.start,
        round=seen.round,
    )
    return how_words(one), href


def _checks_of(one: Became) -> str:
    """Where the check stands on the page of the connection; else the promise, to be checked."""
    promise, check = one.promise, one.check
    page = address("council.connection", connection=promise.connection)
    if check is not None:
        return f"{page}#{anchors.check(check.safeguard, check.number)}"
    return f"{page}#{anchors.safeguard(promise.branch, promise.number)}"
