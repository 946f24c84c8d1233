"""前の契約: what the form of a successor says of the one before it, and may take over of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import request

from app.acts.renewal_points import Point, to_look_at
from app.acts.renewing import NOTHING, TakeOver
from app.records import contract_modules, renewals
from app.records.database import reading
from app.records.scope import Scope
from audits.renewal import next_term

SUBCONTRACTS, SAFEGUARDS = "take_subcontracts", "take_safeguards"
BEYOND = "ほかの課の契約"


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The contract before: what goes over to the next one, and what to look at.

    `successors`: the contracts that follow it already.
    """

    number: str
    title: str
    modules: Sequence[str]
    subcontracts: Sequence[str]
    safeguards: int
    points: Sequence[Point]
    successors: Sequence[str]
    takes: TakeOver


def predecessor(contract_id: int, scope: Scope, on: date) -> Predecessor | None:
    """None where the contract came to nothing: nothing follows it."""
    with reading() as session:
        ending = renewals.endings_of(session, [contract_id], scope).get(contract_id)
        if ending is None:
            return None
        after = {contract_id: next_term(ending.term)}
        about = to_look_at(session, [ending], after, on)[contract_id]
        followed = renewals.successors(session, [ending.number], scope).get(ending.number, ())
        modules = contract_modules.switched_on(session, contract_id)
    return Predecessor(
        ending.number,
        ending.title,
        [one.module.name for one in modules],
        [str(one.values["contractor"]) for one in about.beside.subcontracts],
        len(about.beside.safeguards),
        about.points,
        [number or BEYOND for number in followed],
        _takes(),
    )


def _takes() -> TakeOver:
    """Everything at first; then what was left ticked."""
    if request.method != "POST":
        return TakeOver(subcontracts=True, safeguards=True)
    return TakeOver(SUBCONTRACTS in request.form, SAFEGUARDS in request.form)


def taken(found: Predecessor | None) -> TakeOver:
    """What a form takes over that may not be about a successor at all."""
    return found.takes if found else NOTHING
