"""役割のない利用者: accounts that can be used though their person holds no role any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from app.records.contract_flags import is_active
from app.records.database import rows_of
from app.records.departments import DepartmentRow
from app.records.people import PersonRow, RoleRow
from app.records.scope import Scope
from audits.roles import Role

KEPT_QUERIES = 50


@dataclass(frozen=True, slots=True)
class IdleAccount:
    """An account and the last role that its person held; None where there never was one."""

    login: str
    name: str
    role: Role | None
    department: str | None
    last_on: date | None


def idle_accounts(
    session: Session, on: date, scope: Scope, *, offset: int, limit: int
) -> list[IdleAccount]:
    """One page of the list, those first whose role ended first."""
    person, role = PersonRow, RoleRow
    query = _narrowed(
        select(person.login, person.name, role.role, DepartmentRow.name, role.last_on), on, scope
    )
    query = query.order_by(role.last_on.asc().nulls_first(), person.login)
    return [
        IdleAccount(login, name, Role(held) if held else None, department, last_on)
        for login, name, held, department, last_on in session.execute(
            query.offset(offset).limit(limit)
        ).tuples()
    ]


def count_idle(session: Session, on: date, scope: Scope) -> int:
    """How many accounts the whole list has."""
    return rows_of(session, _count(on, scope)).scalar() or 0


@lru_cache(KEPT_QUERIES)
def _count(on: date, scope: Scope) -> Select[Any]:
    """Put together once: that takes longer than the answer."""
    return _narrowed(select(func.count(PersonRow.id)), on, scope)


def _narrowed(query: Select[Any], on: date, scope: Scope) -> Select[Any]:
    """Active accounts without a role on the day or a coming one, beside the last they held.

    A department's officers see those who were its own; whoever sees all contracts sees all.
    """
    person, role, any_role = PersonRow, RoleRow, aliased(RoleRow)
    lasts = or_(any_role.last_on.is_(None), any_role.last_on >= on)
    newest = (
        select(any_role.id)
        .where(any_role.person_id == person.id)
        .order_by(any_role.last_on.desc(), any_role.id.desc())
        .limit(1)
        .correlate(person)
        .scalar_subquery()
    )
    query = query.select_from(person).outerjoin(role, role.id == newest)
    query = query.outerjoin(DepartmentRow, DepartmentRow.id == role.department_id)
    query = query.where(
        is_active(on), not_(exists().where(and_(any_role.person_id == person.id, lasts)))
    )
    if not scope.everything:
        query = query.where(DepartmentRow.name.in_(sorted(scope.departments)))
    return query
