"""確認待ちの証明書: certificates that nobody has checked yet, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.records import party
from app.records.certificates import CertificateRow
from app.records.contracts import ContractRow, ContractTermsRow, EngagementRow
from app.records.due_items import DueItemRow, exists_on, state_of
from app.records.scope import Scope, visible
from audits.due import State, days_overdue
from audits.kind import Kind


@dataclass(frozen=True, slots=True)
class WantedCertificates:
    """The certificates received by a day and not confirmed by it."""

    on: date
    department: str = ""


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate as the list shows it; `state` is None where no due date is kept of it."""

    contract: str
    branch: int
    title: str
    department: str
    contractor: str | None
    number: str
    received_on: date
    backup_expires_on: date | None
    due_on: date | None
    state: State | None
    days_overdue: int


def certificate_lines(
    session: Session, wanted: WantedCertificates, scope: Scope, *, offset: int, limit: int
) -> list[CertificateLine]:
    """One page of the list, the earliest due date first."""
    row, terms, due = CertificateRow, ContractTermsRow, DueItemRow
    query = select(
        ContractRow.number.label("contract"),
        EngagementRow.branch,
        terms.title,
        terms.department,
        party.contractor().label("contractor"),
        row.number,
        row.received_on,
        row.backup_expires_on,
        due.due_on,
        case((due.id.is_not(None), state_of(wanted.on))).label("state"),
    )
    query = _narrowed(query, wanted, scope).order_by(
        due.due_on.asc().nulls_last(), ContractRow.number, EngagementRow.branch, row.number
    )
    found = session.execute(query.offset(offset).limit(limit))
    return [_line(each._mapping, wanted.on) for each in found]


def count_certificates(session: Session, wanted: WantedCertificates, scope: Scope) -> int:
    """How many certificates the whole list has."""
    return session.scalar(_narrowed(select(func.count(CertificateRow.id)), wanted, scope)) or 0


def _narrowed(query: Select[Any], wanted: WantedCertificates, scope: Scope) -> Select[Any]:
    row, engagement, on = CertificateRow, EngagementRow, wanted.on
    query = query.select_from(row).join(engagement, engagement.id == row.engagement_id)
    query = query.join(ContractRow, ContractRow.id == engagement.contract_id)
    query = party.beside_engagement(query).outerjoin(DueItemRow, _owed(on))
    waiting = or_(row.confirmed_on.is_(None), row.confirmed_on > on)
    query = query.where(visible(scope), row.is_current, row.received_on <= on, waiting)
    if wanted.department:
        query = query.where(ContractTermsRow.department == wanted.department)
    return query


def _owed(on: date) -> ColumnElement[bool]:
    row = DueItemRow
    return and_(
        row.contract_id == EngagementRow.contract_id,
        row.branch == EngagementRow.branch,
        row.kind == Kind.ERASURE_CONFIRMATION.value,
        row.basis == CertificateRow.number,
        exists_on(on),
    )


def _line(found: Mapping[Any, Any], on: date) -> CertificateLine:
    state = State(found["state"]) if found["state"] else None
    return CertificateLine(
        contract=found["contract"],
        branch=found["branch"],
        title=found["title"],
        department=found["department"],
        contractor=found["contractor"],
        number=found["number"],
        received_on=found["received_on"],
        backup_expires_on=found["backup_expires_on"],
        due_on=found["due_on"],
        state=state,
        days_overdue=days_overdue(found["due_on"], on, state),
    )
