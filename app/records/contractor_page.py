"""一つの事業者: its contracts, names, certifications, visits and findings, as far as one sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.records import party
from app.records.certifications import CertificationRow
from app.records.contractor_list import parts
from app.records.contractors import ContractorRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow, SubcontractRow
from app.records.incidents import IncidentRow
from app.records.inspections import FindingRow, InspectionRow
from app.records.scope import Scope
from audits.inspection import Judgement, Method

KEPT_QUERIES = 50
MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Part:
    """One contract of the contractor, as 受託者 or as 再委託先 of a branch."""

    contract: str
    branch: int
    title: str
    department: str
    name: str
    starts_on: date
    ends_on: date
    came_to_nothing_on: date | None


@dataclass(frozen=True, slots=True)
class Name:
    """A name that papers give the contractor, and when it came on file first and last."""

    name: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Held:
    """A certification; `contracts` limits it to those, none means all."""

    scheme: str
    registration_number: str
    valid_until: date
    contracts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Year:
    """What visits of one fiscal year came to."""

    fiscal_year: int
    visits: int
    on_site: int
    met: int
    findings: int
    open_findings: int


@dataclass(frozen=True, slots=True)
class Found:
    """A finding at this contractor."""

    contract: str
    branch: int
    fiscal_year: int
    round: int
    number: str
    text: str
    due_on: date | None
    put_right_on: date | None

    @property
    def name(self) -> str:
        return f"{self.fiscal_year}-{self.round}-{self.number}"


@dataclass(frozen=True, slots=True)
class ContractorPage:
    """Everything that the page shows; `parts` are one page of `count` of them."""

    id: int
    name: str
    corporate_number: str | None
    parts: Sequence[Part]
    count: int
    names: Sequence[Name]
    held: Sequence[Held]
    years: Sequence[Year]
    findings: Sequence[Found]
    incidents: int


def contractor_page(
    session: Session, key: int, scope: Scope, *, offset: int, limit: int
) -> ContractorPage | None:
    """None where the contractor has no part in any contract within the scope."""
    bound = {"key": key}
    count = count_parts(session, key, scope)
    row = ContractorRow
    head = session.execute(
        select(row.id, row.name, row.corporate_number).where(row.id == key)
    ).one_or_none()
    if head is None or not count:
        return None
    query, place = _parts(scope), {**bound, "offset": offset, "limit": limit}
    return ContractorPage(
        id=head.id,
        name=head.name,
        corporate_number=head.corporate_number,
        parts=[Part(*one) for one in session.execute(query, place)],
        count=count,
        names=[Name(*one) for one in session.execute(_names(scope), bound)],
        held=_held(session, key, scope),
        years=_years(session, key, scope),
        findings=[Found(*one) for one in session.execute(_findings(scope), bound)],
        incidents=session.scalar(_incidents(scope), bound) or 0,
    )


def count_parts(session: Session, key: int, scope: Scope) -> int:
    """In how many contracts within the scope the contractor has a part."""
    return session.scalar(_count(scope), {"key": key}) or 0


def _mine(scope: Scope) -> Subquery:
    """(contract_id, branch) of the contractor whose number is bound as `key`."""
    found = parts(scope).subquery("all_parts")
    query = select(found.c.contract_id, found.c.branch)
    return query.where(found.c.contractor_id == bindparam("key")).subquery("mine")


@lru_cache(KEPT_QUERIES)
def _count(scope: Scope) -> Select[Any]:
    return select(func.count()).select_from(_mine(scope))


@lru_cache(KEPT_QUERIES)
def _parts(scope: Scope) -> Select[Any]:
    """The latest first."""
    mine, terms = _mine(scope), ContractTermsRow
    query = select(
        ContractRow.number,
        EngagementRow.branch,
        terms.title,
        terms.department,
        party.contractor(),
        party.starts_on().label("starts_on"),
        party.ends_on(),
        terms.came_to_nothing_on,
    ).select_from(EngagementRow)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    query = party.beside_engagement(query).join(mine, _is_of(mine))
    order = (party.starts_on().desc(), ContractRow.number, EngagementRow.branch)
    return query.order_by(*order).offset(bindparam("offset")).limit(bindparam("limit"))


def _is_of(mine: Subquery) -> ColumnElement[bool]:
    return and_(
        mine.c.contract_id == EngagementRow.contract_id, mine.c.branch == EngagementRow.branch
    )


@lru_cache(KEPT_QUERIES)
def _names(scope: Scope) -> Select[Any]:
    """Every name of every revision, by the first day of the first contract that says so."""
    mine, terms, part, place = _mine(scope), ContractTermsRow, SubcontractRow, EngagementRow
    is_held = terms.contractor_id == bindparam("key")
    of_terms = select(terms.contractor.label("name"), terms.starts_on.label("day")).where(
        is_held, terms.contract_id.in_(select(mine.c.contract_id))
    )
    of_parts = (
        select(part.contractor, part.starts_on)
        .join(place, place.id == part.engagement_id)
        .where(
            part.contractor_id == bindparam("key"),
            place.contract_id.in_(select(mine.c.contract_id)),
        )
    )
    both = union_all(of_terms, of_parts).subquery("names")
    first = func.min(both.c.day)
    query = select(both.c.name, first, func.max(both.c.day)).group_by(both.c.name)
    return query.order_by(first, both.c.name)


def _held(session: Session, key: int, scope: Scope) -> list[Held]:
    """What counts for all contracts, or for one within the scope; the longest valid first."""
    row, mine = CertificationRow, _mine(scope)
    query = select(row.scheme, row.registration_number, row.valid_until, row.contracts)
    query = query.where(row.is_current, row.contractor_id == key)
    held = [Held(*one) for one in session.execute(query.order_by(row.valid_until.desc(), row.id))]
    if not any(one.contracts for one in held):
        return held
    numbers = select(ContractRow.number).where(ContractRow.id.in_(select(mine.c.contract_id)))
    seen = set(session.scalars(numbers, {"key": key}))
    return [one for one in held if not one.contracts or seen & set(one.contracts)]


def _years(session: Session, key: int, scope: Scope) -> list[Year]:
    """The years in which somebody looked, the latest first."""
    bound = {"key": key}
    visits = {row.fiscal_year: row for row in session.execute(_visits(scope), bound)}
    found = {row.fiscal_year: row for row in session.execute(_found(scope), bound)}
    return [
        Year(
            year,
            visits[year].visits if year in visits else 0,
            visits[year].on_site if year in visits else 0,
            visits[year].met if year in visits else 0,
            found[year].findings if year in found else 0,
            found[year].still_open if year in found else 0,
        )
        for year in sorted({*visits, *found}, reverse=True)
    ]


@lru_cache(KEPT_QUERIES)
def _visits(scope: Scope) -> Select[Any]:
    """Those that were concluded."""
    mine, row = _mine(scope), InspectionRow
    on_site = func.coalesce(row.method, Method.ON_SITE.value) == Method.ON_SITE.value
    return (
        select(
            row.fiscal_year,
            func.count().label("visits"),
            func.count().filter(on_site).label("on_site"),
            func.count().filter(row.judgement == Judgement.MET.value).label("met"),
        )
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
        .join(mine, _is_of(mine))
        .where(row.is_current, row.judgement.is_not(None), row.carried_out_on.is_not(None))
        .group_by(row.fiscal_year)
    )


@lru_cache(KEPT_QUERIES)
def _found(scope: Scope) -> Select[Any]:
    mine, row = _mine(scope), FindingRow
    still_open = func.count().filter(row.put_right_on.is_(None))
    return (
        select(row.fiscal_year, func.count().label("findings"), still_open.label("still_open"))
        .join(EngagementRow, EngagementRow.id == row.engagement_id)
        .join(mine, _is_of(mine))
        .where(row.is_current)
        .group_by(row.fiscal_year)
    )


@lru_cache(KEPT_QUERIES)
def _findings(scope: Scope) -> Select[Any]:
    """Those that are not put right first, then the latest."""
    mine, row = _mine(scope), FindingRow
    query = select(
        ContractRow.number,
        EngagementRow.branch,
        row.fiscal_year,
        row.round,
        row.number,
        row.text,
        row.set_due_on,
        row.put_right_on,
    )
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == EngagementRow.contract_id)
    query = query.join(mine, _is_of(mine)).where(row.is_current)
    open_first = case((row.put_right_on.is_(None), 0), else_=1)
    return query.order_by(open_first, row.fiscal_year.desc(), row.id.desc()).limit(MOST_FINDINGS)


@lru_cache(KEPT_QUERIES)
def _incidents(scope: Scope) -> Select[Any]:
    mine, row = _mine(scope), IncidentRow
    query = select(func.count()).select_from(row)
    query = query.join(EngagementRow, EngagementRow.id == row.engagement_id)
    return query.join(mine, _is_of(mine)).where(row.is_current)
