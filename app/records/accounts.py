"""利用者の台帳: every account with its roles, past and to come, for whoever looks after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.records.departments import DepartmentRow
from app.records.people import PersonRow, RoleRow
from audits.roles import Role


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role from a first to a last day (None: for the time being)."""

    id: int
    role: Role
    department: str | None
    first_on: date
    last_on: date | None

    def holds(self, on: date) -> bool:
        return self.overlaps(on, on)

    def overlaps(self, first_on: date, last_on: date | None) -> bool:
        """Whether it is held on any day of a term (None: without an end)."""
        begun = last_on is None or self.first_on <= last_on
        return begun and (self.last_on is None or first_on <= self.last_on)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is kept; `deactivated_at`: since when it is out of use."""

    id: int
    login: str
    name: str
    mail: str | None
    must_change_password: bool
    deactivated_at: datetime | None
    roles: tuple[HeldRole, ...]


def accounts(session: Session, words: str = "") -> list[Account]:
    """Every account by login; those whose login or name has the words in it."""
    person = PersonRow
    query = select(person).order_by(person.deactivated_at.is_not(None), person.login)
    if words:
        found = [person.login.contains(words, autoescape=True)]
        found.append(person.name.contains(words, autoescape=True))
        query = query.where(or_(*found))
    held = _roles(session)
    return [_account(row, held) for row in session.scalars(query)]


def account(session: Session, login: str) -> Account | None:
    """One account, whether it is in use or not."""
    row = session.scalar(select(PersonRow).where(PersonRow.login == login))
    return _account(row, _roles(session, row.id)) if row else None


def roles_of(session: Session, person_id: int) -> list[HeldRole]:
    """The roles of a person, the first one first."""
    return list(_roles(session, person_id).get(person_id, ()))


def end_role(session: Session, person_id: int, role_id: int, last_on: date) -> bool:
    """Ends a role with that day, if it is one of this person's that goes on beyond it."""
    row = RoleRow
    query = (
        update(row)
        .where(
            row.id == role_id,
            row.person_id == person_id,
            row.first_on <= last_on,
            or_(row.last_on.is_(None), row.last_on > last_on),
        )
        .values(last_on=last_on)
        .returning(row.id)
    )
    return session.scalar(query) is not None


def _roles(session: Session, person_id: int | None = None) -> Mapping[int, list[HeldRole]]:
    row, found = RoleRow, defaultdict[int, list[HeldRole]](list)
    query = (
        select(row.person_id, row.id, row.role, DepartmentRow.name, row.first_on, row.last_on)
        .outerjoin(DepartmentRow, DepartmentRow.id == row.department_id)
        .order_by(row.first_on, row.id)
    )
    if person_id is not None:
        query = query.where(row.person_id == person_id)
    for owner, key, role, department, first_on, last_on in session.execute(query).tuples():
        found[owner].append(HeldRole(key, Role(role), department, first_on, last_on))
    return found


def _account(row: PersonRow, held: Mapping[int, list[HeldRole]]) -> Account:
    return Account(
        row.id,
        row.login,
        row.name,
        row.mail,
        row.must_change_password,
        row.deactivated_at,
        tuple(held.get(row.id, ())),
    )
