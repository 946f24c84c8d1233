"""所管課の一覧: each department with how many contracts and people it has; no word of either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.records.contract_flags import holds_on
from app.records.contract_list import stage_of
from app.records.contracts import CoDepartmentRow, ContractTermsRow
from app.records.departments import Department, DepartmentRow, department_of
from app.records.people import PersonRow, RoleRow
from audits.stage import Stage
from audits.words import folded

OVER = (Stage.CLOSED.value, Stage.CAME_TO_NOTHING.value)


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """A department on a day: its contracts (as 所管課) and the people who hold a role in it."""

    department: Department
    running: int
    contracts: int
    people: int


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What a department has beyond a day: contracts as 所管課 and as 共管課, and people."""

    own: int
    shared: int
    people: int


def department_lines(session: Session, on: date) -> list[DepartmentLine]:
    """Every department, those in use first, each group in the order in which it was set up."""
    row = DepartmentRow
    retired = case((row.last_on < on, 1), else_=0)
    contracts, people = _contracts(session, on), _people(session, on)
    return [
        DepartmentLine(
            department_of(found), *contracts.get(found.id, (0, 0)), people.get(found.id, 0)
        )
        for found in session.scalars(select(row).order_by(retired, row.id))
    ]


def going_on(session: Session, department: Department, last_on: date, on: date) -> GoingOn:
    """What the department would have after that day, as far as is known on `on`."""
    terms, shared = ContractTermsRow, CoDepartmentRow
    beyond = and_(terms.is_current, terms.ends_on > last_on, stage_of(on).not_in(OVER))
    count = select(func.count(terms.id)).where(beyond)
    with_others = count.join(shared, shared.terms_id == terms.id)
    with_others = with_others.where(shared.department == folded(department.name))
    held_on = or_(RoleRow.last_on.is_(None), RoleRow.last_on > last_on)
    of_it = RoleRow.department_id == department.id
    return GoingOn(
        session.scalar(count.where(terms.department_id == department.id)) or 0,
        session.scalar(with_others) or 0,
        session.scalar(_holders(held_on).where(of_it)) or 0,
    )


def _contracts(session: Session, on: date) -> Mapping[int, tuple[int, int]]:
    """Department's id → contracts running on the day, and in all."""
    terms = ContractTermsRow
    running = func.sum(case((stage_of(on) == Stage.RUNNING.value, 1), else_=0))
    query = select(terms.department_id, running, func.count()).where(terms.is_current)
    found = session.execute(query.group_by(terms.department_id)).tuples()
    return {key: (some, every) for key, some, every in found}


def _people(session: Session, on: date) -> Mapping[int | None, int]:
    """Department's id → people who hold a role in it on the day."""
    query = _holders(holds_on(on)).add_columns(RoleRow.department_id)
    found = session.execute(query.group_by(RoleRow.department_id))
    return {key: count for count, key in found}


def _holders(held: ColumnElement[bool]) -> Select[Any]:
    role, person = RoleRow, PersonRow
    query = select(func.count(role.person_id.distinct())).join(person, person.id == role.person_id)
    return query.where(person.deactivated_at.is_(None), held)
