"""一つの付議: a matter with all that hangs on it, as far as a person reaches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.records import disposed_contracts
from app.records.connections import ExternalConnectionRow
from app.records.contracts import ContractRow
from app.records.council_matters import CouncilMatterRow
from app.records.council_opinions import Opinion, opinions_of
from app.records.council_sessions import place_of
from app.records.each_of import each_of
from app.records.matter_scope import matters_within, own_contract_titles, own_titles
from app.records.safeguards import AdviceRow
from app.records.scope import Scope

Values = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A contract or connection that the matter is about; `title` is blank where it is beyond reach.

    `id` None: not on file (yet), or not for this person; `is_disposed`: not any more.
    """

    number: str
    id: int | None = None
    title: str = ""
    department: str = ""
    is_disposed: bool = False


@dataclass(frozen=True, slots=True)
class AdviceOn:
    """Advice on a contract or a connection, of which one has a number."""

    id: int
    contract: str | None
    connection: str | None
    values: Values


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Everything that the page of a matter shows; earlier and later ones as (number, title)."""

    id: int
    values: Values
    place: str
    contracts: Sequence[Subject]
    connections: Sequence[Subject]
    earlier: Sequence[tuple[str, str]]
    later: Sequence[tuple[str, str]]
    opinions: Sequence[Opinion]
    advices: Sequence[AdviceOn]

    @property
    def number(self) -> str:
        return str(self.values["number"])


def matter_of(session: Session, number: str, scope: Scope) -> Values | None:
    """The matter in force of this number, with its `id`; None where there is none in scope."""
    row = CouncilMatterRow
    query = select(row.id, *(getattr(row, name) for name in row.FACTS))
    query = query.where(row.is_current, row.number == number, matters_within(scope))
    found = session.execute(query).one_or_none()
    return found._mapping if found is not None else None


def matter_page(session: Session, number: str, scope: Scope) -> MatterPage | None:
    """None where there is no matter of this number in the scope."""
    values = matter_of(session, number, scope)
    if values is None:
        return None
    contracts = own_contract_titles(session, values["contracts"], scope)
    connections = own_titles(session, values["connections"], scope)
    unknown = [number for number in values["contracts"] if number not in contracts]
    gone = disposed_contracts.seen_among(session, unknown, scope)
    around = _around(session, values, scope)
    return MatterPage(
        id=values["id"],
        values=values,
        place=place_of(session, values["held_on"], values["session"]),
        contracts=_subjects(values["contracts"], contracts, scope, gone),
        connections=_subjects(values["connections"], connections, scope),
        earlier=[(n, around.get(n, ("",))[0]) for n in values["previous"]],
        later=sorted((n, t) for n, (t, before) in around.items() if number in before),
        opinions=opinions_of(session, number),
        advices=advices_on(
            session,
            [key for key, _, _ in contracts.values()],
            [key for key, _, _ in connections.values()],
        ),
    )


def _subjects(
    numbers: Sequence[str],
    known: Mapping[str, tuple[int, str, str]],
    scope: Scope,
    gone: Collection[str] = (),
) -> list[Subject]:
    """Those of other departments are not named to whoever looks after some departments only."""
    return [
        Subject(number, *known[number])
        if number in known
        else Subject(number, is_disposed=number in gone)
        for number in numbers
        if number in known or number in gone or scope.everything
    ]


def _around(session: Session, values: Values, scope: Scope) -> dict[str, tuple[str, Sequence[str]]]:
    """(title, earlier matters) of the matters before this one and after it."""
    row = CouncilMatterRow
    each = each_of(row.previous, "before")
    after = select(1).select_from(each).where(each.c.value == values["number"]).correlate(row)
    query = select(row.number, row.title, row.previous).where(
        row.is_current,
        matters_within(scope),
        or_(row.number.in_(values["previous"]), after.exists()),
    )
    return {n: (title, before) for n, title, before in session.execute(query).tuples()}


def advices_on(
    session: Session, contract_ids: Sequence[int], connection_ids: Sequence[int]
) -> list[AdviceOn]:
    """The advice on these contracts and connections, earliest first."""
    row = AdviceRow
    query = (
        select(
            row.id,
            ContractRow.number.label("of_contract"),
            ExternalConnectionRow.number.label("of_connection"),
            *(getattr(row, name) for name in row.FACTS),
        )
        .outerjoin(ContractRow, ContractRow.id == row.contract_id)
        .outerjoin(ExternalConnectionRow, ExternalConnectionRow.id == row.connection_id)
        .where(
            row.is_current,
            or_(row.contract_id.in_(contract_ids), row.connection_id.in_(connection_ids)),
        )
        .order_by(row.on.nulls_last(), row.id)
    )
    return [
        AdviceOn(found.id, found.of_contract, found.of_connection, found._mapping)
        for found in session.execute(query)
    ]
