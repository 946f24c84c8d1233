"""受け持つ事業者: who holds an engagement and for which days, as SQL beside the terms."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_

from app.records.contracts import (
    ContractRow,
    ContractTermsRow,
    EngagementRow,
    SubcontractRow,
)
from audits.engagement import PRIME_BRANCH


def beside_engagement(query: Select[Any]) -> Select[Any]:
    """A query that has EngagementRow, with the current terms of its contract and subcontract."""
    terms, subcontract = ContractTermsRow, SubcontractRow
    of_contract = and_(terms.contract_id == EngagementRow.contract_id, terms.is_current)
    of_branch = and_(subcontract.engagement_id == EngagementRow.id, subcontract.is_current)
    return query.join(terms, of_contract).outerjoin(subcontract, of_branch)


def contractor() -> ColumnElement[str | None]:
    """受託者 for branch 0 (None: 未定), 再委託先 for the others."""
    return _agreed(ContractTermsRow.contractor, SubcontractRow.contractor)


def contractor_id() -> ColumnElement[int | None]:
    """The same as the number under which the contractor is kept."""
    return _agreed(ContractTermsRow.contractor_id, SubcontractRow.contractor_id)


def starts_on() -> ColumnElement[date]:
    """The engagement's own first day."""
    return _agreed(ContractTermsRow.starts_on, SubcontractRow.starts_on)


def ends_on() -> ColumnElement[date]:
    """The engagement's own last day."""
    return _agreed(ContractTermsRow.ends_on, SubcontractRow.ends_on)


def has_ended(on: date) -> ColumnElement[bool]:
    """Whether the day lies after the engagement's last, or its contract came to nothing by it."""
    nothing = ContractTermsRow.came_to_nothing_on
    return or_(ends_on() < on, and_(nothing.is_not(None), nothing <= on))


def is_of(words: str) -> ColumnElement[bool]:
    """Whether the contract has this number, or the engagement is held by one so called."""
    return or_(ContractRow.number == words, contractor().contains(words, autoescape=True))


def _agreed(prime: Any, subcontract: Any) -> ColumnElement[Any]:
    return case((EngagementRow.branch == PRIME_BRANCH, prime), else_=subcontract)
