"""次年度更新: what a successor takes over from the contract before it, and what is new in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.acts import operation_log, projection
from app.acts.loading.as_typed import typed_from
from app.acts.loading.change import Change, Place, Plan
from app.acts.loading.sheets import CONTRACTS, SAFEGUARDS, SUBCONTRACTS
from app.acts.loading.write import write
from app.records import contract_modules
from app.records.contracts import SubcontractRow
from app.records.filed import Filed, Values, filed, filed_terms
from app.records.people import Person
from app.records.reachable import reachable
from app.records.safeguards import SafeguardRow
from app.workbooks.hand_row import Typed
from audits.engagement import PRIME_BRANCH
from audits.renewal import next_dates
from audits.roles import Act
from audits.safeguard import Frequency
from audits.term import Term

# What a new contract has of its own, whatever went before.
NOT_CARRIED = frozenset({"契約日", "開始日", "終了日", "契約期間の表示", "不成立日", "備考"})
# What each subcontract has to be given anew: it was consented to for the contract before.
NOT_CONSENTED: Mapping[str, Any] = {
    "consented_on": None,
    "consent_document": None,
    "flow_down": False,
    "staff_told_on": None,
}
DATED = frozenset({Frequency.BY_DATE.value, Frequency.ON_DATES.value})


@dataclass(frozen=True, slots=True)
class TakeOver:
    """What a successor takes over besides the terms; its special cases it always takes over."""

    subcontracts: bool = False
    safeguards: bool = False


NOTHING = TakeOver()


@dataclass(frozen=True, slots=True)
class Beside:
    """What is on file of a contract besides its terms, for the one after it."""

    subcontracts: Sequence[Filed]
    safeguards: Sequence[Filed]


def carried_terms(terms: Values) -> dict[str, Typed]:
    """The terms of a contract as its successor has them, by heading, as somebody types them."""
    typed = typed_from(CONTRACTS, terms)
    return {heading: value for heading, value in typed.items() if heading not in NOT_CARRIED}


def beside(session: Session, ids: Sequence[int], terms: Mapping[int, Values]) -> dict[int, Beside]:
    """Contract's id → its subcontracts that run to its end, and all its safeguards."""
    parts = filed(session, SubcontractRow, ids)
    promised = filed(session, SafeguardRow, ids)
    return {
        key: Beside(list(running(parts.get(key, ()), terms[key])), promised.get(key, ()))
        for key in ids
    }


def running(subcontracts: Iterable[Filed], terms: Values) -> Iterator[Filed]:
    """Those that run to the contract's end, and whose parents do."""
    left = {PRIME_BRANCH}
    to_the_end = [one for one in subcontracts if one.values["ends_on"] >= terms["ends_on"]]
    while found := [one for one in to_the_end if _follows(one, left)]:
        left |= {one.branch for one in found}
    yield from (one for one in to_the_end if one.branch in left)


def _follows(one: Filed, left: set[int]) -> bool:
    return one.branch not in left and one.values["parent_branch"] in left


def changes_beside(number: str, terms: Values, found: Beside, taken: TakeOver) -> list[Change]:
    """What is written beside the successor's terms. `terms`: those of the successor."""
    term = Term(terms["starts_on"], terms["ends_on"])
    parts = found.subcontracts if taken.subcontracts else ()
    branches = {PRIME_BRANCH, *(one.branch for one in parts)}
    promised = [one for one in found.safeguards if one.branch in branches]
    changes = [
        Change(SUBCONTRACTS, 0, Place(number, one.branch), _subcontract(one.values, term))
        for one in parts
    ]
    if taken.safeguards:
        changes += [
            Change(SAFEGUARDS, 0, Place(number, one.branch), _safeguard(one.values, term))
            for one in promised
        ]
    return changes


def _subcontract(values: Values, term: Term) -> dict[str, Any]:
    kept = {column: values[column] for column in SubcontractRow.FACTS}
    return {**kept, **NOT_CONSENTED, "starts_on": term.first, "ends_on": term.last}


def _safeguard(values: Values, term: Term) -> dict[str, Any]:
    kept = {column: values[column] for column in SafeguardRow.FACTS}
    if values["frequency"] not in DATED:
        return kept
    return {**kept, "dates": [day.isoformat() for day in moved_dates(values, term)]}


def moved_dates(safeguard: Values, term: Term) -> list[date]:
    """The dates of a safeguard that has dates, within the new days."""
    return next_dates(map(date.fromisoformat, safeguard["dates"]), term)


def take_over(
    session: Session,
    contract: str,
    previous: str | None,
    taken: TakeOver,
    *,
    by: Person,
    at: datetime,
    address: str | None = None,
) -> None:
    """Gives a contract what it takes over of the one before, where the person may enter for it."""
    scope = by.scope_of(Act.ENTER)
    from_id = reachable(session, previous, scope) if previous else None
    to_id = reachable(session, contract, scope)
    if from_id is None or to_id is None or from_id == to_id:
        return
    following = {from_id: (to_id, contract)}
    take_over_modules(session, following, by=by, at=at, address=address)
    terms = filed_terms(session, [from_id, to_id])
    found = beside(session, [from_id], terms)[from_id]
    changes = changes_beside(contract, terms[to_id], found, taken)
    if changes:
        plan = Plan(changes=changes, contracts=[contract])
        projection.rebuild(session, write(session, plan, by=by.actor, at=at, by_hand=True))


def take_over_modules(
    session: Session,
    contracts: Mapping[int, tuple[int, str]],
    *,
    by: Person,
    at: datetime,
    address: str | None,
) -> None:
    """The special cases. `contracts`: the id of each one before → id and number of the next."""
    for from_id, (to_id, number) in contracts.items():
        names = [one.module.id for one in contract_modules.switched_on(session, from_id)]
        contract_modules.switch_on(session, to_id, names, by=by.actor, at=at)
        for name in names:
            operation_log.note(
                session,
                by=by.actor,
                act="switch_module_on",
                subject=f"{number} {name}",
                at=at,
                address=address,
            )
