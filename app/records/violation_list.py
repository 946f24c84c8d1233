"""違反の一覧: violations with the contract they belong to, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, not_, select, true
from sqlalchemy.orm import Session

from app.records import decided
from app.records.contracts import ContractTermsRow
from app.records.database import rows_of
from app.records.decided import Decided
from app.records.decisions import SettlementRow
from app.records.scope import Scope, visible
from app.records.violations import ViolationRow
from audits.fiscal_year import FiscalYear
from audits.rule import Level, Rule

KEPT_QUERIES = 50


class Settled(Enum):
    """Whether they are settled on the day asked for."""

    NO = "no"
    YES = "yes"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class WantedViolations:
    """Which violations a list shows; what is empty does not narrow it.

    `fiscal_year`: settled in that year. A manager settles a 違反のおそれ, an officer ticks a 要確認
    off; both are settled.
    """

    on: date
    level: Level | None = None
    department: str = ""
    settled: Settled = Settled.NO
    fiscal_year: FiscalYear | None = None


@dataclass(frozen=True, slots=True)
class ViolationLine:
    """A violation as a list shows it; `settled`: by whom, when and why, if it is."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    rule: Rule
    since: date
    detail: str
    basis: str = ""
    settled: Decided | None = None

    @property
    def level(self) -> Level:
        return self.rule.level


def violation_lines(
    session: Session, wanted: WantedViolations, scope: Scope, *, offset: int, limit: int
) -> list[ViolationLine]:
    """One page of the list, the newest first."""
    place = {"offset": offset, "limit": limit}
    found = [each._mapping for each in rows_of(session, _page(wanted, scope), place)]
    if wanted.settled is Settled.NO:
        return [_line(each, None) for each in found]
    ids = [each["contract_id"] for each in found]
    settled = decided.settlements(session, ids, wanted.on)
    return [_line(each, settled.get(_key(each))) for each in found]


def count_violations(session: Session, wanted: WantedViolations, scope: Scope) -> int:
    """How many violations the whole list has."""
    return rows_of(session, _count(wanted, scope)).scalar() or 0


@lru_cache(KEPT_QUERIES)
def _page(wanted: WantedViolations, scope: Scope) -> Select[Any]:
    """Put together once: that takes longer than the answer."""
    row, terms = ViolationRow, ContractTermsRow
    columns = (
        row.contract_id,
        row.contract,
        row.branch,
        row.rule,
        row.basis,
        row.since,
        row.detail,
    )
    query = narrowed(
        select(*columns, terms.title, terms.department, terms.contractor), wanted, scope
    )
    query = query.order_by(row.since.desc(), row.contract, row.branch, row.id)
    return query.offset(bindparam("offset")).limit(bindparam("limit"))


@lru_cache(KEPT_QUERIES)
def _count(wanted: WantedViolations, scope: Scope) -> Select[Any]:
    return narrowed(select(func.count(ViolationRow.id)), wanted, scope)


def narrowed(query: Select[Any], wanted: WantedViolations, scope: Scope) -> Select[Any]:
    """The violations wanted, beside the terms of their contracts."""
    row, terms = ViolationRow, ContractTermsRow
    query = query.join(terms, and_(terms.contract_id == row.contract_id, terms.is_current))
    query = query.where(visible(scope), row.since <= wanted.on, is_settled(wanted)[wanted.settled])
    if wanted.level is not None:
        query = query.where(of_level(wanted.level))
    if wanted.department:
        query = query.where(terms.department == wanted.department)
    return query


def is_settled(wanted: WantedViolations) -> Mapping[Settled, ColumnElement[bool]]:
    """Each answer as a condition on a violation; a year narrows the settled ones only."""
    year, by_then = wanted.fiscal_year, SettlementRow.on <= wanted.on
    in_year = SettlementRow.on.between(year.days.first, year.days.last) if year else true()
    return {
        Settled.NO: not_(exists().where(_of_violation(), by_then)),
        Settled.YES: exists().where(_of_violation(), by_then, in_year),
        Settled.EITHER: true(),
    }


def of_level(level: Level) -> ColumnElement[bool]:
    return ViolationRow.rule.in_([rule.value for rule in Rule if rule.level is level])


def _of_violation() -> ColumnElement[bool]:
    row, settled = ViolationRow, SettlementRow
    return and_(
        settled.contract_id == row.contract_id,
        settled.branch == row.branch,
        settled.rule == row.rule,
        settled.basis == row.basis,
        settled.since == row.since,
    )


def _key(found: Mapping[Any, Any]) -> tuple[int, int, str, str, date]:
    return (
        found["contract_id"],
        found["branch"],
        found["rule"],
        found["basis"],
        found["since"],
    )


def _line(found: Mapping[Any, Any], settled: Decided | None) -> ViolationLine:
    return ViolationLine(
        contract=found["contract"],
        branch=found["branch"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        rule=Rule(found["rule"]),
        since=found["since"],
        detail=found["detail"],
        basis=found["basis"],
        settled=settled,
    )
