"""事業者の一覧: contractors that a person's contracts name, as 受託者 or as 再委託先."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from app.records.contractors import ContractorRow
from app.records.contracts import ContractTermsRow, EngagementRow, SubcontractRow
from app.records.scope import Scope, visible
from audits.engagement import PRIME_BRANCH
from audits.words import folded

KEPT_QUERIES = 50


@dataclass(frozen=True, slots=True)
class ContractorLine:
    """A contractor with how many contracts it has, as 受託者 and as 再委託先."""

    id: int
    name: str
    corporate_number: str | None
    prime: int
    subcontracts: int


def contractor_lines(
    session: Session, words: str, scope: Scope, *, offset: int, limit: int
) -> list[ContractorLine]:
    """One page, by name."""
    place = {"offset": offset, "limit": limit}
    return [ContractorLine(*row) for row in session.execute(_page(folded(words), scope), place)]


def count_contractors(session: Session, words: str, scope: Scope) -> int:
    return session.scalar(_count(folded(words), scope)) or 0


def parts(scope: Scope) -> Select[Any]:
    """(contractor_id, contract_id, branch) of every part that a contractor has in the scope."""
    terms, part, place = ContractTermsRow, SubcontractRow, EngagementRow
    prime = select(
        terms.contractor_id.label("contractor_id"),
        terms.contract_id.label("contract_id"),
        literal(PRIME_BRANCH).label("branch"),
    ).where(terms.is_current, terms.contractor_id.is_not(None), visible(scope))
    others = (
        select(part.contractor_id, place.contract_id, place.branch)
        .join(place, place.id == part.engagement_id)
        .join(terms, and_(terms.contract_id == place.contract_id, terms.is_current))
        .where(part.is_current, visible(scope))
    )
    both: Subquery = union_all(prime, others).subquery("parts")
    return select(both.c.contractor_id, both.c.contract_id, both.c.branch)


@lru_cache(KEPT_QUERIES)
def _page(words: str, scope: Scope) -> Select[Any]:
    found, row = parts(scope).subquery("found"), ContractorRow
    is_prime = found.c.branch == PRIME_BRANCH
    return (
        select(
            row.id,
            row.name,
            row.corporate_number,
            func.count().filter(is_prime),
            func.count().filter(~is_prime),
        )
        .join(found, found.c.contractor_id == row.id)
        .where(_named(words, scope))
        .group_by(row.id, row.name, row.folded_name, row.corporate_number)
        .order_by(row.folded_name, row.id)
        .offset(bindparam("offset"))
        .limit(bindparam("limit"))
    )


@lru_cache(KEPT_QUERIES)
def _count(words: str, scope: Scope) -> Select[Any]:
    found = parts(scope).subquery("found")
    known = select(found.c.contractor_id)
    row = ContractorRow
    return select(func.count(row.id)).where(row.id.in_(known), _named(words, scope))


def _named(words: str, scope: Scope) -> ColumnElement[bool]:
    """By 法人番号 or by a part of the name, also of one that a contract in the scope had before."""
    row, terms, part, place = ContractorRow, ContractTermsRow, SubcontractRow, EngagementRow
    if not words:
        return row.id.is_not(None)
    asked, mine = words.lower(), parts(scope).subquery("mine")
    seen = select(mine.c.contract_id)
    by_terms = select(terms.contractor_id).where(
        terms.contractor_id.is_not(None),
        terms.contract_id.in_(seen),
        func.lower(terms.folded_contractor).contains(asked, autoescape=True),
    )
    by_parts = (
        select(part.contractor_id)
        .join(place, place.id == part.engagement_id)
        .where(
            place.contract_id.in_(seen),
            func.lower(part.contractor).contains(asked, autoescape=True),
        )
    )
    return or_(
        row.corporate_number == words,
        func.lower(row.folded_name).contains(asked, autoescape=True),
        row.id.in_(by_terms),
        row.id.in_(by_parts),
    )
