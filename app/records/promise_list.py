"""審議会に説明したこと: every promise that the council knows of, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.records.connections import ConnectionRow, ExternalConnectionRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.council_matters import CouncilMatterRow
from app.records.each_of import each_of
from app.records.matter_scope import connections_within
from app.records.safeguards import SafeguardRow
from app.records.scope import Scope, is_shared, visible
from audits.fiscal_year import FiscalYear
from audits.safeguard import CarriedOutBy, Category, Frequency, SafeguardOrigin

# What stands in the contract only was not told to the council.
TOLD = (SafeguardOrigin.MATTER, SafeguardOrigin.ADVICE, SafeguardOrigin.OPINION)


@dataclass(frozen=True, slots=True)
class WantedPromises:
    """Which promises are shown; `contracts` and `connections`: those of these numbers only.

    `fiscal_year`: told in a session of that year.
    """

    department: str = ""
    fiscal_year: FiscalYear | None = None
    origin: SafeguardOrigin | None = None
    contracts: tuple[str, ...] | None = None
    connections: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A safeguard that the council was told of, and the contract or connection that it is for."""

    id: int
    number: str
    text: str
    origin: SafeguardOrigin
    by: CarriedOutBy
    category: Category
    frequency: Frequency
    contract: str | None
    contract_id: int | None
    engagement_id: int | None
    branch: int
    connection: str | None
    title: str
    department: str

    @property
    def asked_as(self) -> str:
        """By what number a check sheet asks about it."""
        return f"{self.connection} {self.number}" if self.connection else self.number


def count_promises(session: Session, wanted: WantedPromises, scope: Scope) -> int:
    query = _joined(select(func.count())).where(*_narrowed(wanted, scope))
    return session.scalar(query) or 0


def promises(
    session: Session,
    wanted: WantedPromises,
    scope: Scope,
    *,
    offset: int = 0,
    limit: int | None = None,
) -> list[Promise]:
    """In the order of contracts and their branches, connections last."""
    row, terms, connection = SafeguardRow, ContractTermsRow, ConnectionRow
    columns = (row.id, row.number, row.text, row.origin, row.carried_out_by, row.category)
    query = select(
        *columns,
        row.frequency,
        row.engagement_id,
        ContractRow.number.label("contract"),
        ContractRow.id.label("contract_id"),
        EngagementRow.branch,
        ExternalConnectionRow.number.label("connection"),
        connection.contract_number.label("of_contract"),
        func.coalesce(terms.title, connection.title).label("title"),
        func.coalesce(terms.department, connection.department).label("department"),
    )
    order = (
        ContractRow.number.nulls_last(),
        EngagementRow.branch,
        ExternalConnectionRow.number,
        row.id,
    )
    query = _joined(query).where(*_narrowed(wanted, scope)).order_by(*order)
    query = query.offset(offset).limit(limit)
    return [_promise(found._mapping) for found in session.execute(query)]


def _joined(query: Select[Any]) -> Select[Any]:
    """Each safeguard beside its contract, or its connection."""
    row, terms, connection = SafeguardRow, ContractTermsRow, ConnectionRow
    agreed = and_(terms.contract_id == EngagementRow.contract_id, terms.is_current)
    linked = and_(connection.connection_id == row.connection_id, connection.is_current)
    return (
        query.select_from(row)
        .outerjoin(EngagementRow, EngagementRow.id == row.engagement_id)
        .outerjoin(ContractRow, ContractRow.id == EngagementRow.contract_id)
        .outerjoin(terms, agreed)
        .outerjoin(ExternalConnectionRow, ExternalConnectionRow.id == row.connection_id)
        .outerjoin(connection, linked)
    )


def _narrowed(wanted: WantedPromises, scope: Scope) -> list[ColumnElement[bool]]:
    row = SafeguardRow
    found: list[ColumnElement[bool]] = [row.is_current.expression]
    told = TOLD if wanted.origin is None else (wanted.origin,)
    found.append(row.origin.in_([one.value for one in told]))
    if not scope.everything:
        of_contract = and_(row.engagement_id.is_not(None), visible(scope))
        of_link = and_(row.connection_id.is_not(None), connections_within(scope))
        found.append(or_(of_contract, of_link))
    if wanted.department:
        found.append(_of_department(wanted.department))
    if wanted.fiscal_year is not None:
        found.append(_told_in(wanted.fiscal_year))
    if wanted.contracts is not None or wanted.connections is not None:
        found.append(
            or_(
                ContractRow.number.in_(wanted.contracts or ()),
                ExternalConnectionRow.number.in_(wanted.connections or ()),
            )
        )
    return found


def _of_department(name: str) -> ColumnElement[bool]:
    only = Scope(everything=False, departments=frozenset({name}))
    own = ContractTermsRow.department == name
    return or_(own, is_shared(only), ConnectionRow.department == name)


def _told_in(year: FiscalYear) -> ColumnElement[bool]:
    """Whether a matter of that year's sessions names the contract or the connection."""
    matter, days = CouncilMatterRow, year.days
    held = and_(matter.is_current, matter.held_on.between(days.first, days.last))
    contract = each_of(matter.contracts, "told_contract")
    linked = each_of(matter.connections, "told_link")
    contracts = select(contract.c.value).select_from(matter).join(contract, held)
    connections = select(linked.c.value).select_from(matter).join(linked, held)
    return or_(ContractRow.number.in_(contracts), ExternalConnectionRow.number.in_(connections))


def _promise(found: Mapping[Any, Any]) -> Promise:
    return Promise(
        id=found["id"],
        number=found["number"],
        text=found["text"],
        origin=SafeguardOrigin(found["origin"]),
        by=CarriedOutBy(found["carried_out_by"]),
        category=Category(found["category"]),
        frequency=Frequency(found["frequency"]),
        contract=found["contract"] or found["of_contract"],
        contract_id=found["contract_id"],
        engagement_id=found["engagement_id"],
        branch=found["branch"] or 0,
        connection=found["connection"],
        title=found["title"] or "",
        department=found["department"] or "",
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A matter in which a promise's contract or connection was before the council."""

    number: str
    held_on: Any
    session: str


def told_in(session: Session, shown: Sequence[Promise]) -> Mapping[tuple[str, str], Sequence[Told]]:
    """("contract" or "connection", number) → the matters about it, earliest first."""
    found: dict[tuple[str, str], list[Told]] = {}
    kinds = (
        ("contract", CouncilMatterRow.contracts, {p.contract for p in shown if p.contract_id}),
        ("connection", CouncilMatterRow.connections, {p.connection for p in shown}),
    )
    for kind, column, numbers in kinds:
        wanted = sorted(number for number in numbers if number)
        if not wanted:
            continue
        each, row = each_of(column, f"of_{kind}"), CouncilMatterRow
        query = (
            select(each.c.value, row.number, row.held_on, row.session)
            .select_from(row)
            .join(each, each.c.value.in_(wanted))
            .where(row.is_current)
            .order_by(row.held_on, row.number)
        )
        for of, number, held_on, name in session.execute(query).tuples():
            found.setdefault((kind, of), []).append(Told(number, held_on, name or ""))
    return found
