"""違反の一覧: violations with the contract they belong to, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session

from app.records.contracts import ContractTermsRow
from app.records.decisions import SettlementRow
from app.records.scope import Scope, visible
from app.records.violations import ViolationRow
from audits.rule import Level, Rule


@dataclass(frozen=True, slots=True)
class WantedViolations:
    """Which unsettled violations a list shows; what is empty does not narrow it."""

    on: date
    level: Level | None = None
    department: str = ""


@dataclass(frozen=True, slots=True)
class ViolationLine:
    """A violation as a list shows it."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    rule: Rule
    since: date
    detail: str

    @property
    def level(self) -> Level:
        return self.rule.level


def violation_lines(
    session: Session, wanted: WantedViolations, scope: Scope, *, offset: int, limit: int
) -> list[ViolationLine]:
    """One page of the list, the newest first."""
    row, terms = ViolationRow, ContractTermsRow
    columns = (row.contract, row.branch, terms.title, terms.department, terms.contractor)
    query = _narrowed(select(*columns, row.rule, row.since, row.detail), wanted, scope)
    query = query.order_by(row.since.desc(), row.contract, row.branch, row.id)
    found = session.execute(query.offset(offset).limit(limit))
    return [_line(each._mapping) for each in found]


def count_violations(session: Session, wanted: WantedViolations, scope: Scope) -> int:
    """How many violations the whole list has."""
    return session.scalar(_narrowed(select(func.count(ViolationRow.id)), wanted, scope)) or 0


def _line(found: Mapping[Any, Any]) -> ViolationLine:
    return ViolationLine(
        contract=found["contract"],
        branch=found["branch"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        rule=Rule(found["rule"]),
        since=found["since"],
        detail=found["detail"],
    )


def _narrowed(query: Select[Any], wanted: WantedViolations, scope: Scope) -> Select[Any]:
    row, terms, settled = ViolationRow, ContractTermsRow, SettlementRow
    query = query.join(terms, and_(terms.contract_id == row.contract_id, terms.is_current))
    query = query.where(
        visible(scope),
        row.since <= wanted.on,
        ~exists().where(
            settled.contract_id == row.contract_id,
            settled.branch == row.branch,
            settled.rule == row.rule,
            settled.basis == row.basis,
            settled.since == row.since,
            settled.on <= wanted.on,
        ),
    )
    if wanted.level is not None:
        query = query.where(row.rule.in_([r.value for r in Rule if r.level is wanted.level]))
    if wanted.department:
        query = query.where(terms.department == wanted.department)
    return query
